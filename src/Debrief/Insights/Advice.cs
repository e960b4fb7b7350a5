using Debrief.Insights.Daily;
using Debrief.Profile;

namespace Debrief.Insights;

/// <summary>What the figures of a period speak for: each names what to do, how often it would have helped, and where.</summary>
/// <param name="days">Those of the period.</param>
sealed class Advice(Metrics metrics, IReadOnlyList<DayInsights> days, UserProfile profile)
{
    /// <summary>All of them, what weighs most first; none where no figure speaks for one.</summary>
    public IReadOnlyList<Recommendation> Given() =>
        [.. new[] { Extract(), UseSkill(), BreakLoop(), WriteDown(), EndDrift(), PreventFailure(), StartAfresh() }.OfType<Recommendation>()];

    Recommendation? Extract()
    {
        var coverage = metrics.Coverage;
        return coverage.Extracted >= 0.8 * coverage.Eligible ? null : new(
            "Extract the facets that are missing: run debrief extract",
            $"Only {coverage.Extracted} of {Counted(coverage.Eligible, "session")} of more than five messages {(coverage.Extracted == 1 ? "has" : "have")} facets.")
        {
            Key = "extract",
            Metric = "facets_missing",
            Value = coverage.Eligible - coverage.Extracted,
            Signal = (double)coverage.Extracted / coverage.Eligible,
        };
    }

    Recommendation? UseSkill()
    {
        if (metrics.SkillsGap.Missed is not [{ Value: >= 2 } most, ..])
            return null;
        var command = $"/{most.Name.TrimStart('/')}";
        var about = profile.Skills.FirstOrDefault(skill => skill.Name == most.Name)?.About?.TrimEnd('.');
        return new(
            $"Start with {command}{(about is null ? "" : $": it {about}")}",
            $"{most.Value} of {Counted(metrics.SkillsGap.Judged, "session")} did by hand what it does{Where(cases => cases.MissedSkill.GetValueOrDefault(most.Name))}.{Used(most)}")
        {
            Key = $"use-skill:{most.Name}",
            Metric = $"skill_missed:{most.Name}",
            Value = most.Value,
            Signal = Recommending.Figure.CountOf(metrics.SkillsGap.Used, most.Name),
        };
    }

    /// <summary>It is there, and is followed now and then.</summary>
    string Used(Count missed) => Recommending.Figure.CountOf(metrics.SkillsGap.Used, missed.Name) is > 0 and var used
        ? $" It is already there, and was not used {missed.Value} of {missed.Value + used} times."
        : "";

    Recommendation? BreakLoop()
    {
        var most = days
            .SelectMany(day => day.Loops)
            .GroupBy(loops => loops.Tool)
            .Select(ToolLoops.Sum)
            .OrderByDescending(loops => loops.Loops)
            .ThenBy(loops => loops.Tool, StringComparer.Ordinal)
            .FirstOrDefault();
        return most is not { Loops: >= 2 } ? null : new(
            $"Write into CLAUDE.md what to use instead when {most.Tool} fails twice",
            $"It was called {most.Calls} times in {Counted(most.Sessions, "session")} and failed in {most.Loops} retry loops{Where(most.Titles)}.")
        {
            Key = KeyOfLoop(most.Tool),
            Metric = "retry_loops",
            Value = metrics.Friction.RetryLoops,
            Signal = 0,
            Sought = most.Tool,
            Projects = most.Projects,
            Speaking = (most.Sessions, SessionsIn(most.Projects)),
        };
    }

    /// <summary>What had to be said in two sessions should stand where every session reads it.</summary>
    Recommendation? WriteDown()
    {
        if (metrics.TopFriction.Incidents.FirstOrDefault(incident => incident is { Kind: "misunderstanding", Who: "assistant", Speaker: "human", Sessions.Count: >= 2 }) is not { } again)
            return null;
        var told = again.Sessions.Select(session => session.Id).ToHashSet();
        var projects = days.SelectMany(day => day.Sightings).Where(sighting => told.Contains(sighting.SessionId)).Select(sighting => sighting.Project).OfType<string>().Distinct().ToList();
        return new(
            $"Write into CLAUDE.md what you had to say again: “{again.Quote}”",
            $"{again.Times} misunderstandings in {Counted(again.Sessions.Count, "session")}{Where(again.Sessions.Select(session => session.Title))}.")
        {
            Key = KeyOfWords(again.Quote),
            Metric = "misunderstandings",
            Value = Recommending.Figure.CountOf(metrics.TopFriction.ByKind, "misunderstanding"),
            Signal = 0,
            Sought = again.Quote,
            Projects = projects,
            Speaking = (again.Sessions.Count, SessionsIn(projects)),
        };
    }

