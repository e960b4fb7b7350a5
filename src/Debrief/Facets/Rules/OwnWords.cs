namespace Debrief.Facets.Rules;

/// <summary>What a person wrote themselves in a message, without what they pasted into it.</summary>
static class OwnWords
{
    const int Enough = 4_000;
    const int LinesAbove = 6;
    const int LinesBelow = 3;

    /// <returns>The message's beginning with all else blanked out, so that every word keeps its place.</returns>
    public static string Of(string text)
    {
        var words = text[..Math.Min(text.Length, Enough)].Replace('’', '\'').ToCharArray();
        var lines = Lines(words);
        var fenced = false;
        for (var i = 0; i < lines.Count; i++)
        {
            var line = words.AsSpan(lines[i]);
            var fence = line.TrimStart().StartsWith("```");
            if (fence || fenced || IsPasted(line) || (i >= LinesAbove && i < lines.Count - LinesBelow))
                line.Fill('\n');
            fenced ^= fence;
        }

        return new(words);
    }

    static List<Range> Lines(char[] words)
    {
        var lines = new List<Range>();
        var from = 0;
        while (from < words.Length)
        {
            var end = Array.IndexOf(words, '\n', from);
            var to = end < 0 ? words.Length : end;
            lines.Add(from..to);
            from = to + 1;
        }

        return lines;
    }

    static bool IsPasted(ReadOnlySpan<char> line)
    {
        var start = line.TrimStart();
        return start.StartsWith(">") || start.StartsWith("at ") && start.Contains('(') || start.StartsWith("$ ") || start.StartsWith("❯")
            || line.StartsWith("    ") || line.StartsWith("\t") || start.StartsWith("[") && start.Length > 1 && char.IsDigit(start[1]);
    }
}
