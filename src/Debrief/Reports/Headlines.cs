using static Debrief.Reports.Figures;

namespace Debrief.Reports;

/// <summary>The three or four sentences that say how the period went.</summary>
static class Headlines
{
    public static IEnumerable<Sentence> Of(ReportText text)
    {
        if (text.IsQuiet)
            return Quiet(text);
        return new[] { Alignment(text), Volume(text), Friction(text), Skills(text) ?? Tasks(text) }.OfType<Sentence>();
    }

    static IEnumerable<Sentence> Quiet(ReportText text)
    {
        var summary = text.Now.Summary;
        var automated = summary.AutomatedSessions > 0 ? $" {Counted(summary.AutomatedSessions, "automated session")} did." : "";
        yield return new($"No session of yours ended {text.During}", $", {Days.Name(text.Period)}.{automated}");
        if (summary.Active > TimeSpan.Zero)
            yield return new($"{Figures.Time(summary.Active)} of active time", " fell into it all the same, in sessions that ended later.");
        else if (!text.Comparable)
            yield return new("Nothing to tell yet", ": sessions show up here once they have ended and a sync has read them.");
        if (text.Comparable)
            yield return new($"{Capital(text.TheOneBefore)} had {Counted(text.Before.Summary.Sessions, "session")}", $" and {Figures.Time(text.Before.Summary.Active)} of active time.");
    }

    static Sentence Alignment(ReportText text)
    {
        var alignment = text.Now.PriorityAlignment;
        if (alignment.AlignedPercent is not { } percent)
            return new("Priority alignment is unknown", $": none of {Counted(alignment.Of, "session")} could be judged.");
        var change = text.AlignmentChange is { } known ? $", {known.Words}" : "";
        return new($"{Percent(percent)} aligned with your priorities", $"{change}: {Number(alignment.Counts[0].Value)} of {Counted(alignment.Judged, "session")} that could be judged.{Most(text)}");
    }

    static string Most(ReportText text)
    {
        var most = text.Now.AttentionMap.Where(a => a.Business is not null).MaxBy(a => a.Active);
        return most is null || most.Active == TimeSpan.Zero ? "" : $" {ReportText.BusinessName(most)} got the most time, {Figures.Time(most.Active)}.";
    }

    static Sentence Volume(ReportText text)
    {
        var (now, before) = (text.Now.Summary, text.Before.Summary);
        var compared = text.Comparable ? $", after {Counted(before.Sessions, "session")} and {Figures.Time(before.Active)} {text.TheOneBefore}" : "";
        var automated = now.AutomatedSessions > 0 ? $" {Counted(now.AutomatedSessions, "more was", "more were")} automated." : "";
        return new($"{Counted(now.Sessions, "session")} and {Figures.Time(now.Active)} of active time", $"{compared}.{automated}");
    }

    static Sentence Friction(ReportText text)
    {
        if (text.Now.Friction is not { PerSession: { } rate } point)
            return new("Friction is unknown", $": none of {Counted(text.Now.Summary.Sessions, "session")} has facets.");
        if (rate == 0)
            return new("Nothing got in the way", $": no correction, retry loop or failed MCP call in {Counted(point.Sessions, "session")}.");
        var change = text.FrictionChange is { } known ? $", {known.Words}" : "";
        var top = IncidentRow.Of(text) is [var worst, ..] ? $" Above all: {worst.Continued(text)}." : "";
        return new($"{Rate(rate)} corrections, retry loops and failed MCP calls per session", $"{change}.{top}");
    }

    static Sentence? Skills(ReportText text)
    {
        if (text.Now.SkillsGap.Missed is not [var first, ..] missed)
            return null;
        var all = missed.Count == 1 ? "" : $" In all, {Counted(missed.Sum(m => m.Value), "missed use")} of {Number(missed.Count)} skills.";
        return new($"{Counted(first.Value, "session")} did by hand what {SkillName(first.Name)} does", $".{all}");
    }

    static Sentence? Tasks(ReportText text) => text.Now.CompletionRate is not { Started: > 0 } tasks
        ? null
        : new($"{Number(tasks.Completed)} of {Counted(tasks.Started, "task")} finished", $", {Number(tasks.Abandoned)} abandoned.");

    /// <summary>As one would type it: /compose.</summary>
    public static string SkillName(string skill) => $"/{Foreign.Called(skill).TrimStart('/')}";

    public static string Capital(string words) => words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];
}
