using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Debrief.MockModel;

/// <summary>Anthropic's message batches: taken at once, answered when they were asked about often enough.</summary>
public sealed class MockBatches
{
    readonly ConcurrentDictionary<string, ReceivedBatch> _batches = new();
    readonly MockMessages _mock;

    internal MockBatches(MockMessages mock) => _mock = mock;

    /// <summary>In the order in which they came.</summary>
    public IReadOnlyList<ReceivedBatch> Received => [.. _batches.Values.OrderBy(batch => batch.Number)];

    /// <summary>How often a batch is still at work when it is asked about.</summary>
    public int PollsUntilEnded { get; set; } = 1;

    /// <summary>What a request comes to: succeeded (then the mock answers it), errored, expired or canceled; nothing: no result at all.</summary>
    public Func<BatchRequest, string> Outcome { get; set; } = _ => "succeeded";

    /// <summary>Null: batches are taken. Else what every call about batches gets.</summary>
    public MockReply? Refusal { get; set; }

    /// <summary>Creation takes the batch and then doesn't answer, until this is set.</summary>
    public TaskCompletionSource? AnswersAfter { get; set; }

    /// <summary>Creation answers nothing and takes nothing.</summary>
    public bool IsDeaf { get; set; }

    /// <summary>The results break off after so many, in the middle of a line.</summary>
    public int? BreaksAfter { get; set; }

    /// <summary>As after a month: a batch is known, its results are not.</summary>
    public bool HasNoResults { get; set; }

    internal void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/v1/messages/batches", CreateAsync);
        app.MapGet("/v1/messages/batches", context => UnlessRefusedAsync(context, () => new { data = Received.Reverse().Select(Tell), has_more = false, first_id = (string?)null, last_id = (string?)null }));
        app.MapGet("/v1/messages/batches/{id}", context => UnlessRefusedAsync(context, () => Find(context) is { } batch ? Tell(Polled(batch)) : null));
        app.MapGet("/v1/messages/batches/{id}/results", WriteResultsAsync);
    }

    async Task CreateAsync(HttpContext context)
    {
        if (IsDeaf)
        {
            context.Abort();
            return;
        }

        if (Refusal is { } refusal)
        {
            await RefuseAsync(context, refusal);
            return;
        }

        var batch = new ReceivedBatch($"msgbatch_{Guid.NewGuid():N}", _batches.Count, MockMessages.Prompt(context).Body.GetProperty("requests"), DateTimeOffset.UtcNow);
        _batches[batch.Id] = batch;
        if (AnswersAfter is { } late)
            await late.Task.WaitAsync(context.RequestAborted);
        await context.Response.WriteAsJsonAsync(Tell(batch));
    }

    ReceivedBatch? Find(HttpContext context) => _batches.GetValueOrDefault((string)context.GetRouteValue("id")!);

    static ReceivedBatch Polled(ReceivedBatch batch)
    {
        batch.Polls++;
        return batch;
    }

    async Task UnlessRefusedAsync(HttpContext context, Func<object?> answer)
    {
        if (Refusal is { } refusal)
            await RefuseAsync(context, refusal);
        else if (answer() is { } told)
            await context.Response.WriteAsJsonAsync(told);
        else
            await RefuseAsync(context, MockReply.Error(404, "no such batch"));
    }

    static async Task RefuseAsync(HttpContext context, MockReply reply)
    {
        context.Response.StatusCode = reply.Status;
        await context.Response.WriteAsJsonAsync(MessagesAnswer.ErrorOf(reply));
    }

    /// <summary>The last first: a batch promises no order.</summary>
    async Task WriteResultsAsync(HttpContext context)
    {
        if (Find(context) is not { } batch || !HasEnded(batch))
        {
            await RefuseAsync(context, MockReply.Error(404, "no results"));
            return;
        }

        context.Response.ContentType = "application/x-jsonl";
        var results = batch.Requests.Reverse().Where(request => Outcome(request) != "nothing").ToList();
        foreach (var request in results.Take(BreaksAfter ?? int.MaxValue))
            await context.Response.WriteAsync(JsonSerializer.Serialize(new { custom_id = request.Id, result = ResultOf(request) }) + "\n");
        if (BreaksAfter < results.Count)
            await context.Response.WriteAsync("{\"custom_id\":\"half a li");
    }

    object ResultOf(BatchRequest request)
    {
        var outcome = Outcome(request);
        if (outcome is "expired" or "canceled")
            return new { type = outcome };

        request.Answered ??= outcome == "errored" ? MockReply.ServerError : _mock.Reply(request.Prompt);
        return request.Answered.Status == 200
            ? new { type = "succeeded", message = MessagesAnswer.MessageOf(request.Prompt, request.Answered) }
            : new { type = "errored", error = MessagesAnswer.ErrorOf(request.Answered) };
    }

    bool HasEnded(ReceivedBatch batch) => batch.Polls > PollsUntilEnded;

    /// <summary>As long as it is at work, all of its requests count as being processed.</summary>
    object Tell(ReceivedBatch batch)
    {
        var (hasEnded, count) = (HasEnded(batch), batch.Requests.Count);
        return new
        {
            id = batch.Id,
            type = "message_batch",
            processing_status = hasEnded ? "ended" : "in_progress",
            request_counts = new { processing = hasEnded ? 0 : count, succeeded = hasEnded ? count : 0, errored = 0, canceled = 0, expired = 0 },
            created_at = batch.CreatedAt,
            expires_at = batch.CreatedAt.AddDays(1),
            ended_at = hasEnded ? batch.CreatedAt.AddMinutes(1) : (DateTimeOffset?)null,
            archived_at = (string?)null,
            cancel_initiated_at = (string?)null,
            results_url = hasEnded && !HasNoResults ? $"{_mock.Url}/v1/messages/batches/{batch.Id}/results" : null,
        };
    }
}
