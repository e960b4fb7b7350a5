using Debrief.Insights;
using Debrief.Insights.Months;
using static Debrief.Reports.Figures;

namespace Debrief.Reports.Narratives;

/// <summary>All that a narrative may say: the figures of the report, each with what it is of.</summary>
sealed class FactTable
{
    readonly List<Fact> _facts = [];
    readonly ReportText _text;

    FactTable(ReportText text) => _text = text;

    public static IReadOnlyList<Fact> Of(ReportText text)
    {
        var table = new FactTable(text);
        table.Volume();
        table.Attention();
        table.Alignment();
        table.Outcomes();
        table.Friction();
        table.Skills();
        table.People();
        table.Health();
        table.Recommendations();
        if (text.Now.DeepDive is { } dive)
            table.Month(dive);
        return table._facts;
    }

    Metrics Now => _text.Now;

    /// <summary>Null where there is nothing to compare with.</summary>
    Metrics? Before => _text.Comparable ? _text.Before : null;

    void Volume()
    {
        var (now, before) = (Now.Summary, Before?.Summary);
        Add("at_a_glance", "your sessions", Counted(now.Sessions, "session"), before is null ? null : Counted(before.Sessions, "session"), now.Sessions, before?.Sessions);
        Add("at_a_glance", "active time", $"{Time(now.Active)} of active time", before is null ? null : $"{Time(before.Active)} of active time", now.Active.TotalMinutes, before?.Active.TotalMinutes);
        Add("at_a_glance", "your messages", Counted(now.HumanMessages, "message"), before is null ? null : Counted(before.HumanMessages, "message"), now.HumanMessages, before?.HumanMessages);
        Add("at_a_glance", "tokens", $"{Tokens(now.Tokens.Total)} tokens", before is null ? null : $"{Tokens(before.Tokens.Total)} tokens", now.Tokens.Total, before?.Tokens.Total);
        Add("at_a_glance", "estimated cost", Dollars(now.CostUsd), before is null ? null : Dollars(before.CostUsd), now.CostUsd, before?.CostUsd);
        Add("at_a_glance", "commits", Counted(now.Commits, "commit"), before is null ? null : Counted(before.Commits, "commit"), now.Commits, before?.Commits);
        foreach (var gain in Gains.Of(_text).Where(gain => gain.Value != Unknown))
            Add("at_a_glance", gain.Label.ToLowerInvariant(), gain.Note is null ? gain.Value : $"{gain.Value} {gain.Note}", null, null);
        var coverage = Now.Coverage;
        Add("at_a_glance", "coverage", $"{coverage.Extracted} of {Counted(coverage.Eligible, "session")} of more than five messages have facets", null, null);
    }

    void Attention()
    {
        foreach (var (row, now) in Rows.Attention(_text).Zip(Now.AttentionMap))
        {
            var before = Before?.AttentionMap.FirstOrDefault(each => each.Business == now.Business);
            var parts = string.Join(", ", row.Parts.Select(part => $"{Rows.Judgement(part.Alignment)} {Time(part.Active)}"));
            Add("attention", row.Name, $"{now.Sessions} of {Counted(Now.Summary.Sessions, "session")}, {Time(now.Active)} of {Time(Now.Summary.Active)} active time{(parts.Length == 0 ? "" : $", by alignment {parts}")}",
                before is null ? null : $"{Counted(before.Sessions, "session")}, {Time(before.Active)} of active time", now.Active.TotalMinutes, before?.Active.TotalMinutes);
        }
    }

    void Alignment()
    {
        var (now, before) = (Now.PriorityAlignment, Before?.PriorityAlignment);
        if (now.AlignedPercent is not { } percent)
            Add("priorities", "priority alignment", $"unknown, {Counted(0, "session")} of {now.Of} could be judged", null, null);
        else
            Add("priorities", "priority alignment", $"{Percent(percent)} aligned, {now.Counts[0].Value} of {Counted(now.Judged, "judged session")} aligned, of {Counted(now.Of, "session")} in all",
                before?.AlignedPercent is { } then ? $"{Percent(then)} aligned" : null, Whole(percent), before?.AlignedPercent is { } earlier ? Whole(earlier) : null);
        foreach (var (degree, i) in now.Counts.Select((count, i) => (count, i)).Where(each => now.Judged > 0))
            Add("priorities", $"{degree.Name} sessions", $"{degree.Value} of {Counted(now.Judged, "judged session")}", before is { Judged: > 0 } ? Counted(before.Counts[i].Value, "session") : null, degree.Value, before is { Judged: > 0 } ? before.Counts[i].Value : null);
        foreach (var row in Rows.Priorities(_text))
        {
            var then = before?.Matched.FirstOrDefault(matched => Foreign.Called(matched.Name) == row.Name)?.Sessions ?? 0;
            Add("priorities", row.Name, Counted(row.Value, "session"), before is { Judged: > 0 } ? Counted(then, "session") : null, row.Value, before is { Judged: > 0 } ? then : null);
        }
    }

