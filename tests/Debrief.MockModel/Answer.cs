using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Debrief.MockModel;

/// <summary>The answer to one request, with all that can go wrong in it.</summary>
abstract class Answer(HttpContext context, ReceivedPrompt prompt, CancellationToken ends)
{
    protected HttpResponse Response => context.Response;
    protected ReceivedPrompt Prompt => prompt;

    public async Task WriteAsync(MockReply reply)
    {
        Response.Headers["request-id"] = "req_mock";
        if (reply.RetryAfter is { } wait)
            Response.Headers.RetryAfter = wait;
        if (reply.Status != 200)
        {
            Response.StatusCode = reply.Status;
            await Response.WriteAsJsonAsync(Error(reply));
            return;
        }

        switch (reply.Trouble)
        {
            case Trouble.NeverBegins:
                await HangAsync();
                break;
            case Trouble.Reset:
                context.Abort();
                break;
            case Trouble.Html:
                Response.ContentType = "text/html";
                await Response.WriteAsync(reply.Text);
                break;
            default:
                await (prompt.IsStreamed ? StreamAsync(reply) : WholeAsync(reply));
                break;
        }
    }

    protected abstract object Error(MockReply reply);
    protected abstract object Whole(MockReply reply);
    protected abstract Task StreamAsync(MockReply reply);

    protected static string Json(object data) => JsonSerializer.Serialize(data).Replace($"\\u{(int)MockReply.HalfCharacter:X4}", "\\ud800", StringComparison.Ordinal);

    /// <summary>Nothing more comes.</summary>
    protected async Task HangAsync()
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, ends);
        await Task.Delay(Timeout.Infinite, either.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        context.Abort();
    }

    /// <summary>The connection breaks once everything so far has been sent.</summary>
    protected async Task BreakAsync()
    {
        await Response.Body.FlushAsync();
        context.Abort();
    }

    async Task WholeAsync(MockReply reply)
    {
        Response.ContentType = "application/json";
        if (reply.Trouble == Trouble.None)
        {
            await Response.WriteAsync(Json(Whole(reply)));
            return;
        }

        await Response.WriteAsync(reply.Trouble == Trouble.BadEvents ? "{not json" : "{\"id\":\"half");
        await Response.Body.FlushAsync();
        if (reply.Trouble == Trouble.NeverEnds)
            await HangAsync();
        else if (reply.Trouble == Trouble.Truncated)
            await BreakAsync();
    }
}
