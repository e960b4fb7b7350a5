using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Debrief.MockModel;

/// <summary>A language model on loopback that says what a test tells it to: Anthropic's Messages API, its batches, and the chat completions of OpenAI and all who copy it.</summary>
public sealed class MockMessages : IAsyncDisposable
{
    readonly WebApplication _app;
    readonly CancellationTokenSource _ends = new();
    readonly ConcurrentQueue<MockReply> _next = new();
    readonly ConcurrentQueue<ReceivedPrompt> _received = new();

    MockMessages(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            // A client may read slowly, or not at all.
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen(IPAddress.Loopback, port);
        });
        _app = builder.Build();
        Batches = new(this);
        _app.Use(KeepAsync);
        _app.MapMethods("/", ["GET", "HEAD"], () => Results.Ok());
        _app.MapGet("/v1/models", () => Results.Json(new { data = Array.Empty<object>(), has_more = false, first_id = (string?)null, last_id = (string?)null }));
        _app.MapPost("/v1/messages", context => new MessagesAnswer(context, Prompt(context), _ends.Token).WriteAsync(Reply(Prompt(context))));
        _app.MapPost("/v1/messages/count_tokens", context => context.Response.WriteAsJsonAsync(new { input_tokens = MessagesAnswer.Tokens(Prompt(context)) }));
        Batches.Map(_app);
        _app.MapPost("/v1/chat/completions", context => new CompletionsAnswer(context, Prompt(context), _ends.Token).WriteAsync(Reply(Prompt(context))));
    }

    /// <summary>Asked wherever nothing was queued with <see cref="Next"/>.</summary>
    public Func<ReceivedPrompt, MockReply> Responder { get; set; } = _ => new("An answer.");

    public MockBatches Batches { get; }

    public TimeSpan Latency { get; set; }

    /// <summary>Told of each request when it has come, and when it is over.</summary>
    public Action<ReceivedPrompt>? Began { get; set; }

    /// <inheritdoc cref="Began"/>
    public Action<ReceivedPrompt>? Ended { get; set; }

    /// <summary>Told when the whole answer has gone out.</summary>
    public Action<ReceivedPrompt>? Answered { get; set; }

    /// <summary>Every request with a body, in the order they came.</summary>
    public IReadOnlyList<ReceivedPrompt> Received => [.. _received];

    public string Url => _app.Urls.First();

    public static async Task<MockMessages> StartAsync(int port = 0)
    {
        var mock = new MockMessages(port);
        await mock._app.StartAsync();
        return mock;
    }

    /// <summary>The next prompts get these, one each; then all is as before.</summary>
    public MockMessages Next(params MockReply[] replies)
    {
        foreach (var reply in replies)
            _next.Enqueue(reply);
        return this;
    }

    /// <summary>Forgets what was queued and what was received.</summary>
    public void Reset()
    {
        _next.Clear();
        _received.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await _ends.CancelAsync();
        await _app.DisposeAsync();
        _ends.Dispose();
    }

    internal static ReceivedPrompt Prompt(HttpContext context) => context.Features.GetRequiredFeature<ReceivedPrompt>();

    internal MockReply Reply(ReceivedPrompt prompt) => _next.TryDequeue(out var reply) ? reply : Responder(prompt);

    async Task KeepAsync(HttpContext context, RequestDelegate next)
    {
        var prompt = await ReceivedPrompt.ReadAsync(context.Request);
        if (prompt.Bytes > 0)
            _received.Enqueue(prompt);
        context.Features.Set(prompt);
        Began?.Invoke(prompt);
        try
        {
            if (Latency > TimeSpan.Zero)
                await Task.Delay(Latency, context.RequestAborted);
            await next(context);
            await context.Response.CompleteAsync();
            Answered?.Invoke(prompt);
        }
        finally
        {
            Ended?.Invoke(prompt);
        }
    }
}
