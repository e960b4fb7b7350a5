using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace Debrief.Benchmarks;

/// <summary>Who asks a server: a program with a token, or a browser that was given a cookie for it.</summary>
static partial class Visitors
{
    static readonly TimeSpan _patience = TimeSpan.FromMinutes(5);

    public static HttpClient WithToken(string token) =>
        new() { Timeout = _patience, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };

    /// <summary>Fills in the form of the sign-in and keeps what comes of it.</summary>
    public static async Task<HttpClient> SignedInAsync(Uri server, string token, CancellationToken cancel)
    {
        var client = new HttpClient { BaseAddress = server, Timeout = _patience };
        var form = await client.GetStringAsync(new Uri(server, "/sign-in"), cancel);
        using var fields = new FormUrlEncodedContent([new("token", token), new("__RequestVerificationToken", Hidden().Match(form).Groups[1].Value)]);
        using var answer = await client.PostAsync(new Uri(server, "/sign-in"), fields, cancel);
        answer.EnsureSuccessStatusCode();
        return client;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();
}
