using System.Text.Json.Nodes;
using Debrief.Jobs;
using Debrief.Reports;

namespace Debrief.Dashboard;

/// <summary>What a page says of a job's run.</summary>
static class RunWords
{
    const int MostFigures = 8;

    /// <summary>What it was begun by.</summary>
    public static string By(JobRun run) => run.Trigger switch
    {
        "schedule" => "the schedule",
        "person" => "somebody",
        "catch-up" => "a server’s start",
        var other => $"{Foreign.Called(other)} before it",
    };

    /// <summary>How long it took, or has been at work so far.</summary>
    public static string Took(JobRun run, DateTimeOffset now) => ((run.IsRunning ? now : run.EndedAt) - run.StartedAt) switch
    {
        null => "unknown",
        { TotalSeconds: < 1 } => "under 1 s",
        { TotalSeconds: < 60 } took => $"{(int)took.TotalSeconds} s",
        { TotalHours: < 1 } took => $"{took.Minutes} m {took.Seconds:00} s",
        { } took => Figures.Time(took),
    };

    /// <summary>today at 14:15; Sun 29 Nov at 06:00.</summary>
    public static string When(DateTimeOffset at, DateTimeOffset now, TimeZoneInfo zone)
    {
        var (local, today) = (TimeZoneInfo.ConvertTime(at, zone), TimeZoneInfo.ConvertTime(now, zone).Date);
        var day = (local.Date - today).Days switch { 0 => "today", 1 => "tomorrow", -1 => "yesterday", _ => $"{local:ddd d MMM}" };
        return $"{day} at {local:HH:mm}";
    }

    /// <summary>What it said of itself, else why it failed; null: nothing.</summary>
    public static string? Said(JobRun run) => run.Error is { } error ? Foreign.Plain(error, 500) : Said(run.Stats);

    static string? Said(JsonNode? stats)
    {
        if (stats is not JsonObject said)
            return null;

        var words = said.Select(pair => pair.Value switch
        {
            JsonArray { Count: > 0 } lines when pair.Key == "output" => string.Join(" · ", lines.Take(3).Select(line => $"{line}")),
            JsonArray { Count: > 0 } list => $"{Foreign.Words(pair.Key)} {Figures.Number(list.Count)}",
            JsonValue value when value.TryGetValue<long>(out var number) => number == 0 ? null : $"{Foreign.Words(pair.Key)} {Figures.Number(number)}",
            JsonValue value when value.TryGetValue<double>(out var number) => $"{Foreign.Words(pair.Key)} {number:0.##}",
            JsonValue value when value.TryGetValue<string>(out var text) => $"{Foreign.Words(pair.Key)} {text}",
            JsonObject { Count: > 0 } part when part.FirstOrDefault(inner => inner.Key == "message").Value is { } message => $"{Foreign.Words(pair.Key)}: {message}",
            _ => null,
        }).OfType<string>().Take(MostFigures).ToList();
        return words.Count == 0 ? "nothing to do" : Foreign.Plain(string.Join(" · ", words), 500);
    }
}
