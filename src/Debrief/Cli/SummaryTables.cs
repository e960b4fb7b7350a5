using Debrief.Insights;
using Debrief.Profile;
using Debrief.Reports;
using Spectre.Console;

namespace Debrief.Cli;

/// <summary>A report's first screen on a terminal: what to know, the figures, where the time went, and where the rest is.</summary>
static class SummaryTables
{
    const int MostBusinesses = 8;

    /// <summary>Between columns.</summary>
    const int Gap = 2;

    /// <summary>What the figures of a business take up at most.</summary>
    const int OtherColumns = 33;

    public static void Write(TextWriter output, PeriodInsights insights, UserProfile profile, string path)
    {
        var text = new ReportText(insights, profile);
        var console = Terminal.On(output);
        output.WriteLine();
        console.Write(new Rule($"[bold]{Terminal.Safe(text.Title)}[/]") { Justification = Justify.Left, Border = BoxBorder.Square });
        console.Write(new Trimmed(Sentences(text.AtAGlance)));
        if (!text.IsQuiet)
        {
            output.WriteLine();
            console.Write(new Trimmed(Figures(text, console.Profile.Width)));
        }

        if (!text.IsQuiet && insights.Now.AttentionMap.Count > 0)
        {
            output.WriteLine();
            console.Write(new Trimmed(Attention(insights.Now.AttentionMap, console.Profile.Width)));
        }

        output.WriteLine();
        console.Write(new Trimmed(new Markup($"[grey]{Terminal.Safe(text.Foundations[0])}[/]")));
        output.WriteLine();
        output.WriteLine($"Report: {Terminal.Plain(path)}");
    }

    static Grid Sentences(IEnumerable<Sentence> sentences)
    {
        var grid = new Grid().AddColumn(new() { Padding = new(0, 0, 1, 0), NoWrap = true }).AddColumn(new() { Padding = new(0, 0, 0, 0) });
        foreach (var sentence in sentences)
            grid.AddRow("•", $"[bold]{Terminal.Safe(sentence.Lead)}[/]{Terminal.Safe(sentence.Rest)}");
        return grid;
    }

    static Table Figures(ReportText text, int width)
    {
        var figures = text.KeyFigures;
        var now = Headlines.Capital(text.This);
        // Notes are the only cells that may take two lines: they get what the others leave.
        var room = width - 3 * Gap
            - figures.Max(figure => Words.Width(figure.Label))
            - Math.Max(now.Length, figures.Max(figure => Words.Width(figure.Value)))
            - Math.Max("Change".Length, figures.Max(figure => Words.Width(figure.Change?.ToString() ?? "")));

        var table = Columns("", now, "Change", "");
        table.Columns[2].Alignment = Justify.Left;
        table.Columns[3].Alignment = Justify.Left;
        foreach (var figure in figures)
            table.AddRow(Terminal.Safe(figure.Label), $"[bold]{Terminal.Safe(figure.Value)}[/]", Colored(figure.Change), Note(figure.Note ?? "", room));
        return table;
    }

    static Table Attention(IReadOnlyList<Attention> map, int width)
    {
        var table = Columns("Where the time went", "Active", "Sessions", "Tokens");
        foreach (var business in map.Take(MostBusinesses))
            table.AddRow(Cells.Cropped(business.Name, width - OtherColumns), Reports.Figures.Time(business.Active), $"{business.Sessions}", Reports.Figures.Tokens(business.Tokens));
        return table;
    }

    /// <summary>The first column holds words, the others figures.</summary>
    static Table Columns(params string[] headings)
    {
        var table = new Table { Border = TableBorder.None };
        foreach (var (index, heading) in headings.Index())
            table.AddColumn(new TableColumn($"[grey]{Terminal.Safe(heading)}[/]")
            {
                Alignment = index == 0 ? Justify.Left : Justify.Right,
                NoWrap = true,
                Padding = new(0, 0, index < headings.Length - 1 ? Gap : 0, 0),
            });
        return table;
    }

    static string Note(string note, int room) =>
        string.Join('\n', Words.Wrap(Words.Figures(Terminal.Plain(note)), room).Select(line => $"[grey]{Terminal.Safe(line)}[/]"));

    static string Colored(Change? change) => change is null ? ""
        : $"[{change.Tone switch { "good" => "green", "bad" => "red", _ => "grey" }}]{Terminal.Safe(change.ToString())}[/]";
}
