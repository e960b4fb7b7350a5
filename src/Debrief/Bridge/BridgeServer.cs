using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Debrief.Facets;
using Debrief.LanguageModels;

namespace Debrief.Bridge;

/// <summary>
/// Lets another Debrief, which knows the secret, use this machine's model: for one that runs in a container while <c>claude</c> is logged in here.
/// What is asked with a digest is answered with the model's words, and checked by who asked; what is asked by a session's id is answered with facets.
/// </summary>
sealed class BridgeServer(LanguageModel model, HostSessions sessions, string secret)
{
    const int LongestBody = 4 << 20;
    const int UsualMaxTokens = 4096;
    const int MostTokens = 16_384;

    /// <param name="urls">Where to listen; port 0 takes a free one.</param>
    public WebApplication Build(params string[] urls)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(urls);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = LongestBody);
        var app = builder.Build();
        app.Use(RequireSecret);
        app.MapPost("/api/claude/extract-facets", context => AnswerAsync(context, ExtractAsync));
        app.MapPost("/api/claude/synthesize", context => AnswerAsync(context, SynthesizeAsync));
        return app;
    }

    Task RequireSecret(HttpContext context, RequestDelegate next)
    {
        var given = Encoding.UTF8.GetBytes(context.Request.Headers.Authorization.ToString());
        return CryptographicOperations.FixedTimeEquals(given, Encoding.UTF8.GetBytes($"Bearer {secret}"))
            ? next(context)
            : TellAsync(context, new("Not allowed", "The secret is missing or wrong.", 401, null));
    }

    async Task ExtractAsync(HttpContext context)
    {
        var asked = await JsonSerializer.DeserializeAsync(context.Request.Body, BridgeJson.Default.BridgeExtraction, context.RequestAborted);
        if (asked?.Digest is { Prompt.Length: > 0 } digest)
            await AskAsync(context, digest, asked.SessionId);
        else if (asked?.SessionId is { Length: > 0 } session)
            await context.Response.WriteAsJsonAsync(await sessions.ExtractAsync(session, context.RequestAborted), BridgedFacet.Default.SessionFacet, cancellationToken: context.RequestAborted);
        else
            await TellAsync(context, new("Bad request", "Give a sessionId, and a digest where this machine doesn't know the session.", 400, null));
    }

    async Task SynthesizeAsync(HttpContext context)
    {
        var asked = await JsonSerializer.DeserializeAsync(context.Request.Body, BridgeJson.Default.BridgeQuestion, context.RequestAborted);
        if (asked is { Prompt.Length: > 0 })
            await AskAsync(context, asked, session: null);
        else
            await TellAsync(context, new("Bad request", "Give a prompt.", 400, null));
    }

    async Task AskAsync(HttpContext context, BridgeQuestion question, string? session)
    {
        if (session is not null && await sessions.IsExcludedAsync(session, context.RequestAborted))
            throw new ModelFailure(FailureKind.Refused, "That session is of a project that no model may see there.");

        var prompt = new ModelPrompt(question.System ?? "", question.Prompt!, question.Schema, Math.Clamp(question.MaxTokens ?? UsualMaxTokens, 1, MostTokens)) { SessionId = session };
        var answer = await model.AskAsync(prompt, context.RequestAborted);
        var usage = answer.Usage;
        await context.Response.WriteAsJsonAsync(new(answer.Text, usage.Model, usage.InputTokens, usage.OutputTokens, usage.CostUsd, answer.IsCutOff), BridgeJson.Default.BridgeAnswer, cancellationToken: context.RequestAborted);
    }

    static async Task AnswerAsync(HttpContext context, Func<HttpContext, Task> answer)
    {
        try
        {
            await answer(context);
        }
        catch (Exception ex) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            if (ex is ModelFailure { RetryAfter: { } wait })
                context.Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString();
            await TellAsync(context, ProblemOf(ex));
        }
    }

    /// <summary>Nobody reads a log here: a fault of ours is told to who asks, who knows the secret.</summary>
    static BridgeProblem ProblemOf(Exception reason) => reason switch
    {
        ModelFailure failure => new("The model gave no answer", failure.Message, failure.Kind == FailureKind.RateLimited ? 429 : 502, failure.Kind),
        UnusableAnswer unusable => new("The model's answer can't be used", unusable.Message, 502, FailureKind.Malformed),
        JsonException => new("Bad request", "The body isn't the JSON that is asked for.", 400, null),
        BadHttpRequestException bad => new("Bad request", bad.Message, bad.StatusCode, null),
        UserError user => new("Not found", user.Message, 404, null),
        WorkError work => new("It couldn't be done", work.Message, 502, null),
        _ => new("A fault at the bridge", $"A fault at the bridge: {reason.Message}", 500, null),
    };

    static Task TellAsync(HttpContext context, BridgeProblem problem)
    {
        context.Response.StatusCode = problem.Status;
        return context.Response.WriteAsJsonAsync(problem, BridgeJson.Default.BridgeProblem, "application/problem+json", context.RequestAborted);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SessionFacet))]
sealed partial class BridgedFacet : JsonSerializerContext;
