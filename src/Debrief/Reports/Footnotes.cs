using static Debrief.Reports.Figures;

namespace Debrief.Reports;

/// <summary>What the statements of a report rest on.</summary>
static class Footnotes
{
    public static IReadOnlyList<string> Of(ReportText text) => text.IsQuiet ? [Made(text)] : [Coverage(text), Counted(text), .. Written(text), Measures(text)];

    static string Coverage(ReportText text)
    {
        var coverage = text.Now.Coverage;
        var based = coverage.Eligible == 0
            ? $"No session of more than five messages ended {text.During}"
            : $"Facets of {Number(coverage.Extracted)} of {Figures.Counted(coverage.Eligible, "session")} of more than five messages{By(coverage.ByExtractor)}{Failed(coverage.Failed)}";
        var tooShort = coverage.TooShort == 0 ? "" : $"; {Figures.Counted(coverage.TooShort, "shorter one")} {(coverage.TooShort == 1 ? "has" : "have")} none";
        var quotes = coverage.Extracted == 0 ? "" : $" {Figures.Counted(coverage.Evidence, "statement")} backed by a verified quote.";
        return $"{based}{tooShort}.{quotes}";
    }

    static string Failed(int sessions) => sessions == 0 ? "" : $", {Number(sessions)} failed (debrief extract --failed)";

    static string By(IReadOnlyList<Insights.Count> extractors) => extractors switch
    {
        [] => "",
        [var only] => $", by {Foreign.Called(only.Name)}",
        _ => $" ({string.Join(", ", extractors.Select(e => $"{Number(e.Value)} by {Foreign.Called(e.Name)}"))})",
    };

    static string Counted(ReportText text)
    {
        var (summary, health) = (text.Now.Summary, text.Now.SystemHealth);
        var lost = new[]
        {
            health.BadLines == 0 ? null : $"{Figures.Counted(health.BadLines, "line")} could not be read",
            health.UnknownEntries == 0 ? null : $"{Figures.Counted(health.UnknownEntries, "entry", "entries")} of an unknown kind left out",
        }.OfType<string>().ToList();
        return $"{Figures.Counted(summary.AutomatedSessions, "automated session")} and {Figures.Counted(summary.SubAgents, "sub-agent")} are not counted as sessions of yours.{(lost.Count == 0 ? "" : $" {string.Join(", ", lost)}.")}";
    }

    static IEnumerable<string> Written(ReportText text)
    {
        if (text.Narrative is not { } told)
            yield break;
        var fell = told.Dropped == 0 ? "all of them stood" : $"{Number(told.Dropped)} did not stand and {(told.Dropped == 1 ? "was" : "were")} left out";
        var excluded = told.LeftOut == 0 ? "" : $" It was told nothing of {Figures.Counted(told.LeftOut, "session")} of excluded projects.";
        yield return $"{Foreign.Called(told.Model)} wrote {Figures.Counted(told.Written, "sentence")} from {Number(told.Facts)} facts; each number and name was checked against the fact it refers to, and {fell}.{excluded}";
    }

    static string Measures(ReportText text)
    {
        var unpriced = text.Now.Summary.UnpricedTokens == 0 ? "" : $"; it leaves out {Tokens(text.Now.Summary.UnpricedTokens)} tokens of models without a price";
        return $"Cost is an estimate by list prices, of automated sessions too{unpriced}. Active time leaves out pauses of over ten minutes. {Made(text)}";
    }

    static string Made(ReportText text) => $"Times in {text.Period.TimeZone.Id}. Made by Debrief.";
}
