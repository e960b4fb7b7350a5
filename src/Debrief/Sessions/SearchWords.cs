using System.Text;
using Debrief.Storage;

namespace Debrief.Sessions;

/// <summary>What somebody searches for: sessions that have all of the words, or words that begin so.</summary>
static class SearchWords
{
    const int Most = 12;
    const int Longest = 60;

    /// <returns>As the database's index is asked; null where there is no word in it.</returns>
    public static string? In(string? text, Dialect dialect)
    {
        var words = Of(text).Take(Most).ToList();
        return words.Count == 0 ? null : dialect.Words(words);
    }

    /// <summary>Letters and digits, and nothing that would mean something to an index.</summary>
    public static IEnumerable<string> Of(string? text)
    {
        var plain = string.Concat((text ?? "").EnumerateRunes().Select(rune => Rune.IsLetterOrDigit(rune) ? rune.ToString() : " "));
        return plain.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => Beginning.Of(word, Longest)).Distinct(StringComparer.OrdinalIgnoreCase);
    }
}
