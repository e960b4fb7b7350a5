using Debrief.Dashboard.Components;
using Debrief.Insights.Snapshots;
using Debrief.Profile;
using Debrief.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Debrief.Dashboard;

/// <summary>The reports that were told, with their figures, and any two of them side by side.</summary>
static class ReportsPages
{
    const int OnAPage = 25;

    public static void MapReportsPage(this RouteGroupBuilder admin) => admin.MapGet("/reports", ShowAsync);

    /// <param name="first">A period by its type and first day, which is compared with the second.</param>
    static async Task<RazorComponentResult> ShowAsync(string? first, string? second, string? owner, int? page, Viewer viewer, Choices choices, Reads reads, UserProfile profile, TimeProvider clock, CancellationToken cancel)
    {
        owner = string.IsNullOrWhiteSpace(owner) ? null : owner;
        var store = new SnapshotStore(reads.Database, clock) { Owner = owner };
        var all = (await store.ListAsync(cancel)).Select(entry => new KeptReport(entry, profile.TimeZone)).ToList();
        var pages = (all.Count + OnAPage - 1) / OnAPage;
        var number = Math.Clamp(page ?? 1, 1, Math.Max(1, pages));

        var shown = new List<KeptReport>();
        foreach (var report in all.Skip(OnAPage * (number - 1)).Take(OnAPage))
            shown.Add(await WithFiguresAsync(report));
        var compared = Given(first) is { } one && Given(second) is { } other ? ComparedReports.Of(await WithFiguresAsync(Named(one)), await WithFiguresAsync(Named(other))) : null;
        return Page.Of<ReportsPage>(viewer, profile, await choices.ReadAsync(cancel), new ShownReports(all, shown, owner, number, pages, compared));

        KeptReport Named(string key) => all.FirstOrDefault(report => report.Key == key) ?? throw new NothingFound("There is no report of that period. The page of all reports lists those that were told.");

        async Task<KeptReport> WithFiguresAsync(KeptReport report) =>
            report with { Snapshot = report.Period is { } period ? await store.FindAsync(period, cancel) : null };
    }

    static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}

/// <param name="Pages">0: there is none.</param>
sealed record ShownReports(IReadOnlyList<KeptReport> All, IReadOnlyList<KeptReport> Reports, string? Owner, int Page, int Pages, ComparedReports? Compared);
