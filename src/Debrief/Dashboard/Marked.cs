namespace Debrief.Dashboard;

/// <summary>A piece of a text: evidence, or what stands around it.</summary>
readonly record struct Piece(string Text, bool IsQuote);

static class Marked
{
    /// <summary>The text in pieces, the quotes of evidence apart. Those that overlap an earlier one, or don't stand in what is shown, are left out.</summary>
    public static IReadOnlyList<Piece> Of(string text, IEnumerable<string> quotes)
    {
        var pieces = new List<Piece>();
        var at = 0;
        foreach (var (start, length) in quotes.Where(quote => quote.Length > 0).Select(quote => (Start: text.IndexOf(quote, StringComparison.Ordinal), quote.Length)).Where(found => found.Start >= 0).OrderBy(found => found.Start))
        {
            if (start < at)
                continue;
            if (start > at)
                pieces.Add(new(text[at..start], false));
            pieces.Add(new(text.Substring(start, length), true));
            at = start + length;
        }

        if (at < text.Length)
            pieces.Add(new(text[at..], false));
        return pieces;
    }
}
