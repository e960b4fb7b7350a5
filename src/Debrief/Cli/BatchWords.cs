using Debrief.Facets.Batches;
using Debrief.LanguageModels;
using Debrief.Reports;

namespace Debrief.Cli;

/// <summary>What is said about batches.</summary>
static class BatchWords
{
    public static string News(BatchNews news, TimeZoneInfo zone) => news.State switch
    {
        BatchState.AtWork => Sent(news.Batch, zone),
        BatchState.Answered => $"{Questions(news.Batch, zone)}, and have their answers: {Figures.Counted(news.Taken.Extracted, "session")} extracted{(news.Taken.Failed.Count == 0 ? "" : $", {Figures.Number(news.Taken.Failed.Count)} failed")}.",
        BatchState.NotArrived => $"{Questions(news.Batch, zone)}, and never arrived: their sessions wait again.",
        BatchState.Gone => $"{Questions(news.Batch, zone)}, and nobody fetched the answers while they were kept: their sessions wait again.",
        _ => $"{Questions(news.Batch, zone)}, and Anthropic's service doesn't know them as {Words.Whole(Terminal.Plain(news.Batch.ProviderId ?? ""))}: set the key that they were sent with. The answers are kept there until {TimeZoneInfo.ConvertTime(news.Batch.CreatedAt + AnthropicBatches.Kept, zone):yyyy-MM-dd}.",
    };

    public static string Waiting(IReadOnlyList<OpenBatch> batches, TimeZoneInfo zone) =>
        $"Waiting for {Figures.Counted(batches.Sum(batch => batch.Questions), "answer")}, sent at {Time(batches[0], zone)}. Ctrl+C ends the waiting, not the batch";

    public static string Sent(OpenBatch batch, TimeZoneInfo zone) => $"{Questions(batch, zone)}, and the answers are awaited.";

    /// <summary>40 questions were sent at 2026-02-03 14:05.</summary>
    static string Questions(OpenBatch batch, TimeZoneInfo zone) =>
        $"{Figures.Counted(batch.Questions, "question was", "questions were")} sent at {Time(batch, zone)}";

    static string Time(OpenBatch batch, TimeZoneInfo zone) => $"{TimeZoneInfo.ConvertTime(batch.CreatedAt, zone):yyyy-MM-dd HH:mm}";
}
