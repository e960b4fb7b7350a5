using System.Text.RegularExpressions;

namespace Debrief.Reports.Narratives;

/// <summary>Words in texts.</summary>
static partial class Phrases
{
    public static IEnumerable<string> Words(string text) => Word().Matches(text).Select(word => word.Value);

    public static bool Has(string text, string word)
    {
        for (var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            if (!IsPart(text, at - 1) && !IsPart(text, at + word.Length))
                return true;
        }
        return false;
    }

    /// <summary>All else stays where it is.</summary>
    public static string Without(string text, IEnumerable<string> phrases) => phrases.Aggregate(text, (rest, phrase) => rest.Replace(phrase, new(' ', phrase.Length), StringComparison.Ordinal));

    public static Regex Pattern(string words) => new(words, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static bool IsPart(string text, int at) => at >= 0 && at < text.Length && char.IsLetterOrDigit(text[at]);

    [GeneratedRegex(@"[\p{L}\p{M}\d’'-]+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
