using System.Buffers;
using System.Globalization;
using System.Text;
using Debrief.Privacy;

namespace Debrief.Reports;

/// <summary>Text that somebody else wrote, made fit to be shown: one line, no secret, no invisible characters, not endless. Each format escapes it on top of this.</summary>
static class Foreign
{
    static readonly SearchValues<char> s_commandLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_:");

    public const int Name = 60;
    public const int Title = 100;
    public const int Sentence = 240;
    public const int Quote = 320;

    /// <summary>The text on one line, cut at a whole character where it is longer than <paramref name="longest"/>.</summary>
    public static string Plain(string text, int longest)
    {
        var plain = new StringBuilder(Math.Min(text.Length, longest + 2));
        foreach (var rune in Secrets.Mask(text).EnumerateRunes())
        {
            if (plain.Length > longest)
                break;
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
            {
                if (plain.Length > 0 && plain[^1] != ' ')
                    plain.Append(' ');
            }
            else if (IsShown(rune))
            {
                plain.Append(rune);
            }
        }

        return Cut(plain.ToString().TrimEnd(), longest);
    }

    /// <summary>A name that can be shown, whatever it was.</summary>
    public static string Called(string name) => Plain(name, Name) is { Length: > 0 } plain ? plain : "(no name)";

    /// <summary>A name as commands have it, which means nothing else to Markdown or Discord.</summary>
    public static bool IsCommand(string text) => text.Length > 1 && text[0] == '/' && text.AsSpan(1).IndexOfAnyExcept(s_commandLetters) < 0;

    /// <summary>command_failed and CommandFailed both read "command failed".</summary>
    public static string Words(string name)
    {
        var words = new StringBuilder(name.Length + 4);
        foreach (var letter in Plain(name, Name))
        {
            if (char.IsAsciiLetterUpper(letter) && words.Length > 0 && char.IsAsciiLetterLower(words[^1]))
                words.Append(' ').Append(char.ToLowerInvariant(letter));
            else
                words.Append(letter is '_' or '-' ? ' ' : char.ToLowerInvariant(letter));
        }

        return words.Length == 0 ? Figures.Unknown : words.ToString();
    }

    /// <summary>Format characters turn the reading direction round or hide what follows; the joiner is part of emoji and of some scripts.</summary>
    static bool IsShown(Rune rune) => rune.Value is 0x200C or 0x200D
        || Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned)
            && rune.Value is not 0xFFFD;

    static string Cut(string text, int longest)
    {
        if (text.Length <= longest)
            return text;
        var end = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (end + rune.Utf16SequenceLength > longest - 1)
                break;
            end += rune.Utf16SequenceLength;
        }

        // Rather at a word's end, if one is near.
        var space = text.AsSpan(0, end).LastIndexOf(' ');
        return string.Concat(text.AsSpan(0, space > longest * 2 / 3 ? space : end).TrimEnd(), "…");
    }
}
