using System.Text.RegularExpressions;
using Debrief.EndToEnd.Support;
using Debrief.Sample;
using Debrief.Tests.Configuration;
using Debrief.Tests.Support;

namespace Debrief.EndToEnd.Storage;

/// <summary>Whatever a reader gets is the same, byte for byte, from SQLite and from PostgreSQL.</summary>
public sealed partial class SameOnBothTests : IDisposable
{
    readonly Postgres _postgres = new();

    public void Dispose() => _postgres.Dispose();

    [Fact]
    public async Task Reports_of_the_invented_weeks()
    {
        using var folder = new TempFolder();
        SampleWeeks.Write(folder["claude"], new(2026, 2, 8), TimeZoneInfo.FindSystemTimeZoneById("America/New_York"));

        await CompareAsync([folder["claude"]], File.ReadAllText(folder["claude/profile.yaml"]), ["2026-02-01", "2026-02-08"]);
    }

    [Fact]
    public Task Reports_of_real_transcripts() =>
        CompareAsync(Repository.SharedTranscripts("claude-code-log", "claude-code-2.1.197", "entire-cli"), "name: Alex\n", ["2025-07-31", "2026-01-31", "2026-02-28"]);

    async Task CompareAsync(string[] transcripts, string profile, string[] lastDays)
    {
        using var sqlite = new DebriefProcess();
        using var postgres = new DebriefProcess();
        postgres.Environment["DEBRIEF_DATABASE"] = _postgres.New(hasTables: false);

        Assert.Equal(await ToldAsync(sqlite, transcripts, profile, lastDays), await ToldAsync(postgres, transcripts, profile, lastDays));
        Assert.False(File.Exists(Path.Combine(postgres.Home, "debrief.db")));
        Assert.NotEmpty(Reports(sqlite));
        Assert.Equal(Reports(sqlite).Select(Path.GetFileName), Reports(postgres).Select(Path.GetFileName));
        Assert.All(Reports(sqlite).Zip(Reports(postgres)), pair => Assert.Equal(File.ReadAllText(pair.First), File.ReadAllText(pair.Second)));
    }

    /// <summary>Everything that commands say of the sessions; times of the run apart.</summary>
    static async Task<string> ToldAsync(DebriefProcess debrief, string[] transcripts, string profile, string[] lastDays)
    {
        await File.WriteAllTextAsync(debrief.Profile, profile);
        (await debrief.RunAsync(["sync", .. transcripts.SelectMany(folder => new[] { "--from", folder })])).Succeeded();
        (await debrief.RunAsync("extract", "--via", "rules", "--limit", "1000")).Succeeded();
        var told = new List<string>();
        foreach (var day in lastDays)
        {
            (await debrief.RunAsync("report", "--period", day.EndsWith("-08", StringComparison.Ordinal) ? "weekly" : "monthly", "--until", day)).Succeeded();
            told.Add((await debrief.RunAsync("report", "--until", day, "--json")).Succeeded().Output);
        }

        told.Add((await debrief.RunAsync("sessions", "--limit", "1000")).Succeeded().Output);
        foreach (var by in (string[])["day", "model", "project", "session"])
            told.Add((await debrief.RunAsync("usage", "--by", by, "--json")).Succeeded().Output);
        return Taken().Replace(string.Join('\n', told), "");
    }

    /// <summary>When a snapshot was taken.</summary>
    [GeneratedRegex("\"taken_at\": \"[^\"]+\"")]
    private static partial Regex Taken();

    static List<string> Reports(DebriefProcess debrief) => [.. Directory.EnumerateFiles(Path.Combine(debrief.Home, "reports")).Order(StringComparer.Ordinal)];
}
