namespace Debrief.Jobs;

/// <summary>A command of this program that the schedule runs.</summary>
sealed record Job(string Name, string Does, IReadOnlyList<string> Command)
{
    /// <summary>Sends what waits, notices of jobs too.</summary>
    public static readonly IReadOnlyList<string> Deliver = ["deliveries", "send", "--json"];

    /// <summary>Stands for how many sessions a run may extract.</summary>
    public const string SessionsAtMost = "{sessions}";

    /// <summary>Every server runs it when its time comes, and takes its part of the work; else one of them does.</summary>
    public bool IsShared { get; init; }

    /// <summary>The job that runs after it, however it ended; null: none.</summary>
    public string? Then { get; init; }

    public static readonly IReadOnlyList<Job> All =
    [
        new("sync-claude-sessions", "Brings new and changed transcripts into the database", ["sync", "--json"]),
        new("extract-session-facets", "Extracts facets from sessions that ended", ["extract", "--limit", SessionsAtMost, "--json"]) { IsShared = true, Then = "check-alerts" },
        new("check-alerts", "Looks for what is unusual, and tells of it", ["alerts", "check", "--json"]),
        new("generate-insights-report", "Writes and delivers the report of the seven days before", ["report", "--until", "yesterday", "--deliver"]),
        new("generate-monthly-report", "Writes and delivers the report of the month that is over", ["report", "--period", "monthly", "--deliver"]),
        new("deliver-messages", "Sends reports, alerts and notices that wait", Deliver),
        new("fold-old-usage", "Puts the usage of old messages together", ["database", "fold", "--json"]),
    ];

    /// <exception cref="UserError">There is none of that name.</exception>
    public static Job Named(string name) =>
        All.FirstOrDefault(job => job.Name == name) ?? throw new NothingFound($"There is no job \"{name}\". There are {string.Join(", ", All.Select(job => job.Name))}.");
}
