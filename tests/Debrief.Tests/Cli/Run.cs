namespace Debrief.Tests.Cli;

/// <summary>What a command line gave.</summary>
sealed record Run(int ExitCode, string Output, string Error)
{
    public static async Task<Run> Debrief(params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var code = await Program.RunAsync(args, output, error, TestContext.Current.CancellationToken);
        return new(code, output.ToString(), error.ToString());
    }
}
