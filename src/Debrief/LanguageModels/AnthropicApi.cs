using Anthropic;
using Anthropic.Core;
using Anthropic.Exceptions;
using Microsoft.Extensions.AI;

namespace Debrief.LanguageModels;

/// <summary>Anthropic's own service, by Anthropic's own client.</summary>
static class AnthropicApi
{
    const int UsualMaxTokens = 4096;

    public static IChatClient Client(ModelChoice choice) => new AnthropicClient(Options(choice)).AsIChatClient(choice.Model, UsualMaxTokens);

    public static ClientOptions Options(ModelChoice choice)
    {
        var options = new ClientOptions { ApiKey = choice.Key!, MaxRetries = 2, Timeout = choice.Timeout, Handlers = [new AskedToWait()] };
        return choice.BaseUrl is { } url ? options with { BaseUrl = url } : options;
    }

    /// <summary>Null for what doesn't come from that client.</summary>
    public static ModelFailure? FailureOf(Exception reason) => reason switch
    {
        AnthropicApiException api => ProviderFailure.Of((int)api.StatusCode, api.ResponseBody, cause: api),
        AnthropicServiceException service => ProviderFailure.Of(null, service.Message, cause: service),
        AnthropicIOException io => new(FailureKind.Unreachable, $"Anthropic's service can't be reached: {io.InnerException?.Message ?? io.Message}", cause: io),
        AnthropicException other => new(FailureKind.Malformed, $"What came back is no answer of a model: {other.Message}", cause: other),
        _ => null,
    };
}
