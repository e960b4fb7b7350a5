using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Debrief.Jobs;

/// <summary>Runs this very program with other arguments: a job that fails, or needs much memory, does so in a process of its own.</summary>
/// <param name="File">The program.</param>
/// <param name="Before">What comes before a command's own arguments.</param>
sealed record OwnCommand(string File, IReadOnlyList<string> Before)
{
    const int LongestError = 2000;

    /// <param name="home">Where everything of Debrief lies, as it was given to this process; null: as the environment says.</param>
    public static OwnCommand Of(string? home)
    {
        var program = Environment.ProcessPath!;
        var isHost = Path.GetFileNameWithoutExtension(program) == "dotnet";
        List<string> before = isHost ? [Path.Combine(AppContext.BaseDirectory, "debrief.dll")] : [];
        return new(program, home is null ? before : [.. before, "--home", home]);
    }

    /// <summary>Its stdout is what it says of itself: JSON, or lines.</summary>
    public async Task<JobEnd> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancel)
    {
        using var process = Process.Start(new ProcessStartInfo(File, [.. Before, .. arguments])
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
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            return new("interrupted", null, "The server was stopped.");
        }

        return new(process.ExitCode == 0 ? "succeeded" : "failed", Stats(await output), process.ExitCode == 0 ? null : Why(await errors, process.ExitCode));
    }

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
