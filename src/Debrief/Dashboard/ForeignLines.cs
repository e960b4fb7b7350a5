using System.Globalization;
using System.Text;

namespace Debrief.Dashboard;

/// <summary>Text of several lines that somebody else wrote: lines stay lines; what turns the reading direction round or can't be seen is left out.</summary>
static class ForeignLines
{
    /// <param name="longest">More of it isn't shown.</param>
    public static string Of(string text, int longest)
    {
        var plain = new StringBuilder(Math.Min(text.Length, longest));
        foreach (var rune in text.EnumerateRunes())
        {
            if (plain.Length >= longest)
                return plain.Append('…').ToString();
            if (rune.Value is '\n' or '\t' || IsShown(rune))
                plain.Append(rune);
        }
        return plain.ToString();
    }

    /// <summary>The joiner is part of emoji and of some scripts.</summary>
    static bool IsShown(Rune rune) => rune.Value is 0x200C or 0x200D
        || Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Format or UnicodeCategory.Control or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
