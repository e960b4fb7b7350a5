using System.Text;
using Spectre.Console.Rendering;

namespace Debrief.Cli;

/// <summary>Breaks lines between words only, so that paths, figures and commands can be read and copied.</summary>
static class Words
{
    /// <summary>Stands for a blank at which no line may be broken. <see cref="Terminal.Plain"/> lets none of it through.</summary>
    const char Bound = '\u0001';

    /// <summary>A foreign text, such as a path, made harmless and kept on one line.</summary>
    public static string Whole(string foreign) => Terminal.Plain(foreign).Replace(' ', Bound);

    /// <summary>A blank beside a digit is part of the figure, unless a comma stands before: "19 h 40 m", "3 of 7".</summary>
    public static string Figures(string text)
    {
        var bound = new StringBuilder(text);
        for (var at = 1; at < text.Length - 1; at++)
            if (text[at] == ' ' && text[at - 1] != ',' && (char.IsAsciiDigit(text[at - 1]) || char.IsAsciiDigit(text[at + 1])))
                bound[at] = Bound;
        return bound.ToString();
    }

    /// <summary>One line at least. A word that is wider than a line gets a line of its own; commands in `backticks` count as one word.</summary>
    public static IReadOnlyList<string> Wrap(string text, int width)
    {
        var lines = new List<string>();
        var line = new StringBuilder();
        var taken = 0;
        foreach (var word in WithCommandsBound(text).Split(' '))
        {
            var wide = Width(word);
            if (taken > 0 && taken + 1 + wide > width)
            {
                lines.Add(line.ToString());
                line.Clear();
                taken = 0;
            }

            line.Append(taken > 0 ? " " : "").Append(word.Replace(Bound, ' '));
            taken += wide + (taken > 0 ? 1 : 0);
        }

        lines.Add(line.ToString());
        return lines;
    }

    /// <summary>In columns: emoji and Chinese letters take two.</summary>
    public static int Width(string text) => new Segment(text.Replace(Bound, ' ')).CellCount();

    static string WithCommandsBound(string text) => text.Split('`') is { Length: > 1 } parts && parts.Length % 2 == 1
        ? string.Join('`', parts.Select((part, number) => number % 2 == 1 ? part.Replace(' ', Bound) : part))
        : text;
}
