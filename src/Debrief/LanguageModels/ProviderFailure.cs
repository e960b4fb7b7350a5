using System.Text.Json;

namespace Debrief.LanguageModels;

/// <summary>From what providers answer, by status and by words, to why there is no answer and what to do about it.</summary>
static class ProviderFailure
{
    static readonly (string Words, FailureKind Kind)[] _plain =
    [
        ("not logged in", FailureKind.NotLoggedIn),
        ("please run /login", FailureKind.NotLoggedIn),
        ("credit balance", FailureKind.NoCredit),
        ("insufficient_quota", FailureKind.NoCredit),
        ("invalid api key", FailureKind.Unauthorized),
        ("usage limit", FailureKind.RateLimited),
        ("prompt is too long", FailureKind.PromptTooLong),
        ("context length", FailureKind.PromptTooLong),
        ("request too large", FailureKind.PromptTooLong),
        ("issue with the selected model", FailureKind.UnknownModel),
        ("output token maximum", FailureKind.TooLong),
        ("unable to respond to this request", FailureKind.Refused),
        ("unable to connect", FailureKind.Unreachable),
        ("timed out", FailureKind.TimedOut),
        ("malformed response", FailureKind.Malformed),
    ];

    /// <param name="status">Of HTTP; null where the transport tells none.</param>
    /// <param name="said">The provider's own words, or the JSON in which they stand.</param>
    public static ModelFailure Of(int? status, string said, TimeSpan? retryAfter = null, Exception? cause = null)
    {
        var kind = KindOf(status, said);
        return new(kind, WhatToDo(kind) + Saying(said), retryAfter, cause);
    }

    /// <summary>To stand after a sentence of ours; empty where the provider said nothing.</summary>
    public static string Saying(string said) => Shorten(WordsIn(said) ?? said) is { Length: > 0 } words ? $" (The provider says: {words})" : "";

    public static async Task<ModelFailure> OfAsync(HttpResponseMessage response, CancellationToken cancel) =>
        Of((int)response.StatusCode, await response.Content.ReadAsStringAsync(cancel), RetryAfter(response));

    /// <summary>As the provider asks, in seconds or by a date; null where it doesn't, or where that time is over.</summary>
    public static TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        var header = response.Headers.RetryAfter;
        var wait = header?.Delta ?? header?.Date - (response.Headers.Date ?? TimeProvider.System.GetUtcNow());
        return wait > TimeSpan.Zero ? wait : null;
    }

    static FailureKind KindOf(int? status, string said) => Array.Find(_plain, row => said.Contains(row.Words, StringComparison.OrdinalIgnoreCase)) is { Words: not null } plain
        ? plain.Kind
        : status switch
        {
            401 or 403 => FailureKind.Unauthorized,
            402 => FailureKind.NoCredit,
            404 => FailureKind.UnknownModel,
            408 => FailureKind.TimedOut,
            413 => FailureKind.PromptTooLong,
            429 => FailureKind.RateLimited,
            529 or 503 => FailureKind.Overloaded,
            null => FailureKind.Malformed,
            _ => FailureKind.ServerError,
        };

    static string WhatToDo(FailureKind kind) => kind switch
    {
        FailureKind.NotLoggedIn => "Claude Code isn't logged in: start `claude`, log in, and try again.",
        FailureKind.Unauthorized => "The key was refused: check it, or log in again.",
        FailureKind.NoCredit => "There is no credit left: add some, or use another model with --via.",
        FailureKind.UnknownModel => "The model isn't known there: name another with --model.",
        FailureKind.RateLimited => "Too many questions for now.",
        FailureKind.Overloaded => "The provider is overloaded.",
        FailureKind.PromptTooLong => "The question is too long for this model.",
        FailureKind.TooLong => "The answer was longer than allowed.",
        FailureKind.Refused => "The model refused to answer.",
        FailureKind.Unreachable => "The provider can't be reached.",
        FailureKind.TimedOut => "No answer came in time.",
        FailureKind.Malformed => "What came back is no answer of a model.",
        _ => "The provider failed.",
    };

    /// <summary>Null where it is no JSON, or has them nowhere that is known.</summary>
    static string? WordsIn(string said)
    {
        try
        {
            using var json = JsonDocument.Parse(HalfCharacters.Mend(said));
            var body = json.RootElement;
            return body.At("error").Text("message") ?? body.Text("error") ?? body.Text("message") ?? body.Text("detail");
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static string Shorten(string said)
    {
        var line = string.Join(' ', said.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= 200 ? line : Beginning.Of(line, 199) + "…";
    }
}