    void Outcomes()
    {
        foreach (var row in Rows.Outcomes(_text))
            Add("at_a_glance", $"{row.Name} sessions", $"{row.Value} of {Counted(Now.Summary.Sessions, "session")}", null, null);
        var (now, before) = (Now.CompletionRate, Before?.CompletionRate);
        if (now.Started > 0)
            Add("at_a_glance", "tasks", $"{now.Completed} of {Counted(now.Started, "task")} finished, {now.Abandoned} abandoned", before is { Started: > 0 } ? $"{before.Completed} of {Counted(before.Started, "task")} finished" : null,
                (double)now.Completed / now.Started, before is { Started: > 0 } ? (double)before.Completed / before.Started : null);
        if (LaterFinishes.Of(_text) is { } later)
            Add("at_a_glance", "sessions left open", later, null, null);
    }

    void Friction()
    {
        var (now, before) = (Now.Friction, Before?.Friction);
        if (now.PerSession is { } rate)
            Add("friction", "friction", $"{Rate(rate)} corrections, retry loops and failed MCP calls per session, over {Counted(now.Sessions, "session")}", before?.PerSession is { } then ? $"{Rate(then)} per session" : null, Shown(rate), before?.PerSession is { } earlier ? Shown(earlier) : null);
        foreach (var (name, count, unit) in new (string, Func<FrictionPoint, int>, string)[]
            { ("course corrections", point => point.Corrections, "correction"), ("retry loops", point => point.RetryLoops, "retry loop"), ("failed MCP calls", point => point.McpFailures, "failed call"), ("sessions cut short", point => point.CutShort, "session") }.Where(each => now.Sessions > 0))
            Add("friction", name, Counted(count(now), unit), before is { Sessions: > 0 } ? Counted(count(before), unit) : null, count(now), before is { Sessions: > 0 } ? count(before) : null);
        foreach (var kind in Now.TopFriction.ByKind.Take(6))
            Add("friction", $"{Foreign.Words(kind.Name)} incidents", $"{Counted(kind.Value, "incident")} in {Counted(Now.TopFriction.Sessions, "session")}", null, null);
        foreach (var incident in IncidentRow.Of(_text))
            Add("friction", "an incident", $"{incident.Title}; “{incident.Quote}”, said by {incident.Source}", null, null);
    }

    void Skills()
    {
        foreach (var missed in Now.SkillsGap.Missed.Take(Rows.Most))
        {
            var before = Before?.SkillsGap is { Judged: > 0 } gap ? gap.Missed.FirstOrDefault(each => each.Name == missed.Name)?.Value ?? 0 : (int?)null;
            Add("skills", Headlines.SkillName(missed.Name), $"missed in {missed.Value} of {Counted(Now.SkillsGap.Judged, "session")}", before is { } then ? $"missed in {Counted(then, "session")}" : null, missed.Value, before);
        }
        foreach (var used in Rows.UsedSkills(_text))
            Add("skills", used.Name, $"used in {Counted(used.Value, "session")}", null, null);
    }

    void People()
    {
        var (pulse, before) = (Now.RelationshipPulse, Before?.RelationshipPulse);
        if (pulse.Judged > 0)
            Add("people", "people", $"{Counted(pulse.People.Count, "person", "people")} in {Counted(pulse.Judged, "judged session")}", before is { Judged: > 0 } ? Counted(before.People.Count, "person", "people") : null, pulse.People.Count, before is { Judged: > 0 } ? before.People.Count : null);
        if (pulse.ProactivePercent is { } percent)
            Add("people", "outreach", $"{Percent(percent)} proactive, of {Counted(pulse.OutreachSessions, "session")} with outreach", before?.ProactivePercent is { } then ? $"{Percent(then)} proactive" : null, Whole(percent), before?.ProactivePercent is { } earlier ? Whole(earlier) : null);
        foreach (var (row, person) in PersonRow.Of(_text).Zip(pulse.People))
        {
            var earlier = before is { Judged: > 0 } ? before.People.FirstOrDefault(each => each.Name == person.Name)?.Mentions ?? 0 : (int?)null;
            Add("people", row.Name, $"{Counted(row.Mentions, "mention")}{(row.Outreach == "–" ? "" : $", outreach: {row.Outreach}")}, last touch {row.LastTouch}", earlier is { } mentions ? Counted(mentions, "mention") : null, row.Mentions, earlier);
        }
    }

