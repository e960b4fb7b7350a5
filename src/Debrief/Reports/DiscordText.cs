using System.Text;

namespace Debrief.Reports;

/// <summary>Makes foreign text mean nothing but itself in a Discord message: no mention, no formatting, no link.</summary>
static class DiscordText
{
    /// <summary>Invisible. A backslash alone would do for the eye, but not for the notification.</summary>
    const char Apart = '\u200B';

    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            if (c is '\r' or '\n')
                escaped.Append(' ');
            else if (c is '@' or '<' or ':' or '#')
                escaped.Append(c).Append(Apart);
            else if (c is '\\' or '`' or '*' or '_' or '~' or '|' or '[' or ']' or '>')
                escaped.Append('\\').Append(c);
            else
                escaped.Append(c);
        }

        // An address without a scheme becomes an invitation.
        return escaped.Replace("discord.", $"discord{Apart}.").ToString();
    }

    /// <summary>A command in backticks; what doesn't look like one, escaped: within backticks nothing can be.</summary>
    public static string Command(string name) => Foreign.IsCommand(name) ? $"`{name}`" : Escape(name);
}
