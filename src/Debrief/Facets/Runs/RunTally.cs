using Debrief.LanguageModels;
using Debrief.Sessions;

namespace Debrief.Facets.Runs;

/// <summary>Counts what a run brought and what it cost.</summary>
sealed class RunTally
{
    readonly Lock _lock = new();
    readonly OrderedDictionary<string, FailedExtraction> _failed = new(StringComparer.Ordinal);
    readonly Dictionary<string, int> _dropped = new(StringComparer.Ordinal);
    int _extracted, _unknownCosts;
    long _inputTokens, _outputTokens;
    double _cost;

    public void Extracted(Session session, ExtractedFacet extracted)
    {
        lock (_lock)
        {
            _extracted++;
            _failed.Remove(session.Id); // It was asked to wait before.
            Add(extracted.Cost(), extracted.Dropped);
        }
    }

    public void Failed(Session session, Fault fault, DateTimeOffset? retryAt)
    {
        lock (_lock)
        {
            if (!fault.IsForAll)
                _failed[session.Id] = new(session.Id, fault.Reason, fault.Message, retryAt);
            Add(fault.Spent, fault.Dropped);
        }
    }

    public void Interrupted()
    {
        lock (_lock)
            _unknownCosts++;
    }

    public ExtractionResult Result(Stop? stopped, double seconds)
    {
        lock (_lock)
            return new()
            {
                Extracted = _extracted,
                Failed = [.. _failed.Values],
                CostUsd = _cost,
                UnknownCosts = _unknownCosts,
                InputTokens = _inputTokens,
                OutputTokens = _outputTokens,
                Dropped = _dropped,
                StoppedBecause = stopped,
                Seconds = seconds,
            };
    }

    void Add(ModelUsage? spent, IReadOnlyDictionary<string, int> dropped)
    {
        _inputTokens += spent?.InputTokens ?? 0;
        _outputTokens += spent?.OutputTokens ?? 0;
        _cost += spent?.CostUsd ?? 0;
        _unknownCosts += spent?.CostUsd is null ? 1 : 0;
        foreach (var (reason, items) in dropped)
            _dropped[reason] = _dropped.GetValueOrDefault(reason) + items;
    }
}