    void Health()
    {
        var (now, before) = (Now.SystemHealth, Before?.SystemHealth);
        Add("system", "automated sessions", Counted(Now.Summary.AutomatedSessions, "automated session"), Before is null ? null : Counted(Before.Summary.AutomatedSessions, "automated session"), Now.Summary.AutomatedSessions, Before?.Summary.AutomatedSessions);
        Add("system", "tool calls", $"{Number(now.FailedCalls)} of {Counted(now.ToolCalls, "tool call")} failed", before is null ? null : $"{Number(before.FailedCalls)} of {Counted(before.ToolCalls, "tool call")} failed", Share(now), before is null ? null : Share(before));
        Add("system", "API errors", Counted(now.ApiErrors, "error"), before is null ? null : Counted(before.ApiErrors, "error"), now.ApiErrors, before?.ApiErrors);
        Add("system", "compactions", Counted(now.Compactions, "compaction"), before is null ? null : Counted(before.Compactions, "compaction"), now.Compactions, before?.Compactions);
        foreach (var job in now.Jobs)
            Add("system", Foreign.Called(job.Job), $"{Counted(job.Runs, "run")}, {Number(job.Failed)} failed", null, null);
        foreach (var failure in Rows.Failures(_text))
            Add("system", $"calls that failed with {failure.Name.ToLowerInvariant()}", Counted(failure.Value, "call"), null, null);
    }

    void Recommendations()
    {
        foreach (var advice in Now.Recommendations)
            Add("recommendations", "to try next", $"{Foreign.Plain(advice.Title, Foreign.Sentence)} Why: {Foreign.Plain(advice.Why, 2 * Foreign.Sentence)}", null, null);
        foreach (var followed in FollowUps.Of(_text))
            Add("recommendations", "what became of earlier advice", followed, null, null);
    }

    /// <summary>What only the report of a month says.</summary>
    void Month(DeepDive dive)
    {
        foreach (var month in dive.Months.SkipWhile(each => each.Sessions == 0).SkipLast(1))
            Add("at_a_glance", $"{month.First:MMMM yyyy}", $"{Counted(month.Sessions, "session")}, {Time(month.Active)} of active time, {month.Aligned} of {Counted(month.Judged, "judged session")} aligned, {(month.FrictionPerSession is { } rate ? $"{Rate(rate)} friction per session over {Counted(month.Extracted, "session")}" : "friction unknown")}, {month.Achieved} of {Counted(month.Known, "session")} reached their goal", null, null);
        Add("at_a_glance", "cost and time saved", MonthText.Return(_text), null, null);
        foreach (var week in dive.Weeks.Where(week => week.PerSession is not null))
            Add("friction", $"friction in the week from {week.First:d MMMM}", $"{Rate(week.PerSession)} per session, over {Counted(week.Sessions, "session")}", null, null);
        foreach (var (skill, cells) in dive.Skills.Zip(MonthText.Skills(dive)))
            Add("skills", cells[0], $"used in {cells[1]}, saved {(skill.Saved is null ? "unknown" : cells[2])}", null, null);
        foreach (var person in MonthText.People(dive))
            Add("people", Foreign.Called(person.Name), string.Join(", ", dive.Weeks.Zip(person.Weeks, (week, sessions) => $"{Counted(sessions, "session")} in the week from {week.First:d MMMM}")), null, null);
        foreach (var result in MonthText.Results(_text))
            Add("recommendations", "last month's target", result, null, null);
        foreach (var target in MonthText.Targets(_text))
            Add("recommendations", "target for next month", target, null, null);
    }

    void Add(string topic, string subject, string now, string? before, double? value, double? then = null) =>
        _facts.Add(new($"f{_facts.Count + 1}", topic, OneLine(subject), OneLine(now), before is null ? null : OneLine(before), value is { } here && then is { } earlier ? Math.Sign(here - earlier) : null));

    /// <summary>In the table | stands between columns, and [ before the names of facts.</summary>
    static string OneLine(string text) => Foreign.Plain(text, 1000).Replace('|', '/').Replace('[', '(').Replace(']', ')');

    static double Shown(double rate) => Math.Round(rate, 1, MidpointRounding.AwayFromZero);

    static double Share(SystemHealth health) => health.ToolCalls == 0 ? 0 : (double)health.FailedCalls / health.ToolCalls;
}
