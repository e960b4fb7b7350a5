using System.Text;

namespace Debrief.Privacy;

/// <summary>A token's letters, put together where a terminal broke its line.</summary>
readonly record struct Wrapped(string Letters, int End)
{
    const int MostLines = 64, NarrowestTerminal = 40, UsualTerminal = 60, WidestTerminal = 400, Indent = 16;

    /// <param name="at">Behind the rule's prefix.</param>
    /// <returns>Null where there are too few or too many.</returns>
    public static Wrapped? Read(string text, int at, TokenRule rule)
    {
        var end = at + RunAt(text, at, rule);
        var length = end - at;
        StringBuilder? joined = null;
        for (var lines = 1; lines < MostLines && length < rule.Most && Next(text, end) is { } next && IsWide(text, end, NarrowestTerminal); lines++)
        {
            var more = RunAt(text, next, rule);
            if (more == 0 || length + more > rule.Most || (length >= rule.Least && !GoesOn(text, end, next, more)))
                break;
            joined = (joined ?? new StringBuilder().Append(text, at, length)).Append(text, next, more);
            (length, end) = (length + more, next + more);
        }

        // A full stop is the sentence's.
        while (joined is null && length > rule.Least && text[end - 1] == '.')
            (length, end) = (length - 1, end - 1);
        return length >= rule.Least && length <= rule.Most && Boundary.After(text, end) ? new(joined?.ToString() ?? text[at..end], end) : null;
    }

    /// <summary>Where the next line's text begins, if a line ends here.</summary>
    static int? Next(string text, int end)
    {
        var rest = text.AsSpan(end);
        var newLine = rest.StartsWith("\r\n") || rest.StartsWith("\\n") ? 2 : rest.StartsWith("\n") ? 1 : 0;
        if (newLine == 0)
            return null;

        var next = end + newLine;
        while (next < text.Length && next - end < Indent && text[next] is ' ' or '\t')
            next++;
        return next;
    }

    static bool IsWide(string text, int end, int width)
    {
        var line = text.AsSpan(Math.Max(0, end - WidestTerminal), Math.Min(end, WidestTerminal));
        return line.Length - (line.LastIndexOf('\n') + 1) >= width;
    }

    /// <summary>The next line has more of the token, not the next word: the line was full, and what follows is no word.</summary>
    static bool GoesOn(string text, int end, int next, int more)
    {
        var run = text.AsSpan(next, more);
        return IsWide(text, end, UsualTerminal) && more >= 6 && run.ContainsAnyInRange('0', '9') && run.ContainsAnyInRange('A', 'z')
            && (next + more == text.Length || text[next + more] is not (':' or '=' or '('));
    }

    static int RunAt(string text, int at, TokenRule rule)
    {
        var rest = text.AsSpan(at, rule.Most == TokenRule.Endless ? text.Length - at : Math.Min(text.Length - at, rule.Most + 1));
        return rest.IndexOfAnyExcept(rule.Letters) is >= 0 and var run ? run : rest.Length;
    }
}
