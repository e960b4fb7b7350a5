using Debrief.Insights;
using Debrief.Reports;

namespace Debrief.Dashboard;

/// <summary>A key figure, and where it leads.</summary>
sealed record KeyCard(KeyFigure Figure, string Link)
{
    public static IEnumerable<KeyCard> Of(ReportText text, Chosen chosen) =>
        text.KeyFigures.Append(Tokens(text)).Select(figure => new KeyCard(figure, LinkOf(figure.Label, text.Period, chosen)));

    static KeyFigure Tokens(ReportText text)
    {
        var (now, before) = (text.Now.Summary, text.Before.Summary);
        return new("Tokens", Figures.Tokens(now.Tokens.Total), text.Comparable ? Change.Tokens(now.Tokens.Total, before.Tokens.Total) : null, $"{Figures.Tokens(now.Tokens.Output)} written, {Figures.Tokens(now.Tokens.CacheRead)} read from caches");
    }

    static string LinkOf(string label, Period period, Chosen chosen) => label switch
    {
        "Aligned" => chosen.Sessions(period, ("alignment", "aligned")),
        _ => chosen.Sessions(period),
    };
}
