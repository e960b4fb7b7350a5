using Debrief.Insights;
using Debrief.Profile;
using Debrief.Reports.Narratives;
using static Debrief.Reports.Figures;

namespace Debrief.Reports;

/// <summary>A sentence whose beginning stands out.</summary>
sealed record Sentence(string Lead, string Rest);

/// <summary>What a period's figures say in plain words, the same in every format. Nothing in it is escaped yet.</summary>
/// <param name="narrative">What a model wrote about it; null: nobody did.</param>
sealed class ReportText(PeriodInsights insights, UserProfile profile, Told? narrative = null)
{
    public PeriodInsights Insights => insights;
    public Period Period => insights.Period;
    public Metrics Now => insights.Now;
    public Metrics Before => insights.Before;

    public string Assistant => Foreign.Called(profile.Assistant);
    public string Kind => Days.Kind(Period);
    public string This => Days.This(Period);
    public string During => Days.During(Period);

    /// <summary>Nothing of the person's ended in it: there are no figures to show.</summary>
    public bool IsQuiet => Now.Summary.Sessions == 0;

    public string TheOneBefore => $"the {Kind} before";
    public string Title => $"Your {Kind}, {Days.Name(Period)}";

    public IReadOnlyList<Priority> StatedPriorities => profile.Priorities;

    /// <summary>There is something to compare with.</summary>
    public bool Comparable => Before.Summary.Sessions > 0;

    public string Subtitle => IsQuiet ? Whose : string.Join(" · ",
        Whose,
        $"{Counted(Now.Summary.Sessions, "session")} of yours, {Number(Now.Summary.AutomatedSessions)} automated",
        Comparable ? $"compared with {Days.Name(Period.Before)}" : $"nothing to compare with in {Days.Name(Period.Before)}");

    const int FewestHeadlines = 3;

    /// <summary>Null where the profile doesn't say.</summary>
    public string? Owner => profile.Name is { } name ? Foreign.Called(name) : null;

    /// <summary>Of people, businesses and the assistant: they keep their capitals.</summary>
    public IEnumerable<string> Names =>
        [Assistant, .. Owner is { } owner ? new[] { owner } : [], .. Now.RelationshipPulse.People.Select(person => person.Name), .. Now.AttentionMap.Select(business => business.Name)];

    string Whose => $"{Assistant} Insights{(profile.Name is { } name ? $" for {Foreign.Called(name)}" : "")}";

    public Told? Narrative => narrative;

    /// <summary>The sentences of a model where it wrote enough of them that stood, else ours.</summary>
    public IReadOnlyList<Sentence> AtAGlance => !IsQuiet && narrative?.In("at_a_glance") is { Count: >= FewestHeadlines } told ? [.. told.Select(sentence => new Sentence("", sentence))] : [.. Headlines.Of(this)];
    public IReadOnlyList<KeyFigure> KeyFigures => Reports.KeyFigures.Of(this);

    public string Attention
    {
        get
        {
            if (Now.AttentionMap.Count == 0 && Now.Summary.Active == TimeSpan.Zero)
                return $"No active time {During}.";
            var most = Now.AttentionMap.Where(a => a.Business is not null).MaxBy(a => a.Active);
            return most is null || most.Active == TimeSpan.Zero
                ? $"None of {Figures.Time(Now.Summary.Active)} could be attributed to a {AttentionBy.ToLowerInvariant()}."
                : $"{BusinessName(most)} got the most: {Figures.Time(most.Active)} of {Figures.Time(Now.Summary.Active)} active time.{(profile.Businesses.Count == 0 ? " By project, since the profile names no businesses yet." : "")}";
        }
    }

    /// <summary>What attention is counted by.</summary>
    public string AttentionBy => profile.Businesses.Count == 0 ? "Project" : "Business";

    public string Alignment
    {
        get
        {
            var alignment = Now.PriorityAlignment;
            if (profile.Priorities.Count == 0)
                return "The profile states no priorities yet, so no session could be judged against them.";
            return alignment.Judged == 0
                ? $"No session could be judged (0 of {Number(alignment.Of)})."
                : $"{Number(alignment.Judged)} of {Counted(alignment.Of, "session")} could be judged; {Percent(alignment.AlignedPercent)} of them are aligned{(AlignmentChange is { } change ? $", {change.Words}" : "")}.";
        }
    }

    public string Outcomes
    {
        get
        {
            var known = Now.Outcomes.Where(o => o.Name != Unclear).Sum(o => o.Value);
            var of = Math.Max(Now.Summary.Sessions, Now.Outcomes.Sum(o => o.Value));
            if (known == 0)
                return $"The outcome of no session could be told (0 of {Number(of)}).";
            var achieved = Now.Outcomes.Where(o => o.Name is "fully_achieved" or "mostly_achieved").Sum(o => o.Value);
            return $"{Number(achieved)} of {Counted(known, "session")} with a clear outcome reached the goal fully or mostly; the outcome of {Number(known)} of {Number(of)} could be told.";
        }
    }

