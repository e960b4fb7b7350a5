using Debrief.Tests.Deliveries;
using Microsoft.AspNetCore.Http;

namespace Debrief.EndToEnd.Deliveries;

/// <summary>Stands before another server and hands requests on, but keeps its answers back while a test says so.</summary>
sealed class HeldAnswers : IAsyncDisposable
{
    readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });
    readonly int _port;
    readonly Receiver _front;
    TaskCompletionSource? _held;

    HeldAnswers(Receiver front, int port) => (_front, _port) = (front, port);

    public Uri Url => _front.Url;

    public static async Task<HeldAnswers> BeforeAsync(int port)
    {
        var held = new HeldAnswers(await Receiver.StartAsync(), port);
        held._front.Answer = held.HandOnAsync;
        return held;
    }

    /// <summary>From now on no answer goes back.</summary>
    /// <returns>Ends when there is one to be held.</returns>
    public Task HoldNextAsync() => (_held = new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void LetGo() => _held = null;

    public IEnumerable<string> Methods => _front.All.Select(each => each.Method);

    public async ValueTask DisposeAsync()
    {
        await _front.DisposeAsync();
        _http.Dispose();
    }

    async Task HandOnAsync(HttpContext context, Received received)
    {
        using var request = new HttpRequestMessage(new(context.Request.Method), new Uri($"http://127.0.0.1:{_port}{received.Path}"));
        if (received.Body.Length > 0)
            request.Content = new ByteArrayContent(received.Body);
        foreach (var (name, value) in received.Headers)
            if (!name.Equals("Expect", StringComparison.OrdinalIgnoreCase) && !request.Headers.TryAddWithoutValidation(name, value))
                request.Content?.Headers.TryAddWithoutValidation(name, value);
        using var answer = await _http.SendAsync(request);
        if (_held is { } held)
        {
            held.TrySetResult();
            await new TaskCompletionSource().Task.WaitAsync(TimeSpan.FromMinutes(1), context.RequestAborted);
        }

        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers))
            if (name is not ("Transfer-Encoding" or "Connection"))
                context.Response.Headers[name] = values.ToArray();
        if (context.Request.Method != "HEAD")
            await answer.Content.CopyToAsync(context.Response.Body);
    }
}
