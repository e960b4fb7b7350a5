using System.Text;
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

        var text = Wrap(Terminal.Plain(line.Found), width);
        output.WriteLine($"{line.About,-15}{text[0]}");
        foreach (var more in text.Skip(1))
            output.WriteLine(new string(' ', Indent) + more);
        if (line.ToDo is not null)
            foreach (var (number, part) in Wrap(line.ToDo, width - 2).Index())
                output.WriteLine(new string(' ', Indent) + (number == 0 ? "→ " : "  ") + part);
        foreach (var detail in line.Details)
            output.WriteLine("    " + Terminal.Plain(detail));
    }

    static List<string> Wrap(string text, int width)
    {
        var lines = new List<string>();
        var line = new StringBuilder();
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                lines.Add(line.ToString());
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : "").Append(word);
        }

        lines.Add(line.ToString());
        return lines;
    }
}
