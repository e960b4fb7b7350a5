using Debrief.Transcripts;

namespace Debrief.Facets;

/// <summary>Words of a passage, copied exactly: the sentence that holds what was found, cut between words.</summary>
static class Quote
{
    public const int MaxLength = 200;

    const string SentenceEnds = ".!?…。！？";

    /// <param name="at">Where in the passage's text the words begin that matter.</param>
    /// <returns>A part of the passage's text that holds those words, or as much of them as fits.</returns>
    public static string Around(Passage passage, int at, int length)
    {
        var text = passage.Text;
        var from = SentenceStart(text, at);
        var to = SentenceEnd(text, Math.Min(at + length, text.Length));
        if (to - from > MaxLength)
            (from, to) = Cut(text, from, to, at, length);

        (from, to) = Storable(text, from, to, at);
        return text[from..to].Trim();
    }

    public static string Start(Passage passage) => passage.Text.Length == 0 ? "" : Around(passage, FirstWord(passage.Text), 1);

    /// <summary>Who speaks, in the words that evidence uses.</summary>
    public static string Name(this Speaker speaker) => speaker switch
    {
        Speaker.Human => "human",
        Speaker.Assistant => "assistant",
        Speaker.System => "system",
        _ => "tool",
    };

    public static Evidence AsEvidence(this Passage passage, string facet, string value, int at, int length, string? who = null) =>
        new(facet, value, passage.Line, Around(passage, at, length), passage.Speaker.Name(), passage.At, who);

    public static Evidence AsEvidence(this Passage passage, string facet, string value, string? who = null) =>
        new(facet, value, passage.Line, Start(passage), passage.Speaker.Name(), passage.At, who);

    /// <summary>The text's first words, cut between words.</summary>
    public static string Shorten(string text, int max)
    {
        if (text.Length <= max)
            return text;

        var space = text.AsSpan(0, max).LastIndexOf(' ');
        var end = space > max / 2 ? space : max - 1;
        if (char.IsHighSurrogate(text[end - 1]))
            end--;
        return text[..end].TrimEnd(' ', ',', ';', ':', '-') + "…";
    }

    static int FirstWord(string text)
    {
        var at = text.AsSpan().IndexOfAnyExcept(" \t\r\n\uFEFF");
        return Math.Max(at, 0);
    }

    static int SentenceStart(string text, int at)
    {
        var least = Math.Max(0, at - MaxLength);
        for (var i = at; i > least; i--)
        {
            if (text[i - 1] is '\n' or '\r' || (text[i - 1] is ' ' && i > 1 && SentenceEnds.Contains(text[i - 2])))
                return i;
        }

        return least;
    }

    static int SentenceEnd(string text, int from)
    {
        var most = Math.Min(text.Length, from + MaxLength);
        for (var i = from; i < most; i++)
        {
            if (text[i] is '\n' or '\r')
                return i;
            if (SentenceEnds.Contains(text[i]) && (i + 1 == text.Length || char.IsWhiteSpace(text[i + 1]) || text[i] > 0x7F))
                return i + 1;
        }

        return most;
    }

    static (int From, int To) Cut(string text, int from, int to, int at, int length)
    {
        // The found words stay; what surrounds them shares what is left, more of it after them.
        var begin = Math.Max(from, at - Math.Max(0, (MaxLength - length) / 4));
        while (begin > from && begin < at && !char.IsWhiteSpace(text[begin - 1]))
            begin++;

        var end = Math.Min(to, begin + MaxLength);
        var space = end < to ? text.AsSpan(begin, end - begin).LastIndexOf(' ') : -1;
        return (begin, space > 0 && begin + space >= at + length ? begin + space : end);
    }

    /// <summary>Half characters and control characters don't survive the database: a quote ends before one, or begins after it.</summary>
    static (int From, int To) Storable(string text, int from, int to, int at)
    {
        for (var i = from; i < to; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < to && char.IsLowSurrogate(text[i + 1]))
                i++;
            else if (char.IsSurrogate(text[i]) || (char.IsControl(text[i]) && text[i] is not '\t'))
            {
                if (i >= at)
                    return (from, i);
                from = i + 1;
            }
        }

        return (from, to);
    }
}
