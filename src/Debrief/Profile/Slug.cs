using System.Text;

namespace Debrief.Profile;

/// <summary>The short name by which a business or priority is kept: small letters and digits, joined by hyphens.</summary>
static class Slug
{
    public static bool IsValid(string text) => text.Length > 0 && From(text) == text;

    /// <summary>The nearest slug; "other" where nothing of the text can stand in one.</summary>
    public static string From(string text)
    {
        var slug = new StringBuilder();
        foreach (var letter in text)
            if (char.IsAsciiLetterOrDigit(letter))
                slug.Append(char.ToLowerInvariant(letter));
            else if (slug.Length > 0 && slug[^1] != '-')
                slug.Append('-');
        return slug.ToString().TrimEnd('-') is { Length: > 0 } found ? found : "other";
    }

    /// <summary>indy-hall: Indy hall.</summary>
    public static string ToName(string slug)
    {
        var words = slug.Replace('-', ' ');
        return words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];
    }
}
