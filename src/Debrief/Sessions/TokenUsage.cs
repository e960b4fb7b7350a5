using Debrief.LanguageModels;
namespace Debrief.Sessions;

/// <summary>A sum of tokens over messages, and what they cost by the public list.</summary>
sealed class TokenUsage
{
    readonly SortedSet<string> _models = new(StringComparer.Ordinal);
    decimal _dollars; // Exact, so that it is the same in whatever order messages come, one by one or folded.
    int _priced;

    public long InputTokens { get; private set; }
    public long OutputTokens { get; private set; }
    public long CacheCreationTokens { get; private set; }
    public long CacheReadTokens { get; private set; }
    public long TotalTokens => InputTokens + OutputTokens + CacheCreationTokens + CacheReadTokens;

    /// <summary>An estimate of all but the unpriced tokens, in US dollars; null where nothing has a known price.</summary>
    public double? CostUsd => _priced == 0 && Messages > 0 ? null : (double)Math.Round(_dollars, 6);

    /// <summary>Tokens of models that the price list doesn't have.</summary>
    public long UnpricedTokens { get; private set; }

    public int Messages { get; private set; }

    /// <summary>Messages of which only the beginning of the output was counted: the transcript doesn't have the final figure.</summary>
    public int MessagesWithSnapshotOutput { get; private set; }

    public IReadOnlyCollection<string> Models => _models;

    public void Add(TokenUsage other)
    {
        InputTokens += other.InputTokens;
        OutputTokens += other.OutputTokens;
        CacheCreationTokens += other.CacheCreationTokens;
        CacheReadTokens += other.CacheReadTokens;
        UnpricedTokens += other.UnpricedTokens;
        Messages += other.Messages;
        MessagesWithSnapshotOutput += other.MessagesWithSnapshotOutput;
        _models.UnionWith(other._models);
        (_dollars, _priced) = (_dollars + other._dollars, _priced + other._priced);
    }

    public void Add(CountedMessage message)
    {
        InputTokens += message.InputTokens;
        OutputTokens += message.OutputTokens;
        CacheCreationTokens += message.CacheCreation5mTokens + message.CacheCreation1hTokens;
        CacheReadTokens += message.CacheReadTokens;
        Messages += message.Messages;
        MessagesWithSnapshotOutput += message.OutputIsFinal ? 0 : message.Messages;
        _models.Add(message.Model);

        if (message.ExactCostUsd is { } dollars)
        {
            _dollars += dollars;
            _priced++;
        }
        else
        {
            UnpricedTokens += message.TotalTokens;
        }
    }
}

/// <summary>A row of message_usage, with whose it is: a message, or several that were folded into one.</summary>
sealed record CountedMessage
{
    public string? SessionId { get; init; }
    public string? Project { get; init; }
    public string? Title { get; init; }
    public DateTimeOffset? At { get; init; }
    public required string Model { get; init; }
    public long InputTokens { get; init; }
    public long OutputTokens { get; init; }
    public long CacheCreation5mTokens { get; init; }
    public long CacheCreation1hTokens { get; init; }
    public long CacheReadTokens { get; init; }
    public int WebSearches { get; init; }
    public bool OutputIsFinal { get; init; }

    /// <summary>How many it stands for.</summary>
    public int Messages { get; init; } = 1;

    public long TotalTokens => InputTokens + OutputTokens + CacheCreation5mTokens + CacheCreation1hTokens + CacheReadTokens;

    public decimal? ExactCostUsd => Prices.ExactCost(Model, InputTokens, OutputTokens, CacheCreation5mTokens, CacheCreation1hTokens, CacheReadTokens, WebSearches);
}
