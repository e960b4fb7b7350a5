using System.Text.Json.Nodes;

namespace Debrief.Jobs;

/// <summary>Whether somebody should be told of a run: only of its first failure after it went well, and of batches much larger than usual.</summary>
static class Notice
{
    public const int RunsLookedAt = 21;
    const int LargeAtLeast = 20;
    const int TimesTheUsual = 3;

    public static string? Of(Job job, JobEnd end, IReadOnlyList<JobRun> before) => end.Outcome switch
    {
        "failed" when !HadFailed(before) => $"{job.Name} failed: {end.Error}",
        "succeeded" when Extracted(end.Stats) is >= LargeAtLeast and var many && many > TimesTheUsual * Usual(before) => $"{job.Name} extracted {many} sessions, where it usually is {Usual(before)}.",
        _ => null,
    };

    static bool HadFailed(IReadOnlyList<JobRun> before) => before.FirstOrDefault(run => run.Outcome is "succeeded" or "failed")?.Outcome == "failed";

    static int Usual(IReadOnlyList<JobRun> before)
    {
        var sizes = before.Select(run => Extracted(run.Stats)).OfType<int>().Order().ToList();
        return sizes.Count == 0 ? 0 : sizes[sizes.Count / 2];
    }

    static int? Extracted(JsonNode? stats) => stats is JsonObject said && said["extracted"] is JsonValue value && value.TryGetValue<int>(out var count) ? count : null;
}
