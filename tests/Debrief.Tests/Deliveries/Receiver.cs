using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Debrief.Tests.Deliveries;

/// <summary>A server on loopback that takes what is posted to it, or does not, as a test says.</summary>
sealed class Receiver : IAsyncDisposable
{
    readonly WebApplication _app;
    readonly List<Received> _all = [];

    Receiver(WebApplication app) => _app = app;

    public Uri Url => new(_app.Urls.First());

    /// <summary>All that came, taken or not.</summary>
    public IReadOnlyList<Received> All
    {
        get { lock (_all) return [.. _all]; }
    }

    /// <summary>What was answered with success.</summary>
    public IReadOnlyList<Received> Taken => [.. All.Where(received => received.Status is >= 200 and < 300)];

    /// <summary>How it answers. Whatever it leaves open is answered with 200.</summary>
    public Func<HttpContext, Received, Task> Answer { get; set; } = (_, _) => Task.CompletedTask;

    public static async Task<Receiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new Receiver(builder.Build());
        receiver._app.Run(receiver.ReceiveAsync);
        await receiver._app.StartAsync();
        return receiver;
    }

    /// <summary>As Discord: what goes over its limits is refused.</summary>
    public static async Task<Receiver> DiscordAsync()
    {
        var discord = await StartAsync();
        discord.Answer = DiscordLimits.AnswerAsync;
        return discord;
    }

    public void Answers(int status, string? retryAfter = null) => Answer = (context, _) =>
    {
        context.Response.StatusCode = status;
        if (retryAfter is not null)
            context.Response.Headers.RetryAfter = retryAfter;
        return Task.CompletedTask;
    };

    /// <summary>It takes the whole message, and the connection ends without an answer.</summary>
    public void Drops() => Answer = (context, _) =>
    {
        context.Abort();
        return Task.CompletedTask;
    };

    /// <summary>It takes the whole message, and says nothing.</summary>
    public void Hangs() => Answer = async (context, _) =>
    {
        var gone = new TaskCompletionSource();
        context.RequestAborted.Register(gone.SetResult);
        await gone.Task;
    };

    public async Task<Received> NextAsync()
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var seen = All.Count;
        while (All.Count == seen)
            await Task.Delay(20, timeout.Token);
        return All[seen];
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    async Task ReceiveAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var received = new Received(context.Request.Method, context.Request.Path + context.Request.QueryString, context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase), body.ToArray());
        lock (_all)
            _all.Add(received);
        await Answer(context, received);
        received.Status = context.RequestAborted.IsCancellationRequested ? 0 : context.Response.StatusCode;
    }
}

/// <summary>What was posted.</summary>
sealed record Received(string Method, string Path, Dictionary<string, string> Headers, byte[] Body)
{
    /// <summary>What it was answered with; 0: with nothing, or not yet.</summary>
    public int Status { get; set; }

    public JsonNode Json => JsonNode.Parse(Body)!;
    public string Text => Encoding.UTF8.GetString(Body);
}

/// <summary>What Discord's documentation says of a message by a webhook.</summary>
static class DiscordLimits
{
    public static Task AnswerAsync(HttpContext context, Received received)
    {
        if (Wrong(received.Json) is { } wrong)
        {
            context.Response.StatusCode = 400;
            return context.Response.WriteAsync($$"""{"message": "Invalid Form Body", "code": 50035, "errors": "{{wrong}}"}""");
        }

        return received.Path.Contains("wait=true") ? context.Response.WriteAsync("""{"id": "1200000000000000001"}""") : Task.CompletedTask;
    }

    static string? Wrong(JsonNode message)
    {
        var embeds = message["embeds"]?.AsArray() ?? [];
        var content = (string?)message["content"] ?? "";
        if (content.Length == 0 && embeds.Count == 0)
            return "Cannot send an empty message";
        if (content.Length > 2000)
            return "content: Must be 2000 or fewer in length.";
        if (embeds.Count > 10 || embeds.Sum(embed => Length(embed, "title") + Length(embed, "description")) > 6000)
            return "embeds: Must be 10 or fewer in length.";
        if (embeds.Any(embed => Length(embed, "title") > 256 || Length(embed, "description") > 4096 || Length(embed, "url") > 2048))
            return "embeds: too long";
        return embeds.Any(embed => embed!["url"] is { } url && !Uri.IsWellFormedUriString((string)url!, UriKind.Absolute)) ? "embeds: Not a well formed URL." : null;
    }

    static int Length(JsonNode? embed, string part) => ((string?)embed?[part])?.Length ?? 0;
}
