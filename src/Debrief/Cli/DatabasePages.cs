using Debrief.Reports;
using Debrief.Storage;
using Debrief.Storage.Copying;
using Spectre.Console;

namespace Debrief.Cli;

/// <summary>What `debrief database` says to people.</summary>
static class DatabasePages
{
    public static void Tell(TextWriter output, DatabaseStatus status)
    {
        Terminal.WriteWrapped(output, $"{status.Kind} {status.Version}, {Words.Whole(Terminal.Plain(status.Place))}, {DoctorWords.Size(status.Bytes)}");
        Terminal.WriteWrapped(output, status.Pending.Count == 0
            ? "Its tables are up to date."
            : $"{Figures.Counted(status.Pending.Count, "migration")} to be applied: {string.Join(", ", status.Pending)}. `debrief database migrate` does it.");
        Write(output, ["Table", "Rows"], status.Tables.Select(table => new[] { table.Table, Figures.Number(table.Rows) }));
    }

    /// <summary>With the sum over all columns, as both databases have it.</summary>
    public static void Tell(TextWriter output, IReadOnlyList<TableSum> copied) =>
        Write(output, ["Table", "Rows", "Checksum"], copied.Select(table => new[] { table.Table, Figures.Number(table.Rows), $"{table.Columns.Values.Sum():0}" }));

    static void Write(TextWriter output, string[] headings, IEnumerable<string[]> rows)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var (number, heading) in headings.Index())
            table.AddColumn(new TableColumn(heading) { Alignment = number == 0 ? Justify.Left : Justify.Right });
        foreach (var row in rows)
            table.AddRow([.. row.Select(Terminal.Safe)]);
        Terminal.On(output).Write(new Trimmed(table));
    }
}
