using System.Runtime.CompilerServices;
using Anthropic;
using Anthropic.Exceptions;
using Anthropic.Models.Messages.Batches;

namespace Debrief.LanguageModels;

/// <summary>Anthropic's message batches: questions that are sent together and answered within a day, for half the price. Fails with <see cref="ModelFailure"/>, or <see cref="ArrivalUnknown"/>.</summary>
sealed class AnthropicBatches(ModelChoice choice) : IDisposable
{
    /// <summary>Of what the same tokens cost in questions one by one.</summary>
    public const double PartOfThePrice = 0.5;

    /// <summary>After so long the service keeps answers no more.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(29);

    readonly AnthropicClient _client = new(AnthropicApi.Options(choice) with { Timeout = TimeSpan.FromMinutes(10) });

    /// <exception cref="ArrivalUnknown">The service may have taken it all the same.</exception>
    public async Task<SentBatch> SendAsync(IReadOnlyList<BatchQuestion> questions, CancellationToken cancel)
    {
        var batch = new BatchCreateParams { Requests = [.. questions.Select(question => BatchMessages.Of(question, choice.Model))] };
        try
        {
            // Whatever is sent a second time may be answered and paid twice.
            var once = _client.WithOptions(options => options with { MaxRetries = 0 });
            return Read(await once.Messages.Batches.Create(batch, cancel));
        }
        catch (AnthropicApiException refusal) when ((int)refusal.StatusCode is >= 400 and < 500 and not 408)
        {
            throw AnthropicApi.FailureOf(refusal)!;
        }
        catch (Exception ex) when (FailureOf(ex, cancel) is { } failure)
        {
            throw new ArrivalUnknown(failure);
        }
    }

    /// <returns>Null: the service doesn't know it.</returns>
    public async Task<SentBatch?> FindAsync(string id, CancellationToken cancel)
    {
        try
        {
            return Read(await _client.Messages.Batches.Retrieve(id, cancellationToken: cancel));
        }
        catch (AnthropicNotFoundException)
        {
            return null;
        }
        catch (Exception ex) when (FailureOf(ex, cancel) is not null)
        {
            throw FailureOf(ex, cancel)!;
        }
    }

    /// <summary>The newest first.</summary>
    public async IAsyncEnumerable<SentBatch> ListAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        var page = await GuardedAsync(() => _client.Messages.Batches.List(new() { Limit = 100 }, cancel), cancel);
        while (true)
        {
            foreach (var batch in page.Items)
                yield return Read(batch);
            if (!page.HasNext())
                yield break;
            var last = page;
            page = await GuardedAsync(() => last.Next(cancel), cancel);
        }
    }

    /// <summary>Of a batch that has ended, in any order.</summary>
    public async IAsyncEnumerable<BatchAnswer> AnswersAsync(string id, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var results = _client.Messages.Batches.ResultsStreaming(id, cancellationToken: cancel).GetAsyncEnumerator(cancel);
        while (await GuardedAsync(async () => await results.MoveNextAsync(), cancel))
            yield return BatchMessages.Read(results.Current);
    }

    public void Dispose() => _client.Dispose();

    static SentBatch Read(MessageBatch batch)
    {
        var counts = batch.RequestCounts;
        return new(batch.ID, counts.Processing + counts.Succeeded + counts.Errored + counts.Canceled + counts.Expired, batch.CreatedAt)
        {
            HasEnded = batch.ProcessingStatus.Raw() == "ended",
            HasAnswers = batch.ResultsUrl is not null,
        };
    }

    static async Task<T> GuardedAsync<T>(Func<Task<T>> call, CancellationToken cancel)
    {
        try
        {
            return await call();
        }
        catch (Exception ex) when (FailureOf(ex, cancel) is not null)
        {
            throw FailureOf(ex, cancel)!;
        }
    }

    /// <summary>Null for what is a fault of ours, or was asked for: that goes on as it is.</summary>
    static ModelFailure? FailureOf(Exception reason, CancellationToken cancel) => reason switch
    {
        OperationCanceledException => cancel.IsCancellationRequested ? null : new(FailureKind.TimedOut, "Anthropic's service gave no answer in time.", cause: reason),
        _ => AnthropicApi.FailureOf(reason) ?? LanguageModel.Unreachable(reason),
    };
}

/// <param name="Id">By which its answer is known again.</param>
sealed record BatchQuestion(string Id, ModelPrompt Prompt);

/// <param name="Id">The service's own.</param>
sealed record SentBatch(string Id, long Questions, DateTimeOffset CreatedAt)
{
    public bool HasEnded { get; init; }

    /// <summary>They are kept for a month.</summary>
    public bool HasAnswers { get; init; }
}

/// <param name="Id">The question's.</param>
/// <param name="Answer">Null where there is a reason for none.</param>
/// <param name="Reason">One word: expired, canceled, errored, refused, malformed.</param>
sealed record BatchAnswer(string Id, ModelAnswer? Answer, string? Reason = null, ModelFailure? Failure = null);

/// <summary>A batch was sent, and nobody can say whether it arrived.</summary>
sealed class ArrivalUnknown(ModelFailure failure) : Exception(failure.Message, failure)
{
    public ModelFailure Failure => failure;
}
