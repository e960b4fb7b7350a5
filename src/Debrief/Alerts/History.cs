namespace Debrief.Alerts;

/// <summary>What rules look at.</summary>
/// <param name="Sessions">In the order of their end.</param>
/// <param name="Runs">Of jobs that ended, in the order of their begin.</param>
sealed record History(IReadOnlyList<EndedSession> Sessions, IReadOnlyList<EndedRun> Runs)
{
    /// <summary>How many days before the day that is asked about any rule looks at.</summary>
    public const int Days = 75;

    /// <summary>Those of so many days, that day the last of them.</summary>
    public IEnumerable<EndedSession> Of(int days, DateOnly lastDay)
    {
        for (var i = FirstAfter(lastDay.AddDays(-days)); i < Sessions.Count && Sessions[i].Day <= lastDay; i++)
            yield return Sessions[i];
    }

    /// <summary>As it would be without what came after the day.</summary>
    public IEnumerable<EndedRun> RunsUntil(DateOnly day) => Runs.TakeWhile(run => run.Day <= day);

    int FirstAfter(DateOnly day)
    {
        var (from, to) = (0, Sessions.Count);
        while (from < to)
        {
            var middle = (from + to) / 2;
            (from, to) = Sessions[middle].Day > day ? (from, middle) : (middle + 1, to);
        }

        return from;
    }
}

/// <param name="Day">On which it ended, in the profile's time zone.</param>
/// <param name="IsPersons">Somebody talked with it.</param>
/// <param name="Corrections">Null: it has no facets.</param>
/// <param name="Alignment">aligned, supportive, neutral, drift; null: unknown.</param>
/// <param name="IsUnfinished">Its goal was not reached, or only in part, or it was cut short.</param>
/// <param name="People">By the profile's names.</param>
/// <param name="Reached">Those for whom something was drafted, arranged or followed up.</param>
/// <param name="HasUnknownEntries">Of types that Debrief doesn't know.</param>
/// <param name="CostUsd">An estimate, without models that have no known price.</param>
sealed record EndedSession(string Id, DateOnly Day, bool IsPersons, int? Corrections, string? Alignment, bool IsUnfinished,
    IReadOnlyList<string> People, IReadOnlyList<string> Reached, string? Version, bool HasUnknownEntries, double CostUsd);

sealed record EndedRun(string Job, DateOnly Day, bool HasFailed, string? Error);
