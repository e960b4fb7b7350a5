using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Debrief.MockModel;

/// <summary>Anthropic's message batches: taken at once, answered when they were asked about often enough.</summary>
sealed class MockBatches(MockMessages mock)
{
    readonly ConcurrentDictionary<string, Batch> _batches = new();

    public void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/v1/messages/batches", context => UnlessRefusedAsync(context, () => Create(MockMessages.Prompt(context).Body)));
        app.MapGet("/v1/messages/batches/{id}", context => UnlessRefusedAsync(context, () => Find(context) is { } batch ? Tell(batch, ++batch.Polls > mock.PollsUntilEnded) : null));
        app.MapGet("/v1/messages/batches/{id}/results", async context =>
        {
            if (Find(context) is not { } batch)
                await RefuseAsync(context, MockReply.Error(404, "no such batch"));
            else
                await WriteResultsAsync(context.Response, batch);
        });
    }

    object Create(JsonElement body)
    {
        var batch = new Batch($"msgbatch_{Guid.NewGuid():N}", body);
        _batches[batch.Id] = batch;
        return Tell(batch, hasEnded: false);
    }

    Batch? Find(HttpContext context) => _batches.GetValueOrDefault((string)context.GetRouteValue("id")!);

    async Task UnlessRefusedAsync(HttpContext context, Func<object?> answer)
    {
        if (mock.BatchRefusal is { } refusal)
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
    async Task WriteResultsAsync(HttpResponse response, Batch batch)
    {
        response.ContentType = "application/x-jsonl";
        foreach (var (id, reply, prompt) in batch.Answered(mock).Reverse())
        {
            object result = reply.Status == 200
                ? new { type = "succeeded", message = MessagesAnswer.MessageOf(prompt, reply) }
                : new { type = "errored", error = MessagesAnswer.ErrorOf(reply) };
            await response.WriteAsync(JsonSerializer.Serialize(new { custom_id = id, result }) + "\n");
        }
    }

    object Tell(Batch batch, bool hasEnded)
    {
        var failed = hasEnded ? batch.Answered(mock).Count(answer => answer.Reply.Status != 200) : 0;
        return new
        {
            id = batch.Id,
            type = "message_batch",
            processing_status = hasEnded ? "ended" : "in_progress",
            request_counts = new { processing = hasEnded ? 0 : batch.Count, succeeded = hasEnded ? batch.Count - failed : 0, errored = failed, canceled = 0, expired = 0 },
            created_at = "2026-01-01T00:00:00Z",
            expires_at = "2026-01-02T00:00:00Z",
            ended_at = hasEnded ? "2026-01-01T01:00:00Z" : null,
            archived_at = (string?)null,
            cancel_initiated_at = (string?)null,
            results_url = hasEnded ? $"{mock.Url}/v1/messages/batches/{batch.Id}/results" : null,
        };
    }

    sealed class Batch(string id, JsonElement body)
    {
        IReadOnlyList<(string Id, MockReply Reply, ReceivedPrompt Prompt)>? _answered;

        public string Id => id;
        public int Polls { get; set; }
        public int Count => body.GetProperty("requests").GetArrayLength();

        public IReadOnlyList<(string Id, MockReply Reply, ReceivedPrompt Prompt)> Answered(MockMessages mock) =>
            _answered ??= [.. body.GetProperty("requests").EnumerateArray().Select(request => Answer(request, mock))];

        static (string Id, MockReply Reply, ReceivedPrompt Prompt) Answer(JsonElement request, MockMessages mock)
        {
            var parameters = request.GetProperty("params");
            var prompt = new ReceivedPrompt("POST", "/v1/messages", new Dictionary<string, string>(), parameters.GetRawText().Length, parameters);
            return (request.GetProperty("custom_id").GetString()!, mock.Reply(prompt), prompt);
        }
    }
}
