using System.Diagnostics;
using Debrief.Facets;
using Debrief.Facets.Batches;
using Debrief.Facets.Runs;
using Debrief.LanguageModels;
using Debrief.Locks;

namespace Debrief.Cli;

/// <summary>`debrief extract --batch`: goes on with what was sent before, sends what waits, and waits for the answers.</summary>
static class BatchedRun
{
    /// <returns>Null: a person said no.</returns>
    public static async Task<ExtractionResult?> RunAsync(WantedExtraction wanted, CancellationToken cancel)
    {
        using var awaited = await AwaitedBatches.OfAsync(wanted, cancel);
        var (started, taken) = (Stopwatch.GetTimestamp(), ExtractionResult.None);
        PlannedRun plan;
        await using (var held = await awaited.LockAsync(cancel))
        await using (var claims = await Claims.OpenAsync(wanted.Database, TimeProvider.System, byRules: false, cancel))
        {
            taken = await StoppingAsync(() => awaited.AdvanceAsync(held, line => Say(wanted, line), cancel));
            if (taken.StoppedBecause is not null)
                return await awaited.TellAsync(taken, [], cancel);

            plan = await wanted.PlanAsync(cancel);
            if (!ExtractPages.MayBegin(wanted.Args, plan, wanted.Args.GetValue(ExtractOptions.Yes)))
                return taken is { Extracted: 0, Failed.Count: 0 } ? null : await awaited.TellAsync(taken, [], cancel);
            taken += await SendAsync(wanted, awaited, plan, held, claims, cancel);
        }

        taken += await StoppingAsync(() => awaited.WaitAsync(cancel));
        return await awaited.TellAsync(taken with { Seconds = Math.Round(Stopwatch.GetElapsedTime(started).TotalSeconds, 3) }, plan.Sessions, cancel);
    }

    /// <summary>What no model may see goes by rules, now.</summary>
    static async Task<ExtractionResult> SendAsync(WantedExtraction wanted, AwaitedBatches awaited, PlannedRun plan, HeldLock held, Claims claims, CancellationToken cancel)
    {
        var byRules = plan.Sessions.Where(wanted.Choice.IsExcluded).ToList();
        var extracted = await ExtractCommand.RunAsync(wanted.Attempts(claims), wanted.Transcripts, byRules, wanted.Choice, concurrency: 1, Budget.Free, cancel);
        var sent = ExtractionResult.None;
        await AwaitedBatches.WhileHeldAsync(held, async either => sent = await awaited.Sending(wanted.Attempts(claims)).SendAsync(
            [.. plan.Sessions.Where(session => !wanted.Choice.IsExcluded(session))],
            wanted.Choice.ByModel!,
            (session, stop) => wanted.Choice.QuestionAboutAsync(session, wanted.Transcripts, stop),
            plan.Forecast.CostOf,
            batch => Say(wanted, BatchWords.Sent(batch, wanted.Profile.TimeZone)),
            either), cancel);
        return extracted + sent with { StoppedBecause = sent.StoppedBecause ?? plan.Cap };
    }

    static void Say(WantedExtraction wanted, string line) => Terminal.WriteWrapped(wanted.Args.Error, line);

    static async Task<ExtractionResult> StoppingAsync(Func<Task<ExtractionResult>> work)
    {
        try
        {
            return await work();
        }
        catch (ModelFailure failure)
        {
            var fault = Faults.Of(failure);
            return ExtractionResult.None with { StoppedBecause = new(fault.Reason, fault.Message, IsFailure: true) };
        }
    }
}
