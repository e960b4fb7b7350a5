using System.CommandLine;

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
        var errors = string.Join(" ", parsed.Errors.Select(problem => OneLine(problem.Message)).Distinct());
        error.WriteLine($"debrief: {errors} See '{parsed.CommandResult.Command.FullName()} --help'.");
        return Refused;
    }

    static string OneLine(string message) =>
        Terminal.Plain(string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
}