    public string Tasks => Now.CompletionRate.Started == 0
        ? "No task could be followed from start to end."
        : $"{Number(Now.CompletionRate.Completed)} of {Counted(Now.CompletionRate.Started, "task")} finished, {Number(Now.CompletionRate.Abandoned)} abandoned, in {Counted(Now.CompletionRate.Of, "session")} whose tasks could be told.";

    public string? Satisfaction => Now.Satisfaction.Sum(s => s.Value) == 0
        ? null
        : $"Your messages sounded {string.Join(", ", Now.Satisfaction.Where(s => s.Value > 0).Select(s => $"{Foreign.Words(s.Name)} {Number(s.Value)} ×"))}.";

    public string Friction => Now.Friction is not { PerSession: { } rate } point
        ? $"Friction is unknown: {NoFacets}."
        : $"{Rate(rate)} corrections, retry loops and failed MCP calls per session{(FrictionChange is { } change ? $", {change.Words}" : "")}, over {Counted(point.Sessions, "session")} with facets.";

    public string Incidents => Now.TopFriction switch
    {
        { Sessions: 0 } => $"Incidents are unknown: {NoneJudged}.",
        { ByKind.Count: 0, Sessions: var sessions } => $"No incident was found in {Counted(sessions, "session")}.",
        var top => $"{Counted(top.ByKind.Sum(k => k.Value), "incident")} in {Counted(top.Sessions, "session")}: {string.Join(", ", top.ByKind.Take(6).Select(k => $"{Foreign.Words(k.Name)} {Number(k.Value)}"))}.",
    };

    public string Skills
    {
        get
        {
            var gap = Now.SkillsGap;
            if (gap.Judged == 0)
                return $"Missed skills are unknown: {NoneJudged}.";
            var times = gap.Missed.Sum(m => m.Value);
            return times == 0
                ? $"No skill was missed in {Counted(gap.Judged, "session")} that could be judged."
                : $"Done by hand {(times == 1 ? "once" : Counted(times, "time"))} although a skill exists, in {Counted(gap.Judged, "session")} that could be judged.";
        }
    }

    public string People
    {
        get
        {
            var pulse = Now.RelationshipPulse;
            if (pulse.Judged == 0)
                return $"People are unknown: {NoneJudged}.";
            var people = $"{Counted(pulse.People.Count, "person", "people")} in {Counted(pulse.Judged, "session")} that could be judged";
            return pulse.ProactivePercent is { } proactive
                ? $"{people}; {Percent(proactive)} of {Counted(pulse.OutreachSessions, "session")} with outreach began with you{(ProactiveChange is { } change ? $" ({change})" : "")}."
                : $"{people}; no outreach of a known kind.";
        }
    }

    /// <summary>Above how they ended; what they did is counted in their sessions.</summary>
    public string SubAgents => $"How sub-agents ended ({Number(Now.SystemHealth.SubAgentOutcomes.Sum(outcome => outcome.Value))} of {Number(Now.Summary.SubAgents)} judged)";

    public string System
    {
        get
        {
            var health = Now.SystemHealth;
            if (health.ToolCalls == 0)
                return $"No tool was called {During}.";
            var change = Before.SystemHealth.ToolCalls == 0 ? null
                : Change.Points(Share(health), Share(Before.SystemHealth), Before.SystemHealth.ToolCalls, Better.Less);
            return $"{Number(health.FailedCalls)} of {Counted(health.ToolCalls, "tool call")} failed, {Percent(Share(health))}{(change is null ? "" : $" ({change})")}.";
        }
    }

    public string Recommendations => Now.Recommendations.Count == 0
        ? $"Nothing to recommend from the figures of {This}."
        : $"{Counted(Now.Recommendations.Count, "thing")} to try next.";

    public IReadOnlyList<string> Foundations => Footnotes.Of(this);

    public Change? FrictionChange => Now.Friction.PerSession is { } now && Before.Friction is { PerSession: { } before } point
        ? Change.Rate(now, before, point.Corrections + point.RetryLoops + point.McpFailures, Better.Less)
        : null;

    public Change? AlignmentChange => Now.PriorityAlignment.AlignedPercent is { } now && Before.PriorityAlignment.AlignedPercent is { } before
        ? Change.Points(now, before, Before.PriorityAlignment.Judged, Better.More)
        : null;

    public Change? ProactiveChange => Now.RelationshipPulse.ProactivePercent is { } now && Before.RelationshipPulse.ProactivePercent is { } before
        ? Change.Points(now, before, Before.RelationshipPulse.OutreachSessions, Better.More)
        : null;

    public const string Unclear = "unclear_from_transcript";

    string NoFacets => $"none of {Counted(Now.Summary.Sessions, "session")} has facets";

    string NoneJudged => $"none of {Counted(Now.Summary.Sessions, "session")} could be judged";

    public static string BusinessName(Attention attention) => attention.Business is null ? "Unknown" : Foreign.Called(attention.Name);

    static double Share(SystemHealth health) => 100.0 * health.FailedCalls / health.ToolCalls;
}
