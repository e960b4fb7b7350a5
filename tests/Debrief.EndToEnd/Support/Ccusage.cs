using System.Text.Json;

namespace Debrief.EndToEnd.Support;

/// <summary>ccusage's own count of the tokens in a Claude configuration directory.</summary>
static class Ccusage
{
    public static async Task<Tokens> TotalsAsync(string transcripts)
    {
        var executable = Repository.Tool("@ccusage", Path.Combine($"ccusage-linux-{Architecture}", "bin", "ccusage"));
        var home = Directory.CreateTempSubdirectory("debrief-");
        try
        {
            using var process = new RunningProcess(executable, ["claude", "daily", "--json", "--offline"],
                new() { ["HOME"] = home.FullName, ["CLAUDE_CONFIG_DIR"] = transcripts, ["TZ"] = "UTC" });
            var totals = JsonDocument.Parse((await process.WaitAsync()).Succeeded().Output).RootElement.GetProperty("totals");
            return new(totals.GetProperty("inputTokens").GetInt64(), totals.GetProperty("outputTokens").GetInt64(),
                totals.GetProperty("cacheCreationTokens").GetInt64(), totals.GetProperty("cacheReadTokens").GetInt64());
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }

    static string Architecture => System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
}

readonly record struct Tokens(long Input, long Output, long CacheCreation, long CacheRead);
