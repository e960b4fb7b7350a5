using System.Text.Json;
using System.Text.Json.Serialization;
using Debrief.Facets;
using Debrief.LanguageModels;

namespace Debrief.Bridge;

/// <summary>
/// Answers other Debriefs with this machine's model. What is asked with a digest is answered with the model's words, and checked by who asked; what is asked
/// by a session's id is answered with facets.
/// </summary>
sealed class LentModel(Func<LanguageModel> model, HostSessions sessions)
{
    public const int LongestBody = 4 << 20;
    const int UsualMaxTokens = 4096;
    const int MostTokens = 16_384;

    /// <param name="maySeeSessions">Whoever asks; else a session's id alone tells them nothing.</param>
    public Task ExtractAsync(HttpContext context, bool maySeeSessions) => AnswerAsync(context, _ => ExtractNowAsync(context, maySeeSessions));

    public Task SynthesizeAsync(HttpContext context) => AnswerAsync(context, SynthesizeNowAsync);

    async Task ExtractNowAsync(HttpContext context, bool maySeeSessions)
    {
        var asked = await JsonSerializer.DeserializeAsync(context.Request.Body, BridgeJson.Default.BridgeExtraction, context.RequestAborted);
        if (asked?.Digest is { Prompt.Length: > 0 } digest)
            await AskAsync(context, digest, asked.SessionId);
        else if (asked?.SessionId is { Length: > 0 } && !maySeeSessions)
            await TellAsync(context, new("Not allowed", "Only a token that may do everything is told of the sessions here: give a digest.", 403, null));
        else if (asked?.SessionId is { Length: > 0 } session)
            await context.Response.WriteAsJsonAsync(await sessions.ExtractAsync(session, context.RequestAborted), BridgedFacet.Default.SessionFacet, cancellationToken: context.RequestAborted);
        else
            await TellAsync(context, new("Bad request", "Give a sessionId, and a digest where this machine doesn't know the session.", 400, null));
    }

    async Task SynthesizeNowAsync(HttpContext context)
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
        var answer = await model().AskAsync(prompt, context.RequestAborted);
        var usage = answer.Usage;
        await context.Response.WriteAsJsonAsync(new(answer.Text, usage.Model, usage.InputTokens, usage.OutputTokens, usage.CostUsd, answer.IsCutOff), BridgeJson.Default.BridgeAnswer, cancellationToken: context.RequestAborted);
    }

    static async Task AnswerAsync(HttpContext context, Func<HttpContext, Task> answer)
    {
        try
        {
            await answer(context);
        }
        catch (Exception ex) when (ProblemOf(ex) is { } problem && !context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            if (ex is ModelFailure { RetryAfter: { } wait })
                context.Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString();
            await TellAsync(context, problem);
        }
    }

    /// <summary>Null for what is a fault of ours.</summary>
    static BridgeProblem? ProblemOf(Exception reason) => reason switch
    {
        ModelFailure failure => new("The model gave no answer", failure.Message, failure.Kind == FailureKind.RateLimited ? 429 : 502, failure.Kind),
        UnusableAnswer unusable => new("The model's answer can't be used", unusable.Message, 502, FailureKind.Malformed),
        JsonException => new("Bad request", "The body isn't the JSON that is asked for.", 400, null),
        BadHttpRequestException bad => new("Bad request", bad.Message, bad.StatusCode, null),
        UserError user => new("Not found", user.Message, 404, null),
        WorkError work => new("It couldn't be done", work.Message, 502, null),
        _ => null,
    };

    public static Task TellAsync(HttpContext context, BridgeProblem problem)
    {
        context.Response.StatusCode = problem.Status;
        return context.Response.WriteAsJsonAsync(problem, BridgeJson.Default.BridgeProblem, "application/problem+json", context.RequestAborted);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SessionFacet))]
sealed partial class BridgedFacet : JsonSerializerContext;
