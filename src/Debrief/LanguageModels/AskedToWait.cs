namespace Debrief.LanguageModels;

/// <summary>
/// Keeps a client from trying again by itself where the provider has had too many questions, or asks to be left alone for long: only who asks for everybody
/// can keep all the others back too.
/// </summary>
sealed class AskedToWait : DelegatingHandler
{
    /// <summary>Up to this a client may wait by itself.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (response.IsSuccessStatusCode || ((int)response.StatusCode != 429 && !(ProviderFailure.RetryAfter(response) > Patience)))
            return response;

        using (response)
            throw await ProviderFailure.OfAsync(response, cancellationToken);
    }
}
