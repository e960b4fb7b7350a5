using System.Net;
using System.Text.RegularExpressions;
using Debrief.Insights.Snapshots;
using Debrief.Reports;

namespace Debrief.Tests.Reports.Independent;

/// <summary>A report as a reader has it: the words of the page, the tables of the Markdown, the message.</summary>
sealed partial class ToldReport
{
    public ToldReport(Snapshot told)
    {
        Html = Blanks().Replace(WebUtility.HtmlDecode(Tag().Replace(Style().Replace(ReportFiles.Render(told, ReportFormat.Html), " "), " ")).Replace('\u00a0', ' '), " ");
        Markdown = ReportFiles.Render(told, ReportFormat.Markdown).Replace("\\", "").Replace("\u200b", "");
        Discord = ReportFiles.Render(told, ReportFormat.Discord).Replace("\\", "").Replace("\u200b", "");
    }

    public string Html { get; }
    public string Markdown { get; }
    public string Discord { get; }

    /// <summary>The row of a table of the Markdown that begins so.</summary>
    public string? Row(string section, string name) => Section(section).Split('\n').FirstOrDefault(line => line.StartsWith($"| {name} |", StringComparison.Ordinal));

    public string Section(string title) => Markdown.Split("\n## ").FirstOrDefault(section => section.StartsWith(title + "\n", StringComparison.Ordinal)) ?? "";

    [GeneratedRegex("<style>.*?</style>", RegexOptions.Singleline)]
    private static partial Regex Style();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
