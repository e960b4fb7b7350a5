using Debrief.Insights;
using Debrief.Profile;
using Debrief.Reports;
using Spectre.Console;

namespace Debrief.Cli;

/// <summary>A report's first screen on a terminal: what to know, the figures, where the time went, and where the rest is.</summary>
static class SummaryTables
{
    const int MostBusinesses = 8;

    public static void Write(TextWriter output, PeriodInsights insights, UserProfile profile, string path)
    {
        var text = new ReportText(insights, profile);
        var console = Terminal.On(output);
        output.WriteLine();
        console.Write(new Rule($"[bold]{Terminal.Safe(text.Title)}[/]") { Justification = Justify.Left, Border = BoxBorder.Square });
        foreach (var sentence in text.AtAGlance)
            console.MarkupLine($"• [bold]{Terminal.Safe(sentence.Lead)}[/]{Terminal.Safe(sentence.Rest)}");

        if (!text.IsQuiet)
            console.Write(Figures(text));
        if (!text.IsQuiet && insights.Now.AttentionMap.Count > 0)
            console.Write(Attention(insights.Now.AttentionMap));
        foreach (var note in text.Foundations.Take(1))
            console.MarkupLine($"[grey]{Terminal.Safe(note)}[/]");
        output.WriteLine();
        output.WriteLine($"Report: {Terminal.Plain(path)}");
    }

    static Table Figures(ReportText text)
    {
        var table = Simple("", Headlines.Capital(text.This), "Change", "");
        foreach (var figure in text.KeyFigures)
            table.AddRow(Terminal.Safe(figure.Label), $"[bold]{Terminal.Safe(figure.Value)}[/]", Colored(figure.Change), $"[grey]{Terminal.Safe(figure.Note ?? "")}[/]");
        return table;
    }

    static Table Attention(IReadOnlyList<Attention> map)
    {
        var table = Simple("Where the time went", "Active", "Sessions", "Tokens");
        foreach (var business in map.Take(MostBusinesses))
            table.AddRow(Terminal.Safe(business.Name), Reports.Figures.Time(business.Active), $"{business.Sessions}", Reports.Figures.Tokens(business.Tokens));
        return table;
    }

    static Table Simple(params string[] headings)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var heading in headings)
            table.AddColumn(new TableColumn($"[grey]{Terminal.Safe(heading)}[/]"));
        return table;
    }

    static string Colored(Change? change) => change is null ? "" : Terminal.Safe(change.ToString()!);
}
