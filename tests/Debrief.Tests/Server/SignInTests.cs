using System.Net;
using System.Text.RegularExpressions;
using Debrief.Access;
using Debrief.Server;
using Debrief.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Debrief.Tests.Server;

public sealed partial class SignInTests : IAsyncLifetime
{
    readonly Sqlite _on = new();
    ServedMachine _served = null!;

    public async ValueTask InitializeAsync() => _served = await ServedMachine.StartAsync(_on);
    public async ValueTask DisposeAsync()
    {
        await _served.DisposeAsync();
        _on.Dispose();
    }

    [Fact]
    public async Task The_printed_link_lets_in_once_by_a_cookie_that_no_script_and_no_other_site_gets()
    {
        var link = $"/sign-in?code={_served.App.Services.GetRequiredService<SignInCode>()}";

        using var first = await _served.Client(token: null).GetAsync(link);
        using var second = await _served.Client(token: null).GetAsync(link);

        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);
        var cookie = Cookie(first, "debrief");
        Assert.Contains("httponly", cookie);
        Assert.Contains("samesite=strict", cookie);
        Assert.Equal(HttpStatusCode.OK, (await WithAsync(cookie)).StatusCode);
        Assert.Equal("/", first.Headers.Location?.OriginalString);
        Assert.Contains("<h1", await (await WithAsync(cookie, "/admin/insights")).Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, second.StatusCode);
        Assert.DoesNotContain("debrief=", string.Join('\n', second.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : []));
    }

    [Fact]
    public async Task A_token_is_exchanged_for_a_cookie_that_ends_with_it()
    {
        using var signedIn = await SubmitAsync(_served.Token(Scopes.Read));
        var cookie = Cookie(signedIn, "debrief");
        Assert.Equal(HttpStatusCode.OK, (await WithAsync(cookie)).StatusCode);

        await _served.Tokens.RevokeAsync(Scopes.Read, CancellationToken.None);

        Assert.Equal(HttpStatusCode.Unauthorized, (await WithAsync(cookie)).StatusCode);
    }

    [Theory]
    [InlineData("nonsense"), InlineData(""), InlineData("<script>alert(1)</script>")]
    public async Task What_is_no_token_leads_back_to_the_page(string given)
    {
        using var refused = await SubmitAsync(given);

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.DoesNotContain("<script>alert", await refused.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_token_that_may_only_hand_in_is_not_exchanged()
    {
        using var refused = await SubmitAsync(_served.Token(Scopes.Push));

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [Fact]
    public async Task A_form_that_is_not_ours_is_refused()
    {
        using var forged = await _served.Client(token: null).PostAsync("/sign-in", new FormUrlEncodedContent([new("token", _served.Token(Scopes.Write))]));

        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
    }

    [Theory]
    [InlineData("/api/sessions?limit=2", "/api/sessions?limit=2")]
    [InlineData("https://evil.example", "/")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    public async Task It_leads_on_to_where_one_wanted_but_never_to_another_site(string wanted, string expected)
    {
        using var signedIn = await SubmitAsync(_served.Token(Scopes.Read), $"?ReturnUrl={Uri.EscapeDataString(wanted)}");

        Assert.Equal(expected, signedIn.Headers.Location?.OriginalString);
    }

    async Task<HttpResponseMessage> SubmitAsync(string token, string query = "")
    {
        using var page = await _served.Client(token: null).GetAsync($"/sign-in{query}");
        var html = await page.Content.ReadAsStringAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/sign-in{query}")
        {
            Content = new FormUrlEncodedContent([new("token", token), new("__RequestVerificationToken", Antiforgery().Match(html).Groups[1].Value)]),
            Headers = { { "Cookie", Cookie(page, "debrief_form").Split(';')[0] }, { "Origin", _served.Url.GetLeftPart(UriPartial.Authority) } },
        };
        return await _served.Client(token: null).SendAsync(request);
    }

    async Task<HttpResponseMessage> WithAsync(string cookie, string path = "/api/sessions")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Cookie", cookie.Split(';')[0] } } };
        return await _served.Client(token: null).SendAsync(request);
    }

    static string Cookie(HttpResponseMessage response, string name) => response.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith($"{name}=", StringComparison.Ordinal));

    [GeneratedRegex("""__RequestVerificationToken" value="([^"]+)""")]
    private static partial Regex Antiforgery();
}