    /// <summary>The key of the advice that an incident would speak for; null: there is none against its kind.</summary>
    public static string? KeyAgainst(Incident incident) => incident switch
    {
        { Kind: "loop_detected", Tool: { } tool } => KeyOfLoop(tool),
        { Kind: "misunderstanding", Speaker: "human" } => KeyOfWords(incident.Quote),
        _ => null,
    };

    static string KeyOfLoop(string tool) => $"break-loop:{tool}";

    static string KeyOfWords(string quote) => $"write-down:{StableHash.Of(string.Join(' ', Wording.WordsOf(quote).Order(StringComparer.Ordinal))):x16}";

    int SessionsIn(IReadOnlyList<string> projects) => days.SelectMany(day => day.Projects).Where(project => projects.Contains(project.Name)).Sum(project => project.Value);

    Recommendation? EndDrift()
    {
        var (alignment, drift) = (metrics.PriorityAlignment, metrics.PriorityAlignment.Counts[^1].Value);
        return alignment.Judged < 5 || drift <= 0.2 * alignment.Judged ? null : new(
            "Make a priority of what the drifting sessions were for, or drop it",
            $"{drift} of {Counted(alignment.Judged, "judged session")} ({Percent(drift, alignment.Judged)}) served no stated priority{Where(cases => cases.Drifted)}.")
        {
            Key = "end-drift",
            Metric = "drift_percent",
            Value = Math.Round(100.0 * drift / alignment.Judged, MidpointRounding.AwayFromZero),
            Signal = profile.Priorities.Count,
        };
    }

    Recommendation? PreventFailure()
    {
        var health = metrics.SystemHealth;
        var most = health.FailuresByClass.FirstOrDefault(failure => Remedy(failure.Name) is not null);
        return most is not { Value: >= 3 } || most.Value < 0.01 * health.ToolCalls ? null : new(
            Remedy(most.Name)!,
            $"{most.Value} of {Counted(health.ToolCalls, "tool call")} failed with {Words(most.Name)}{Where(cases => cases.Failed.GetValueOrDefault(most.Name))}.")
        {
            Key = $"prevent:{most.Name}",
            Metric = $"failures:{most.Name}",
            Value = most.Value,
            Sought = Remedy(most.Name),
            IsOfPermissions = Words(most.Name) == "permission denied",
            Projects = [.. days.SelectMany(day => day.Projects).Select(project => project.Name).Distinct()],
        };
    }

    Recommendation? StartAfresh()
    {
        var (compactions, sessions) = (metrics.SystemHealth.Compactions, metrics.Summary.Sessions + metrics.Summary.AutomatedSessions);
        return compactions < 3 || compactions < 0.2 * sessions ? null : new(
            "Begin a new session for a new task",
            $"The context was compacted {compactions} times in {Counted(sessions, "session")}{Where(cases => cases.Compacted)}.")
        {
            Key = "start-afresh",
            Metric = "compactions",
            Value = compactions,
        };
    }

    /// <summary>Null where a count alone doesn't tell what to do.</summary>
    public static string? Remedy(string failure) => Words(failure) switch
    {
        "permission denied" => "Allow the commands that you always approve: /permissions",
        "user rejected" => "Begin in plan mode where you often turn calls down",
        "edit mismatch" => "Let a file be read again right before it is edited",
        "stale file" => "Let formatters run last, and files be read again after them",
        "not found" => "Name the folders that matter in CLAUDE.md, so that paths aren't guessed",
        "too large" => "Say which part of a large file matters",
        _ => null,
    };

    string Where(Func<NamedCases, IReadOnlyList<string>?> titles) => Where(days.SelectMany(day => titles(day.Cases) ?? []));

    /// <summary>": Venue agreement; Sponsor packet and 2 more", or nothing where no session has a title.</summary>
    static string Where(IEnumerable<string?> titles)
    {
        const int most = 3;
        const int longest = 60;
        var named = titles.Where(title => !string.IsNullOrWhiteSpace(title)).Select(title => title!.Trim()).Distinct().ToList();
        var more = named.Count > most ? $" and {named.Count - most} more" : "";
        return named.Count == 0 ? "" : $": {string.Join("; ", named.Take(most).Select(title => title.Length > longest ? $"{Beginning.Of(title, longest)}…" : title))}{more}";
    }

    /// <summary>edit_mismatch and EditMismatch alike are "edit mismatch".</summary>
    static string Words(string name) => string.Concat(name.Select((letter, i) =>
        letter is '_' or '-' ? " " : char.IsUpper(letter) && i > 0 ? $" {char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"));

    static string Counted(int number, string noun) => $"{number} {noun}{(number == 1 ? "" : "s")}";

    static string Percent(int part, int whole) => whole == 0 ? "0 %" : $"{Math.Round(100.0 * part / whole, MidpointRounding.AwayFromZero)} %";
}
