using System.Text;
using Debrief.Privacy;
using Spectre.Console;

namespace Debrief.Cli;

/// <summary>Writing to people: tables and colours on a terminal, plain lines of 80 columns anywhere else.</summary>
static class Terminal
{
    const int PipedWidth = 80;

    /// <summary>A console over a command's output.</summary>
    public static IAnsiConsole On(TextWriter output) =>
        Create(output, IsTerminal(output));

    /// <summary>A paragraph, its lines broken between words; all but the first begin with so many blanks. What is foreign in it must be harmless already.</summary>
    public static void WriteWrapped(TextWriter output, string text, int indent = 0)
    {
        foreach (var (number, line) in Words.Wrap(text, WidthOf(output) - indent).Index())
            output.WriteLine(number == 0 ? line : new string(' ', indent) + line);
    }

    /// <summary>Where progress is shown: stderr, so that it never gets into a pipe. Null where nobody is looking.</summary>
    public static IAnsiConsole? Progress() =>
        Console.IsErrorRedirected || !IsCapable() ? null : Create(Console.Error, isTerminal: true);

    /// <summary>Text that isn't ours, harmless on a terminal: nothing in it can move the cursor, colour, ring, break the line or turn the reading direction, and no secret stands in it. For writing as it is.</summary>
    public static string Plain(string foreign)
    {
        foreign = Secrets.Mask(foreign);
        if (foreign.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0)
            return foreign;

        var plain = new StringBuilder(foreign.Length);
        foreach (var rune in foreign.EnumerateRunes())
            if (StandIn(rune.Value) is { } other)
                plain.Append(other);
            else
                plain.Append(rune);
        return plain.ToString();
    }

    /// <summary>As <see cref="Plain"/>, and without meaning as Spectre's markup. For tables and markup.</summary>
    public static string Safe(string foreign) => Markup.Escape(Plain(foreign));

    static string? StandIn(int rune) => rune switch
    {
        '\t' => " ",
        '\r' => "",
        '\n' or 0x85 or 0x2028 or 0x2029 => "⏎",
        < 0x20 => ((char)(0x2400 + rune)).ToString(),
        0x7f => "␡",
        >= 0x80 and < 0xa0 => "\ufffd",
        // Marks without a shape, which turn the reading direction or hide text. The joiner of emoji (200D) may stay.
        0xad or 0x61c or 0x180e or 0x200b or 0x200e or 0x200f or (>= 0x202a and <= 0x202e) or (>= 0x2060 and <= 0x206f) or 0xfeff
            or (>= 0xfff9 and <= 0xfffb) or (>= 0xe0000 and <= 0xe007f) => "",
        _ => null,
    };

    static bool IsTerminal(TextWriter output) =>
        (ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected) || (ReferenceEquals(output, Console.Error) && !Console.IsErrorRedirected);

    // A terminal that doesn't know its width says 0.
    static int WidthOf(TextWriter output) => IsTerminal(output) && Console.WindowWidth is > 0 and var width ? width : PipedWidth;

    static IAnsiConsole Create(TextWriter output, bool isTerminal)
    {
        var rich = isTerminal && IsCapable();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = rich ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = rich ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = rich ? InteractionSupport.Detect : InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        });
        if (!isTerminal)
            console.Profile.Width = PipedWidth;
        return console;
    }

    static bool IsCapable() =>
        string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") != "dumb";
}
