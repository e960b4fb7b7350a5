using System.Globalization;
using System.Text;
using Debrief.Profile;
using Debrief.Sessions;
using Spectre.Console;

namespace Debrief.Cli;

/// <summary>What stands in the cells of tables: harmless, and no wider than it may be.</summary>
static class Cells
{
    public const string Unknown = "unknown";

    const int UuidLength = 36;

    static readonly char[] _slashes = ['/', '\\'];

    /// <summary>As <see cref="Fitted"/>, for tables and markup.</summary>
    public static string Cropped(string foreign, int width) => Markup.Escape(Fitted(foreign, width));

    /// <summary>Foreign text on one line, its end cut off where there is no room. Emoji and Chinese letters take two columns.</summary>
    public static string Fitted(string foreign, int width)
    {
        var text = Terminal.Plain(string.Join(' ', foreign.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        if (Words.Width(text) <= width)
            return text;

        var cropped = new StringBuilder();
        var taken = 1;
        var letters = StringInfo.GetTextElementEnumerator(text);
        while (letters.MoveNext() && (taken += Words.Width(letters.GetTextElement())) <= width)
            cropped.Append(letters.GetTextElement());
        return cropped.ToString().TrimEnd() + "…";
    }

    /// <summary>As <see cref="Short"/>, for tables.</summary>
    public static string ShortId(string id) => Terminal.Safe(Short(id));

    /// <summary>The first eight characters of a UUID, which nearly always are enough; of a sub-agent what its file is called; any other id whole.</summary>
    public static string Short(string id)
    {
        if (id.Length > UuidLength && id[UuidLength] == '.' && Guid.TryParseExact(id[..UuidLength], "D", out _))
            return id[(UuidLength + 1)..];
        return Guid.TryParseExact(id, "D", out _) ? id[..8] : id;
    }

    /// <summary>Of a path as many of its last folders as there is room for, one at least. Anybody's home folder is <c>~</c>.</summary>
    public static string Folder(string? project, int width = 0)
    {
        if (project is null)
            return Unknown;
        var path = project.Length > 1 ? project.TrimEnd('/', '\\') : project;
        if (HomeFolder.Is(path))
            return "~";
        var from = path.LastIndexOfAny(_slashes) + 1;
        while (from > 1 && path.LastIndexOfAny(_slashes, from - 2) + 1 is var earlier && path.Length - earlier <= width)
            from = earlier;
        return from < path.Length ? path[from..] : project;
    }

    public static string Dollars(TokenUsage usage) => usage switch
    {
        { CostUsd: null } => Unknown,
        { CostUsd: > 0 and < 0.005, UnpricedTokens: 0 } => "<$0.01",
        { UnpricedTokens: > 0 } => $"${usage.CostUsd:N2} + ?",
        _ => $"${usage.CostUsd:N2}",
    };

    /// <summary>The names that people call models by: opus-4-5 for claude-opus-4-5-20251101.</summary>
    public static string Model(string model)
    {
        var name = model.StartsWith("claude-", StringComparison.Ordinal) ? model["claude-".Length..] : model;
        var dated = name.Length > 9 && name[^9] == '-' && name.AsSpan(name.Length - 8).IndexOfAnyExceptInRange('0', '9') < 0;
        return dated ? name[..^9] : name;
    }
}
