using System.Globalization;
using Debrief.Evaluation;
using Debrief.Reports;
using Spectre.Console;

namespace Debrief.Cli;

/// <summary>One extractor's agreement as a table; of two, both with their difference and the sessions on which they disagree.</summary>
sealed class EvalPage(IReadOnlyList<EvaluationRun> runs, IReadOnlyList<Label> missing)
{
    public void Write(TextWriter output)
    {
        Terminal.On(output).Write(new Trimmed(runs is [var a, var b] ? Comparison(a, b) : Alone(runs[0])));
        foreach (var note in Notes())
            Terminal.WriteWrapped(output, note, indent: 2);
        if (runs is [var one, var other])
            WriteDisagreements(output, one, other);
    }

    static Table Alone(EvaluationRun run)
    {
        var table = With("Facet", "Measure", "Value", "95 %", "Answered");
        foreach (var row in run.Agreements.Where(IsShown))
            table.AddRow(Name(row), row.Measure, Number(row.Value), Span(row.Interval), $"{row.Answered}/{row.Sessions}");
        return table;
    }

    static Table Comparison(EvaluationRun a, EvaluationRun b)
    {
        var table = With("Facet", "Measure", "A", "B", "B − A");
        var others = b.Agreements.ToDictionary(row => (row.Facet, row.Item, row.Measure));
        foreach (var row in a.Agreements.Where(IsShown))
        {
            var other = others.GetValueOrDefault((row.Facet, row.Item, row.Measure))?.Value;
            table.AddRow(Name(row), row.Measure, Number(row.Value), Number(other), other - row.Value is { } difference ? Signed(difference) : "–");
        }

        return table;
    }

    static Table With(params string[] names)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var (number, name) in names.Index())
            table.AddColumn(new TableColumn(name) { Alignment = number < 2 ? Justify.Left : Justify.Right, NoWrap = true, Padding = new(0, 0, 2, 0) });
        return table;
    }

    /// <summary>Of lists the F1 says enough, what it is made of is in the JSON; of evidence both are shown.</summary>
    static bool IsShown(Agreement row) => row.Measure is not (Measures.Precision or Measures.Recall) || row.Facet.StartsWith("evidence", StringComparison.Ordinal);

    static string Name(Agreement row) => row.Item is { } item ? $"  {Cells.Cropped(item, 26)}" : row.Facet;

    static string Number(double? value) => value is { } number ? number.ToString("0.00", CultureInfo.InvariantCulture) : "–";

    static string Signed(double value) => value.ToString("+0.00;−0.00;0.00", CultureInfo.InvariantCulture);

    static string Span(Interval? interval) => interval is null ? "–" : $"{Number(interval.Low)} to {Number(interval.High)}";

    IEnumerable<string> Notes()
    {
        if (runs.Count == 2)
            yield return $"A is {Terminal.Plain(runs[0].Name)}, B is {Terminal.Plain(runs[1].Name)}.";
        yield return $"{Figures.Counted(runs[0].Sessions.Count, "labelled session")}; what each measure means is told in docs/facets.md.";
        foreach (var run in runs)
        {
            if (run.Asked is { } asked)
                yield return $"{Terminal.Plain(run.Name)} was asked by prompt {Terminal.Plain(asked.PromptVersion)}, for {ExtractPages.Spent(asked.CostUsd, asked.UnknownCosts, asked.InputTokens, asked.OutputTokens)}.";
        }

        if (missing.Count > 0)
            yield return $"{Figures.Counted(missing.Count, "labelled session")} without a transcript left out: {string.Join(", ", missing.Select(label => Terminal.Plain(label.SessionId)))}";
        foreach (var run in runs)
        {
            foreach (var failed in run.Failed)
                yield return $"No answer of {Terminal.Plain(run.Name)} to {Words.Whole(Terminal.Plain(failed.Session.Label.SessionId))}: {Terminal.Plain(failed.Failure!)}";
        }
    }

    static void WriteDisagreements(TextWriter output, EvaluationRun a, EvaluationRun b)
    {
        foreach (var (facet, sessions) in Disagreement.Between(a, b))
        {
            output.WriteLine();
            output.WriteLine($"{facet.Name}: {sessions.Count} of {Figures.Counted(a.Sessions.Count, "session")} differ");
            foreach (var session in sessions)
                Terminal.WriteWrapped(output, Terminal.Plain($"  {Short(session.SessionId)}  label {session.Label} · A {session.A} · B {session.B}"), indent: 12);
        }
    }

    static string Short(string id) => Guid.TryParseExact(id, "D", out _) ? id[..8] : id;
}
