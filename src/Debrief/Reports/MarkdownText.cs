using System.Text;
using System.Text.RegularExpressions;

namespace Debrief.Reports;

/// <summary>Makes text mean nothing but itself in GitHub-flavoured Markdown.</summary>
static partial class MarkdownText
{
    /// <summary>Invisible: keeps @name, #12 and addresses from becoming mentions, references and links.</summary>
    const char Apart = '\u200B';

    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        for (var i = 0; i < text.Length; i++)
            Append(escaped, text[i], i + 1 < text.Length ? text[i + 1] : ' ');
        return LineStart().Replace(Address().Replace(escaped.ToString(), match => $"{match.Value}{Apart}"), match => $"\\{match.Value}");
    }

    /// <summary>A command in backticks; what doesn't look like one, escaped: within backticks nothing can be.</summary>
    public static string Command(string name) => Foreign.IsCommand(name) ? $"`{name}`" : Escape(name);

    static void Append(StringBuilder escaped, char c, char next)
    {
        if (c is '\r' or '\n')
            escaped.Append(' ');
        else if (c == '&')
            escaped.Append("&amp;");
        else if (c == '@' || (c == '#' && char.IsAsciiDigit(next)))
            escaped.Append(c).Append(Apart);
        else if (c is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '|' or '~' or '$')
            escaped.Append('\\').Append(c);
        else
            escaped.Append(c);
    }

    /// <summary>What makes a line a heading, a list, a rule: "# ", "- ", "1. ".</summary>
    [GeneratedRegex(@"(?<=^\s*)[#+\-=]|(?<=^\s*\d+)[.)](?=\s|$)", RegexOptions.CultureInvariant)]
    private static partial Regex LineStart();

    /// <summary>What GitHub turns into links by itself: the text up to where they'd be recognised.</summary>
    [GeneratedRegex(@"\b[a-z][a-z0-9+.\-]+:(?=/)|\bwww(?=\.)|\b(?:mailto|xmpp|javascript|data|vbscript)(?=:)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
