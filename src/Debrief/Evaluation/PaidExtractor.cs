using Debrief.Facets;
using Debrief.Facets.Runs;
using Debrief.LanguageModels;
using Debrief.Sessions;
using Debrief.Transcripts;

namespace Debrief.Evaluation;

/// <summary>A model that is asked for money: within a budget, as fast as its provider lets it, and never about an excluded project.</summary>
sealed class PaidExtractor(FacetExtractor model, Func<Session, bool> isExcluded, Budget budget, TimeProvider clock) : FacetExtractor
{
    readonly Pause _pause = new(clock);
    readonly RunTally _tally = new();

    public override string Name => model.Name;
    public override string Model => model.Model;
    public override string PromptVersion => model.PromptVersion;

    /// <summary>What was spent so far.</summary>
    public Asked Asked => Asked.Of(model, _tally.Result(stopped: null, seconds: 0));

    public override async Task<ExtractedFacet> ExtractAsync(Session session, IReadOnlyList<Passage> passages, CancellationToken cancel)
    {
        if (isExcluded(session))
            throw new WorkError("Its project is one that no model may see.");
        if (budget.TryReserve(session, out var reserved) is { } cap)
            throw new WorkError($"It wasn't asked about: {cap.AsStop().Message}.");

        ModelUsage? spent = null;
        try
        {
            var extracted = await AskAsync(session, passages, cancel);
            spent = extracted.Cost();
            _tally.Extracted(session, extracted);
            return extracted;
        }
        catch (Exception ex) when (ex is ModelFailure or UnusableAnswer)
        {
            spent = Failed(session, ex);
            throw;
        }
        finally
        {
            budget.Settle(reserved, spent);
        }
    }

    /// <summary>As often as it takes, where the provider has had too many questions.</summary>
    async Task<ExtractedFacet> AskAsync(Session session, IReadOnlyList<Passage> passages, CancellationToken cancel)
    {
        while (true)
        {
            await _pause.WaitAsync(cancel);
            try
            {
                var extracted = await model.ExtractAsync(session, passages, cancel);
                _pause.Answered();
                return extracted;
            }
            catch (ModelFailure ex) when (ex.Kind == FailureKind.RateLimited && _pause.TryBegin(ex.RetryAfter))
            {
                Failed(session, ex); // Asked again when its time has come; the first half of the question may have cost something.
            }
        }
    }

    ModelUsage? Failed(Session session, Exception ex)
    {
        var fault = Faults.Of(ex);
        _tally.Failed(session, fault, retryAt: null);
        return fault.Spent;
    }
}

/// <summary>What asking a model took.</summary>
/// <param name="CostUsd">As far as it is known.</param>
/// <param name="UnknownCosts">Questions whose cost nobody knows.</param>
sealed record Asked(string Model, string PromptVersion, double CostUsd, int UnknownCosts, long InputTokens, long OutputTokens)
{
    public static Asked Of(FacetExtractor model, ExtractionResult spent) =>
        new(model.Model, model.PromptVersion, spent.CostUsd, spent.UnknownCosts, spent.InputTokens, spent.OutputTokens);
}
