using Debrief.Insights;
using Debrief.Insights.Months;
using Debrief.Insights.Recommending;
using static Debrief.Reports.Figures;

namespace Debrief.Reports;

/// <summary>What only the report of a month says.</summary>
static class MonthText
{
    /// <summary>A month: sessions, active time, aligned, friction per session, goals reached.</summary>
    public static IReadOnlyList<string[]> Months(DeepDive dive) => [.. dive.Months.SkipWhile(month => month.Sessions == 0).Select(month => new[]
    {
        month.First.ToString("MMM yyyy"), Number(month.Sessions), Time(month.Active),
        month.Judged == 0 ? Unknown : $"{Percent(month.AlignedPercent)} of {Number(month.Judged)}",
        month.Extracted == 0 ? Unknown : $"{Rate(month.FrictionPerSession)} over {Number(month.Extracted)}",
        month.Known == 0 ? Unknown : $"{Number(month.Achieved)} of {Number(month.Known)}",
    })];

    public static IReadOnlyList<string> MonthHeads => ["Month", "Sessions", "Active time", "Aligned", "Friction per session", "Goals reached"];

    /// <summary>What was spent against what was saved.</summary>
    public static string Return(ReportText text)
    {
        var cost = text.Now.Summary.CostUsd;
        var spent = $"{Dollars(cost)} were spent on everything, automated sessions too, by list prices";
        if (text.Now.Value.TimeSaved is not { High.Ticks: > 0 } saved)
            return $"{spent}; what that saved is unknown: {(text.Now.Value.TimeSaved is null ? "no session has an estimate" : "no session with an estimate reached its goal")}.";
        var (dear, cheap) = (cost / saved.Low.TotalHours, cost / saved.High.TotalHours);
        // What the others cost is in it, what they saved isn't.
        var less = saved.Sessions < saved.Of ? ", less if the others saved any" : "";
        var perHour = cost == 0 ? "" : $": {(Dollars(dear) == Dollars(cheap) ? Dollars(cheap) : $"{Dollars(cheap)} to {Dollars(dear)}")} for an hour saved{less}";
        return $"{spent}, and {Gains.Range(saved)} saved in {Number(saved.Sessions)} of {Counted(saved.Of, "session")} of yours{perHour}. {Gains.Method(text)}";
    }

    public static IReadOnlyList<string[]> Skills(DeepDive dive) => [.. dive.Skills.Take(Rows.Most).Select(skill => new[]
    {
        Headlines.SkillName(skill.Skill), Counted(skill.Sessions, "session"),
        skill.Saved is { } saved ? $"{Gains.Range(saved)} in {Number(saved.Sessions)} of {Number(skill.Sessions)}" : Unknown,
    })];

    /// <summary>2 Feb, 9 Feb, … the Mondays.</summary>
    public static IReadOnlyList<string> Weeks(DeepDive dive) => [.. dive.Weeks.Select(week => week.First.ToString("d MMM"))];

    public static IReadOnlyList<string[]> Friction(DeepDive dive) => [.. dive.Weeks.Select(week => new[]
    {
        week.First.ToString("d MMM"), week.PerSession is null ? "–" : Rate(week.PerSession), Number(week.Sessions), Number(week.Corrections), Number(week.RetryLoops), Number(week.McpFailures), Number(week.CutShort),
    })];

    public static IReadOnlyList<PersonWeeks> People(DeepDive dive) => [.. dive.People.Take(Rows.MostPeople)];

    /// <summary>What to reach next month, each with a figure that can be looked up.</summary>
    public static IReadOnlyList<string> Targets(ReportText text) => [.. text.Now.Recommendations.Where(given => given.Metric.Length > 0).Select(given =>
        $"{Headlines.Capital(FollowUps.Name(given.Metric))}: at most {FollowUps.Number(given.Metric, Target(given.Value))}, from {FollowUps.Number(given.Metric, given.Value)} this month. {Foreign.Plain(given.Title, Foreign.Sentence).TrimEnd('.')}.")];

    /// <summary>Whether last month's targets were reached.</summary>
    public static IReadOnlyList<string> Results(ReportText text) => [.. text.Now.FollowUps.Where(followed => followed.Last is not null).Select(followed => Result(followed, followed.Last!.Value))];

    static string Result(FollowUp followed, double last)
    {
        var (target, name) = (Target(last), Headlines.Capital(FollowUps.Name(followed.Metric)));
        var was = $"{name}: at most {Figure(target)} was the target";
        return followed.Now is not { } now
            ? $"{was}; unknown this month."
            : $"{was}, from {Figure(last)}; it is {Figure(now)}: {(now <= target ? "reached" : now < last ? "better, not reached" : "not reached")}.";

        string Figure(double value) => FollowUps.Number(followed.Metric, value);
    }

    /// <summary>Half of what it is.</summary>
    static double Target(double value) => Math.Floor(value / 2);
}
