using Debrief.Insights;
using Debrief.Profile;
using static Debrief.Reports.DiscordText;
using static Debrief.Reports.Figures;

namespace Debrief.Reports;

/// <summary>A report as one Discord message.</summary>
static class DiscordReport
{
    /// <summary>What Discord accepts.</summary>
    public const int Longest = 2000;

    const int Priorities = 6;
    const int Phrase = 140;

    /// <param name="Rank">0 always stays; of the others, the highest goes first when there's too much.</param>
    public sealed record Line(int Rank, string Text);

    public static string Render(PeriodInsights insights, UserProfile profile)
    {
        var text = new ReportText(insights, profile);
        if (text.IsQuiet)
            return Fitted([.. Quiet(text)]);
        return Fitted([.. Head(text), .. Alignment(text), .. Friction(text), .. People(text), .. Next(text)]);
    }

    public static string Fitted(List<Line> lines)
    {
        while (lines.Sum(l => l.Text.Length + 1) - 1 > Longest)
            lines.RemoveAt(lines.FindLastIndex(l => l.Rank == lines.Max(m => m.Rank)));
        return string.Join('\n', lines.Select(l => l.Text));
    }

    static IEnumerable<Line> Head(ReportText text)
    {
        var summary = text.Now.Summary;
        var artifacts = summary.Artifacts is { } known ? Counted(known, "artifact") + " created" : "artifacts unknown";
        yield return Title(text);
        yield return new(0, $"📊 {Counted(summary.Sessions, "human session")} | {Tokens(summary.Tokens.Total)} tokens | {artifacts}");
    }

    static IEnumerable<Line> Quiet(ReportText text) => text.AtAGlance
        .Select((sentence, i) => new Line(i, $"{Escape(sentence.Lead)}{Escape(sentence.Rest)}"))
        .Prepend(Title(text));

    static Line Title(ReportText text) => new(0, $"**{Escape(text.Assistant)} Insights — {Days.Heading(text.Period)}**");

    static IEnumerable<Line> Alignment(ReportText text)
    {
        var alignment = text.Now.PriorityAlignment;
        if (alignment.AlignedPercent is not { } percent)
        {
            yield return new(1, $"🎯 **Priority Alignment:** unknown, none of {Counted(alignment.Of, "session")} could be judged");
            yield break;
        }

        yield return new(1, $"🎯 **Priority Alignment:** {Tight(Percent(percent))} aligned{Compared(text)}{(alignment.Judged < alignment.Of ? $", {Number(alignment.Judged)} of {Number(alignment.Of)} judged" : "")}");
        foreach (var (rank, matched) in alignment.Matched.Where(m => m.Sessions > 0).Take(Priorities).Index())
            yield return new(10 + rank, $"- {Counted(matched.Sessions, "session")} → {Escape(Foreign.Called(matched.Name))}");
    }

    static string Compared(ReportText text) => text.AlignmentChange switch
    {
        null => "",
        { Direction: 0 } => $" (as {Last(text)})",
        var change => $" ({(change.Direction > 0 ? "↑" : "↓")} from {Tight(Percent(text.Before.PriorityAlignment.AlignedPercent))} {Last(text)})",
    };

    static string Last(ReportText text) => text.Kind is "week" or "month" ? $"last {text.Kind}" : text.TheOneBefore;

    static IEnumerable<Line> Friction(ReportText text)
    {
        yield return new(2, $"⚠️ **Top Friction:** {TopFriction(text)}");
        if (IncidentRow.Of(text) is [var biggest, ..])
            yield return new(5, $"- Biggest: {Escape(Foreign.Plain(biggest.Continued(text), Phrase))}");
        if (Rows.MissedSkills(text) is [var skill, ..])
            yield return new(4, $"- Skills gap: {Command(skill.Name)} missed {Counted(skill.Value, "time")}");
    }

    static string TopFriction(ReportText text)
    {
        if (text.Now.Friction is not { Sessions: > 0 } now)
            return "unknown, no session has facets";
        var most = Rows.Friction(text).Take(3).Select((row, i) => (row, i)).MaxBy(r => r.row.Value);
        if (most.row.Value == 0)
            return $"none in {Counted(now.Sessions, "session")}";
        if (text.Before.Friction is not { Sessions: > 0 } before)
            return $"{most.row.Name}, {Counted(most.row.Value, "time")} in {Counted(now.Sessions, "session")}";
        var count = new[] { before.Corrections, before.RetryLoops, before.McpFailures }[most.i];
        var rate = (double)most.row.Value / now.Sessions;
        var change = Change.Rate(rate, (double)count / before.Sessions, count, Better.Less);
        return $"{most.row.Name} per session {Tight(change.Words)}{(change.Text.StartsWith("from") && change.Direction != 0 ? $" to {Rate(rate)}" : "")}";
    }

    static IEnumerable<Line> People(ReportText text)
    {
        var pulse = text.Now.RelationshipPulse;
        var proactive = pulse.ProactivePercent is { } percent ? $"{Tight(Percent(percent))} proactive outreach" : "no outreach of a known kind";
        yield return new(3, pulse.Judged == 0
            ? "👥 **People:** unknown, no session could be judged"
            : $"👥 **People:** {Counted(pulse.People.Count, "contact")} touched, {proactive}");
    }

    static IEnumerable<Line> Next(ReportText text)
    {
        if (text.Now.Recommendations is [var first, ..])
            yield return new(6, $"💡 **Try next:** {Escape(Foreign.Plain(first.Title, Phrase))}");
    }

    /// <summary>68%, as chats write it.</summary>
    static string Tight(string figures) => figures.Replace(" %", "%");
}
