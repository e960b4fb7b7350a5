using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Debrief.Configuration;

namespace Debrief.Jobs;

/// <summary>Runs this very program with other arguments: a job that fails, or needs much memory, does so in a process of its own.</summary>
/// <param name="File">The program.</param>
/// <param name="Before">What comes before a command's own arguments.</param>
sealed partial record OwnCommand(string File, IReadOnlyList<string> Before)
{
    const int LongestError = 2000;

    /// <summary>Who is told to end has so long to finish what it is at; then it is killed.</summary>
    static readonly TimeSpan _patience = TimeSpan.FromSeconds(6);

    /// <summary>What a run that extracts may take on.</summary>
    public int SessionsAtMost { get; init; } = JobSettings.UsualSessions;

    /// <param name="settings">Of jobs.</param>
    /// <param name="home">Where everything of Debrief lies, as it was given to this process; null: as the environment says.</param>
    public static OwnCommand Of(JobSettings settings, string? home)
    {
        var program = Environment.ProcessPath!;
        var isHost = Path.GetFileNameWithoutExtension(program) == "dotnet";
        List<string> before = isHost ? [Path.Combine(AppContext.BaseDirectory, "debrief.dll")] : [];
        return new(program, home is null ? before : [.. before, "--home", home]) { SessionsAtMost = settings.SessionsAtMost };
    }

    /// <summary>Its stdout is what it says of itself: JSON, or lines.</summary>
    public async Task<JobEnd> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancel)
    {
        using var process = Process.Start(new ProcessStartInfo(File, [.. Before, .. arguments.Select(argument => argument == Job.SessionsAtMost ? $"{SessionsAtMost}" : argument)])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.StandardInput.Close(); // Nobody is there to be asked.
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.WaitForExitAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            await EndAsync(process);
            return new("stopped", null, "The server was stopped.");
        }

        return new(process.ExitCode == 0 ? "succeeded" : "failed", Stats(await output), process.ExitCode == 0 ? null : Why(await errors, process.ExitCode));
    }

    /// <summary>What a job has done so far is kept by it, so it is told first; only what doesn't listen is killed, with all that it started.</summary>
    static async Task EndAsync(Process process)
    {
        using var patience = new CancellationTokenSource(_patience);
        try
        {
            if (!OperatingSystem.IsWindows())
            {
                Terminate(process.Id);
                await process.WaitForExitAsync(patience.Token);
                return;
            }
        }
        catch (OperationCanceledException)
        {
            // It doesn't listen.
        }

        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(CancellationToken.None);
    }

    static void Terminate(int pid)
    {
        const int sigterm = 15;
        _ = Kill(pid, sigterm); // It fails where the process has just ended by itself.
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int pid, int signal);

    static JsonNode? Stats(string output)
    {
        try
        {
            return string.IsNullOrWhiteSpace(output) ? null : JsonNode.Parse(output);
        }
        catch (JsonException)
        {
            return new JsonObject { ["output"] = new JsonArray([.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Take(100).Select(line => (JsonNode)line)]) };
        }
    }

    static string Why(string errors, int code) => errors.Trim() is { Length: > 0 } told ? Beginning.Of(told, LongestError) : $"It ended with {code} and said nothing.";
}
