using Debrief.Access;
using Debrief.Bridge;
using Debrief.LanguageModels;
using Microsoft.AspNetCore.Mvc;

namespace Debrief.Api;

/// <summary>Lends the server's model, as `debrief bridge` does that of a machine: to who holds a token that may ask.</summary>
static class BridgeApi
{
    public static void MapBridge(this RouteGroupBuilder group)
    {
        group.WithMetadata(new RequestSizeLimitAttribute(LentModel.LongestBody))
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status502BadGateway).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        group.MapPost("/extract-facets", (HttpContext context, LentModels lent) => AnswerAsync(context, lent, model => model.ExtractAsync(context, context.User.HasClaim(Visitor.ScopeClaim, Scopes.Write))))
            .Accepts<BridgeExtraction>("application/json").Produces<BridgeAnswer>().WithName("bridge-extract-facets")
            .WithSummary("Ask the server's model about a session, with its digest: the answer is the model's words. With an id alone it is the facets of a session here, for a token that may do everything");
        group.MapPost("/synthesize", (HttpContext context, LentModels lent) => AnswerAsync(context, lent, model => model.SynthesizeAsync(context)))
            .Accepts<BridgeQuestion>("application/json").Produces<BridgeAnswer>().WithName("bridge-synthesize")
            .WithSummary("Ask the server's model anything");
    }

    static Task AnswerAsync(HttpContext context, LentModels lent, Func<LentModel, Task> answer) => lent.Model is { } model
        ? answer(model)
        : LentModel.TellAsync(context, new("No model", "This server has no model to lend: install Claude Code and log in there, or name one in its config.yaml.", StatusCodes.Status503ServiceUnavailable, null));
}

/// <param name="Model">Null: the server has none.</param>
sealed record LentModels(LentModel? Model);
