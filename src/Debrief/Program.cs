using System.CommandLine;
using Debrief.Cli;

namespace Debrief;

static class Program
{
    static Task<int> Main(string[] args)
    {
        if (OperatingSystem.IsWindows())
            Console.OutputEncoding = System.Text.Encoding.UTF8;
        return RunAsync(args, Console.Out, Console.Error, CancellationToken.None);
    }

    /// <returns>The exit code: 0 done, 1 the work failed, 2 the user must change something, 130 interrupted.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken cancel)
    {
        try
        {
            var parsed = DebriefCommand.CreateFor(args).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
            if (parsed.Errors.Count > 0)
                return Failure.Tell(parsed, error);

            return await parsed.InvokeAsync(new()
            {
                Output = output,
                Error = error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = TimeSpan.FromSeconds(9), // A server ends its jobs first; Docker kills after ten.
            }, cancel);
        }
        catch (Exception ex)
        {
            return Failure.Tell(ex, error);
        }
    }
}
