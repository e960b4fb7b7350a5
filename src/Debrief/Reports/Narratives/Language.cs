using System.Collections.Frozen;
using System.Globalization;

namespace Debrief.Reports.Narratives;

/// <summary>What of a language the check of a sentence has to know.</summary>
/// <param name="NounsAreCapital">A capital letter says nothing about a name.</param>
/// <param name="Numbers">Words for numbers.</param>
/// <param name="Up">Words that say that something rose, as a regular expression.</param>
/// <param name="Better">Words that say that it changed for the better, which for friction is down.</param>
/// <param name="Steady">Words that say that nothing changed.</param>
/// <param name="Starters">Words that sentences begin with, and that are no names.</param>
sealed record Language(bool NounsAreCapital, NumberFormatInfo Figures, FrozenDictionary<string, int> Numbers, string Up, string Down, string Better, string Worse, string Steady, string Starters)
{
    /// <summary>The program knows no cultures, so that it is the same on every machine.</summary>
    static readonly NumberFormatInfo s_comma = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "." };

    static readonly Language s_english = new(false, NumberFormatInfo.InvariantInfo, English.Numbers, English.Up, English.Down, English.Better, English.Worse, English.Steady, English.Starters);

    static readonly Language s_german = new(true, s_comma, German.Numbers, German.Up, German.Down, German.Better, German.Worse, German.Steady, German.Starters);

    /// <param name="code">As the profile has it: en, de, fr and so on.</param>
    public static Language Of(string code) => code switch
    {
        _ when code.StartsWith("en", StringComparison.OrdinalIgnoreCase) => s_english,
        _ when code.StartsWith("de", StringComparison.OrdinalIgnoreCase) => s_german,
        _ => s_english with { Figures = HasPoint(code) ? NumberFormatInfo.InvariantInfo : s_comma, Numbers = FrozenDictionary<string, int>.Empty, Up = "(?!)", Down = "(?!)", Better = "(?!)", Worse = "(?!)", Steady = "(?!)" },
    };

    static bool HasPoint(string code) => code.Split('-')[0].ToLowerInvariant() is "ja" or "zh" or "ko" or "th" or "he" or "hi";
}
