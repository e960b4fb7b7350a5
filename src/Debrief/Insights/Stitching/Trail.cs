using System.Text.Json.Serialization;
using Debrief.Facets;

namespace Debrief.Insights.Stitching;

/// <summary>What of a session tells whether another one goes on with it.</summary>
sealed record Trail(SessionName Name, string? Project, DateTimeOffset StartedAt, DateTimeOffset EndedAt)
{
    // Whoever works on these works on everything.
    static readonly HashSet<string> s_common = new(["main", "master", "trunk", "develop", "dev", "HEAD"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Of a session that changed more it says little which.</summary>
    const int MostFiles = 200;

    public string? Branch { get; init => field = value is null || s_common.Contains(value) ? null : value; }
    public string? ResumedFrom { get; init; }

    /// <summary>Those it changed, as <see cref="Codes"/>.</summary>
    public uint[] Files { get; init; } = [];

    /// <summary>Words of its goal, likewise.</summary>
    public uint[] Goal { get; init; } = [];

    [JsonIgnore]
    public ulong SignsOfFiles => field == 0 ? field = Codes.Signs(Files) : field;

    [JsonIgnore]
    public ulong SignsOfGoal => field == 0 ? field = Codes.Signs(Goal) : field;

    public string? Outcome { get; init; }
    public CompletionChain? Tasks { get; init; }

    public bool IsAchieved => Outcome is "fully_achieved" or "mostly_achieved";

    /// <summary>Something was begun in it and not finished.</summary>
    public bool IsLeftOpen => Outcome is "partially_achieved" or "not_achieved" || (!IsAchieved && Tasks is { } tasks && tasks.Started > tasks.Completed);

    /// <param name="session">The person's.</param>
    public static Trail Of(PastSession session) => new(new(session.Facts.Id, session.Facts.Title), session.Facts.Project, session.Facts.StartedAt ?? session.EndedAt, session.EndedAt)
    {
        Branch = session.Facts.GitBranch,
        ResumedFrom = session.Facts.ResumedFrom,
        Files = Codes.Of(session.Facts.FilesTouched.Take(MostFiles)),
        Goal = Wording.Of(session.Facet?.UnderlyingGoal ?? ""),
        Outcome = session.Facet?.Outcome,
        Tasks = session.Facet?.CompletionChain,
    };
}
