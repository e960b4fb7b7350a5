using System.Text.Json;

namespace Debrief.EndToEnd.Support;

/// <summary>What a process said before it ended.</summary>
sealed record Finished(int ExitCode, string Output, string Errors)
{
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    public Finished Succeeded()
    {
        Assert.True(ExitCode == 0, $"Exit code {ExitCode}\n{Errors}\n{Output}");
        return this;
    }

    /// <summary>The user's fault: exit code 2, nothing on stdout, and one line on stderr that says what to do.</summary>
    /// <param name="about">What that line must name.</param>
    public Finished RefusedWithOneLine(string about)
    {
        Assert.True(ExitCode == 2, $"Exit code {ExitCode} instead of 2\n{Errors}\n{Output}");
        Assert.Equal("", Output);
        Assert.Matches(@"^debrief: [^\n]+\n$", Errors);
        Assert.Contains(about, Errors);
        return this;
    }
}
