using Debrief.LanguageModels;
using Debrief.Reports;
using Debrief.Sessions;
using Spectre.Console;

namespace Debrief.Cli;

/// <summary>Usage as a table with a sum, and below it what the figures leave open.</summary>
sealed class UsageTable(UsageReport usage)
{
    /// <summary>From here on there is room for every digit.</summary>
    const int Wide = 120;

    public void Write(TextWriter output)
    {
        var console = Terminal.On(output);
        if (usage.Rows.Count == 0)
            Terminal.WriteWrapped(output, $"No usage {Span()}.");
        else
            console.Write(new Trimmed(Table(console.Profile.Width)));
        foreach (var note in Notes())
            Terminal.WriteWrapped(output, note);
    }

    Table Table(int width)
    {
        var table = new Table { Border = TableBorder.Simple, ShowFooters = true };
        table.AddColumn(new TableColumn(usage.By.ToString()) { Padding = new(0, 0, 1, 0), Footer = new Markup("Total") });
        if (usage.By != UsageBy.Model)
            table.AddColumn(new TableColumn("Models") { Padding = new(0, 0, 0, 0), NoWrap = true });

        var all = Figures(usage.Totals, width);
        foreach (var (index, name) in new[] { "Input", "Output", "Cache\nwrite", "Cache\nread", "Total", "Cost" }.Index())
            table.AddColumn(new TableColumn(name) { Alignment = Justify.Right, NoWrap = true, Padding = new(1, 0, 0, 0), Footer = new Markup(all[index]) });
        foreach (var row in usage.Rows)
            table.AddRow([Key(row.Key, width), .. Models(row.Usage, width), .. Figures(row.Usage, width)]);
        return table;
    }

    string Key(UsageKey key, int width) => (usage.By, key) switch
    {
        (_, { Name: null }) => Cells.Unknown,
        (UsageBy.Week, _) => $"{key.Name}\n[dim]{key.FirstDay:d MMM yyyy}[/]",
        (UsageBy.Session, _) => $"{Cells.ShortId(key.Name)} {Cells.Cropped(key.Title ?? "", KeyRoom(width) - 9)}",
        (UsageBy.Project, _) => Cells.Cropped(Cells.Folder(key.Name, KeyRoom(width)), KeyRoom(width)),
        _ => Terminal.Safe(key.Name),
    };

    static int KeyRoom(int width) => width < Wide ? width - 62 : width - 92;

    IEnumerable<string> Models(TokenUsage of, int width) => usage.By == UsageBy.Model ? []
        : [string.Join('\n', of.Models.Select(Cells.Model).Distinct().Select(model => Cells.Cropped(model, width < Wide ? 12 : 20)))];

    static string[] Figures(TokenUsage of, int width) =>
        [.. new[] { of.InputTokens, of.OutputTokens, of.CacheCreationTokens, of.CacheReadTokens, of.TotalTokens }.Select(tokens => Tokens(tokens, width)), Cells.Dollars(of)];

    static string Tokens(long tokens, int width) => width < Wide ? Reports.Figures.Tokens(tokens) : Reports.Figures.Number(tokens);

    IEnumerable<string> Notes()
    {
        var totals = usage.Totals;
        if (totals.Messages > 0)
            yield return $"Costs are estimates by the public price list of {Prices.AsOf:yyyy-MM-dd}; days are those of {usage.TimeZone.Id}.";
        if (totals.UnpricedTokens > 0)
            yield return $"{Reports.Figures.Number(totals.UnpricedTokens)} tokens are of models without a known price, so the real cost is higher.";
        if (totals.MessagesWithSnapshotOutput > 0)
            yield return $"{Reports.Figures.Number(totals.MessagesWithSnapshotOutput)} of {Reports.Figures.Counted(totals.Messages, "message")} were noted only while the answer was still being written: their real output is larger than counted here.";
        if (usage.MessagesWithoutTime > 0)
            yield return $"{Reports.Figures.Counted(usage.MessagesWithoutTime, "message")} without a time left out: nobody knows whether of these days.";
    }

    string Span() => usage switch
    {
        { Since: { } first, Until: { } last } => $"between {first:yyyy-MM-dd} and {last:yyyy-MM-dd}",
        { Since: { } first } => $"since {first:yyyy-MM-dd}",
        { Until: { } last } => $"until {last:yyyy-MM-dd}",
        _ => "yet",
    };
}
