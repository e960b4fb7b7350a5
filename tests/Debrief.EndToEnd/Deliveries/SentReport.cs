using System.Text.Json.Nodes;
using Debrief.EndToEnd.Support;
using Debrief.Sample;

namespace Debrief.EndToEnd.Deliveries;

/// <summary>The built program over the invented weeks, with channels in its config.yaml.</summary>
sealed class SentReport : IDisposable
{
    public static readonly string[] Week = ["report", "--since", "2026-06-22", "--until", "2026-06-28"];

    public DebriefProcess Debrief { get; } = new();

    public static async Task<SentReport> SyncedAsync(string deliver)
    {
        var report = new SentReport();
        SampleWeeks.Write(report.Debrief.Environment["CLAUDE_CONFIG_DIR"], new(2026, 6, 28), TimeZoneInfo.Utc);
        report.Configure(deliver);
        (await report.Debrief.RunAsync("sync", "--no-archive")).Succeeded();
        return report;
    }

    /// <summary>What stands below <c>deliver:</c>.</summary>
    public void Configure(string deliver) =>
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(Debrief.Home).FullName, "config.yaml"), $"deliver:\n{deliver.ReplaceLineEndings("\n").TrimEnd()}\n");

    /// <summary>Writes the week's report and sends it.</summary>
    public Task<Finished> SendAsync(params string[] options) => Debrief.RunAsync([.. Week, .. options]);

    public string Html => File.ReadAllText(Path.Combine(Debrief.Home, "reports", "weekly-2026-06-22.html"));

    public async Task<JsonNode> DeliveryAsync(string channel) =>
        JsonNode.Parse((await Debrief.RunAsync("deliveries", "--json")).Succeeded().Output)!.AsArray().Single(delivery => (string?)delivery!["channel"] == channel)!;

    public void Dispose() => Debrief.Dispose();
}
