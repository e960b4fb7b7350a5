using static Debrief.Reports.Figures;

namespace Debrief.Reports;

/// <param name="Note">What the figure is of, or why it isn't known.</param>
sealed record KeyFigure(string Label, string Value, Change? Change, string? Note);

/// <summary>The figures that a period is summed up in.</summary>
static class KeyFigures
{
    public static IReadOnlyList<KeyFigure> Of(ReportText text) =>
        [Sessions(text), Active(text), Aligned(text), Friction(text), Tasks(text), Artifacts(text), Commits(text), Cost(text)];

    static KeyFigure Sessions(ReportText text)
    {
        var (now, before) = (text.Now.Summary, text.Before.Summary);
        return new("Sessions", Number(now.Sessions), text.Comparable ? Change.Count(now.Sessions, before.Sessions) : null, Figures.Counted(now.HumanMessages, "message") + " of yours");
    }

    static KeyFigure Active(ReportText text) => new("Active time", Time(text.Now.Summary.Active),
        text.Comparable ? Change.Time(text.Now.Summary.Active, text.Before.Summary.Active) : null, null);

    static KeyFigure Aligned(ReportText text)
    {
        var alignment = text.Now.PriorityAlignment;
        return new("Aligned", Percent(alignment.AlignedPercent), text.AlignmentChange, $"{Number(alignment.Judged)} of {Figures.Counted(alignment.Of, "session")} judged");
    }

    static KeyFigure Friction(ReportText text) => text.Now.Friction is { PerSession: { } rate } point
        ? new("Friction per session", Rate(rate), text.FrictionChange, $"over {Figures.Counted(point.Sessions, "session")}")
        : None("Friction per session");

    static KeyFigure Tasks(ReportText text)
    {
        var (now, before) = (text.Now.CompletionRate, text.Before.CompletionRate);
        if (now.Started == 0)
            return now.Of == 0 ? None("Tasks finished") : new("Tasks finished", "–", null, $"none started in {Figures.Counted(now.Of, "session")}");
        var change = before.Started == 0 ? null : Change.Points(100.0 * now.Completed / now.Started, 100.0 * before.Completed / before.Started, before.Started, Better.More);
        return new("Tasks finished", $"{Number(now.Completed)} of {Number(now.Started)}", change, $"{Number(now.Abandoned)} abandoned");
    }

    static KeyFigure Artifacts(ReportText text) => text.Now.Summary.Artifacts is { } now
        ? new("Artifacts created", Number(now), text.Before.Summary.Artifacts is { } before ? Change.Count(now, before) : null, null)
        : None("Artifacts created");

    static KeyFigure Commits(ReportText text)
    {
        var (now, before) = (text.Now.Summary, text.Before.Summary);
        return new("Commits", Number(now.Commits), text.Comparable ? Change.Count(now.Commits, before.Commits) : null,
            $"{Figures.Counted(now.PullRequests, "pull request")}, +{Number(now.LinesAdded)} −{Number(now.LinesRemoved)} lines");
    }

    static KeyFigure None(string label) => new(label, Unknown, null, "no session has facets");

    static KeyFigure Cost(ReportText text)
    {
        var (now, before) = (text.Now.Summary, text.Before.Summary);
        var unpriced = now.UnpricedTokens > 0 ? $", {Tokens(now.UnpricedTokens)} not priced" : "";
        return new("Cost (estimate)", Dollars(now.CostUsd), text.Comparable ? Change.Dollars(now.CostUsd, before.CostUsd) : null, $"{Tokens(now.Tokens.Total)} tokens{unpriced}");
    }
}
