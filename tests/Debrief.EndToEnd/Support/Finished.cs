namespace Debrief.EndToEnd.Support;

/// <summary>What a process said before it ended.</summary>
sealed record Finished(int ExitCode, string Output, string Errors)
{
    public Finished Succeeded()
    {
        Assert.True(ExitCode == 0, $"Exit code {ExitCode}\n{Errors}\n{Output}");
        return this;
    }

    /// <summary>The user's fault: exit code 2 and one line that says what to do.</summary>
    public Finished RefusedWithOneLine()
    {
        Assert.True(ExitCode == 2, $"Exit code {ExitCode} instead of 2\n{Errors}\n{Output}");
        Assert.Single(Errors.TrimEnd('\n').Split('\n'));
        return this;
    }
}
