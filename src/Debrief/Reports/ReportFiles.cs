using System.Text;
using Debrief.Insights;
using Debrief.Insights.Snapshots;
using Debrief.Reports.Narratives;

namespace Debrief.Reports;

enum ReportFormat
{
    Html,
    Markdown,
    Discord,
}

/// <summary>Reports as files that only their owner can read.</summary>
static class ReportFiles
{
    public static string Render(Snapshot told, ReportFormat format) => format switch
    {
        ReportFormat.Html => HtmlReport.Render(told.Insights, told.Profile, Told.Of(told)),
        ReportFormat.Markdown => MarkdownReport.Render(told.Insights, told.Profile, Told.Of(told)),
        _ => DiscordReport.Render(told.Insights, told.Profile),
    };

    /// <summary>weekly-2026-02-02.html; of a custom period, which may begin where another does, with its last day too.</summary>
    public static string Name(Period period, ReportFormat format)
    {
        var days = period.Type is "weekly" or "monthly" ? $"{period.First:yyyy-MM-dd}" : $"{period.First:yyyy-MM-dd}-to-{period.End.AddDays(-1):yyyy-MM-dd}";
        return $"{period.Type}-{days}{format switch { ReportFormat.Html => ".html", ReportFormat.Markdown => ".md", _ => ".txt" }}";
    }

    /// <summary>Writes each format to the folder, made if missing. A file is replaced whole or not at all.</summary>
    /// <returns>The full paths, in the order of the formats.</returns>
    /// <exception cref="UserError">The folder can't be written to.</exception>
    public static async Task<IReadOnlyList<string>> WriteAsync(
        string folder, Snapshot told, IReadOnlyCollection<ReportFormat> formats, CancellationToken cancel)
    {
        var paths = new List<string>();
        try
        {
            PrivateFile.CreateFolder(folder);
            foreach (var format in formats)
            {
                var path = Path.GetFullPath(Path.Combine(folder, Name(told.Insights.Period, format)));
                await ReplaceAsync(path, Render(told, format), cancel);
                paths.Add(path);
            }
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"Reports can't be written to {folder}: {ex.Message} Name another folder with --output.", ex);
        }

        return paths;
    }

    static async Task ReplaceAsync(string path, string content, CancellationToken cancel)
    {
        var unfinished = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            await using (var stream = PrivateFile.Create(unfinished, FileMode.CreateNew))
                await stream.WriteAsync(Encoding.UTF8.GetBytes(content), cancel);
            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }
}
