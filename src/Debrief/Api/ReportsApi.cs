using System.ComponentModel;
using System.Globalization;
using Debrief.Documents;
using Debrief.Insights;
using Debrief.Insights.Snapshots;
using Debrief.Profile;
using Debrief.Reports;
using Debrief.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Debrief.Api;

/// <summary>Reports as `debrief report` tells them: of a period that is over, from its snapshot.</summary>
static class ReportsApi
{
    const string Period = "/{type}/{start}";

    public static void MapReports(this RouteGroupBuilder group)
    {
        group.MapGet("", ListAsync).WithName("reports").WithSummary("The periods that have a snapshot, the latest first");
        group.MapGet(Period, ReadAsync).WithName("report").ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("Every figure of a period, by its type (weekly, monthly, or 10-days and so on) and first day. Of one without a snapshot, the figures of this moment");
        group.MapGet($"{Period}.html", HtmlAsync).WithName("report-html").Produces<string>(contentType: "text/html").ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("The report in HTML, in one file");
        group.MapGet($"{Period}.md", MarkdownAsync).WithName("report-markdown").Produces<string>(contentType: "text/markdown").ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("The report in Markdown");
    }

    static async Task<Ok<IReadOnlyList<SnapshotEntry>>> ListAsync(Reads reads, TimeProvider clock, CancellationToken cancel, [Description(AskedReport.Whose)] string? owner = null) =>
        TypedResults.Ok(await new SnapshotStore(reads.Database, clock) { Owner = owner }.ListAsync(cancel));

    static async Task<Ok<ReportData>> ReadAsync([AsParameters] AskedReport asked, CancellationToken cancel) =>
        TypedResults.Ok(ReportData.Of(await asked.ReadAsync(cancel)));

    /// <summary>A report is one file with its style in it. In a sandbox: whatever got into it is nobody's, and can't ask for anything.</summary>
    static async Task<ContentHttpResult> HtmlAsync([AsParameters] AskedReport asked, HttpResponse response, CancellationToken cancel)
    {
        var html = ReportFiles.Render(await asked.ReadAsync(cancel), ReportFormat.Html);
        response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; frame-ancestors 'none'; base-uri 'none'";
        return TypedResults.Content(html, "text/html; charset=utf-8");
    }

    static async Task<ContentHttpResult> MarkdownAsync([AsParameters] AskedReport asked, CancellationToken cancel) =>
        TypedResults.Content(ReportFiles.Render(await asked.ReadAsync(cancel), ReportFormat.Markdown), "text/markdown; charset=utf-8");
}

/// <summary>The report that is asked for, and what it is read from.</summary>
sealed record AskedReport(
    [property: Description("weekly, monthly, or 10-days and so on.")] string Type,
    [property: Description("The period's first day: 2026-02-02.")] string Start,
    Reads Reads, UserProfile Profile, TimeProvider Clock)
{
    public const string Whose = "Whose sessions, where a server holds those of several people. Everybody's unless told.";

    [Description(Whose)]
    public string? Owner { get; init; }

    /// <exception cref="NothingFound">There is no such period.</exception>
    public Task<Snapshot> ReadAsync(CancellationToken cancel) => new ToldPeriods(Reads.Database, Profile, Clock) { Owner = Owner }.ReadAsync(Asked(), cancel);

    Period Asked() => DateOnly.TryParseExact(Start, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first) && first.Year is >= 2000 and < 2999
        && Period.Named(Type, first, Profile.TimeZone) is { } period
        ? period
        : throw new NothingFound("There is no such period. Weeks begin on a Monday, months on their first day: /api/reports/weekly/2026-02-02, /api/reports/monthly/2026-02-01, /api/reports/10-days/2026-02-03.");
}
