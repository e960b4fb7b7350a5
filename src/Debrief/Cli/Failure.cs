using System.CommandLine;
using Debrief.Storage;

namespace Debrief.Cli;

/// <summary>Tells on one line of stderr why a command didn't do what was asked, and gives the exit code.</summary>
static class Failure
{
    const int Failed = 1;
    const int Refused = 2;
    const int Interrupted = 130;

    public static int Tell(Exception reason, TextWriter error)
    {
        switch (reason)
        {
            case UserError:
                error.WriteLine($"debrief: {OneLine(reason.Message)}");
                return Refused;
            case WorkError:
                error.WriteLine($"debrief: {OneLine(reason.Message)}");
                return Failed;
            case var _ when Outage.Explain(reason) is { } outage:
                error.WriteLine($"debrief: {OneLine(outage)} What was done so far is kept; run it again.");
                return Failed;
            case OperationCanceledException:
                error.WriteLine("debrief: interrupted");
                return Interrupted;
            default:
                error.WriteLine($"debrief: {OneLine(reason.Message)} This is a fault in Debrief; what follows helps to find it.");
                error.WriteLine(reason);
                return Failed;
        }
    }

    /// <summary>For a command line that can't be understood.</summary>
    public static int Tell(ParseResult parsed, TextWriter error)
    {
        var errors = parsed.Errors.Select(problem => Sentence(problem.Message)).Distinct();
        error.WriteLine($"debrief: {string.Join(' ', errors)} See '{parsed.CommandResult.Command.FullName()} --help'.");
        return Refused;
    }

    /// <summary>The library lists the values that an option may have on lines of their own.</summary>
    static string Sentence(string message)
    {
        var lines = message.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return OneLine(lines is [var only] ? only : $"{lines[0]} {string.Join(", ", lines[1..])}.");
    }

    static string OneLine(string message) =>
        Terminal.Plain(string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
}
