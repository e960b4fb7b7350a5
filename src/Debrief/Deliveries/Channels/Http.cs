using System.Net;
using Microsoft.Extensions.Http.Resilience;
using Polly;

namespace Debrief.Deliveries.Channels;

/// <summary>Posts over HTTP, and tells what hasn't arrived from what nobody knows of.</summary>
/// <param name="longest">After which an answer isn't waited for any more.</param>
sealed class Http(TimeSpan longest)
{
    /// <summary>Up to this a receiver is waited for; who asks for longer is left until then.</summary>
    static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);
    public static readonly TimeSpan Usual = TimeSpan.FromSeconds(30);
    const int LongestAnswer = 300;

    /// <summary>Tries again by itself only what surely hasn't arrived.</summary>
    HttpClient Client() => new(new ResilienceHandler(new ResiliencePipelineBuilder<HttpResponseMessage>()
        .AddRetry(new HttpRetryStrategyOptions
        {
            MaxRetryAttempts = 2,
            Delay = TimeSpan.FromMilliseconds(300),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            ShouldHandle = attempt => ValueTask.FromResult(attempt.Outcome switch
            {
                { Exception: HttpRequestException unsent } => HasNotLeft(unsent),
                { Result: { } answer } => Refuses(answer.StatusCode) && !(RetryAfter(answer) > s_patience),
                _ => false,
            }),
        })
        .Build())
    { InnerHandler = new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = longest } })
    {
        Timeout = longest,
        DefaultRequestHeaders = { { "User-Agent", "Debrief" } },
    };

    /// <returns>The body of the answer.</returns>
    /// <exception cref="SendFailure">It isn't one of success.</exception>
    public async Task<string> PostAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        using var client = Client();
        try
        {
            using var answer = await client.SendAsync(request, cancel);
            var body = await answer.Content.ReadAsStringAsync(cancel);
            return answer.IsSuccessStatusCode ? body : throw Refusal(answer, body);
        }
        catch (HttpRequestException ex)
        {
            throw new SendFailure(HasNotLeft(ex) ? FailedSend.Later : FailedSend.InDoubt, ex.Message, ex);
        }
        catch (OperationCanceledException ex) when (!cancel.IsCancellationRequested)
        {
            throw new SendFailure(FailedSend.InDoubt, $"No answer came within {longest.TotalSeconds:0} seconds.", ex);
        }
    }

    /// <summary>There was nobody to take it.</summary>
    static bool HasNotLeft(HttpRequestException ex) => ex.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;

    /// <summary>The receiver itself says that it didn't take it.</summary>
    static bool Refuses(HttpStatusCode status) => status is HttpStatusCode.TooManyRequests or HttpStatusCode.InternalServerError or HttpStatusCode.ServiceUnavailable;

    static SendFailure Refusal(HttpResponseMessage answer, string body)
    {
        var kind = answer.StatusCode switch
        {
            HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or (HttpStatusCode)425 => FailedSend.Later,
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound => FailedSend.Later, // Somebody may put it right.
            HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout => FailedSend.InDoubt, // Who stands between them doesn't know either.
            >= HttpStatusCode.InternalServerError => FailedSend.Later,
            _ => FailedSend.Never,
        };
        return new(kind, $"It answered {(int)answer.StatusCode} {answer.ReasonPhrase}: {Beginning.Of(body.ReplaceLineEndings(" ").Trim(), LongestAnswer)}".TrimEnd(':', ' ')) { RetryAfter = RetryAfter(answer) };
    }

    static TimeSpan? RetryAfter(HttpResponseMessage answer) => answer.Headers.RetryAfter switch
    {
        { Delta: { } wait } => wait,
        { Date: { } date } => date - DateTimeOffset.UtcNow,
        _ => null,
    };
}
