using Spectre.Console;

namespace Debrief.Cli;

/// <summary>The doctor's lines on a terminal. Wrapped between words only, so that paths and commands can be copied.</summary>
static class DoctorPage
{
    const int Indent = 26;
    const int WidestLine = 110;

    public static void Write(TextWriter output, DoctorReport report)
    {
        var console = Terminal.On(output);
        var width = Math.Clamp(console.Profile.Width, Indent + 20, WidestLine) - Indent;
        foreach (var group in report.Groups)
        {
            console.MarkupLine($"[bold]{group.Name}[/]");
            foreach (var line in group.Lines)
                Write(console, output, line, width);
            output.WriteLine();
        }

        output.WriteLine($"{DoctorWords.Count(report.Problems, "problem")}, {DoctorWords.Count(report.Notes, "note")}.");
    }

    static void Write(IAnsiConsole console, TextWriter output, DoctorLine line, int width)
    {
        var (mark, style) = line.Mark switch
        {
            DoctorMark.Ok => ("ok", "green"),
            DoctorMark.Note => ("note", "yellow"),
            _ => ("problem", "red"),
        };
        console.Markup($"  [{style}]{mark,-9}[/]");

        var text = Words.Wrap(Terminal.Plain(line.Found), width);
        output.WriteLine($"{line.About,-15}{text[0]}");
        foreach (var more in text.Skip(1))
            output.WriteLine(new string(' ', Indent) + more);
        if (line.ToDo is not null)
            foreach (var (number, part) in Words.Wrap(line.ToDo, width - 2).Index())
                output.WriteLine(new string(' ', Indent) + (number == 0 ? "→ " : "  ") + part);
        foreach (var detail in line.Details)
            output.WriteLine("    " + Terminal.Plain(detail));
    }
}
