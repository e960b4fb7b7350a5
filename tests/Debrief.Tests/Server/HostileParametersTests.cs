using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Dapper;
using Debrief.Access;
using Debrief.Jobs;
using Debrief.Tests.Support;

namespace Debrief.Tests.Server;

public sealed class HostileParametersOnSqlite() : HostileParametersTests(new Sqlite());
public sealed class HostileParametersOnPostgres() : HostileParametersTests(new Postgres());

/// <summary>SQL and HTML, and what is no text at all, in every value of an address, every parameter and every text of a body, at every endpoint that the server has.</summary>
public abstract partial class HostileParametersTests(TestDatabase on) : IAsyncLifetime
{
    const string Html = "\"><script>zq7()</script><img src=x onerror=zq7()>' onmouseover=\"zq7()";

    /// <summary>Has no end, and asks for nothing.</summary>
    const string Listening = "/admin/jobs/events";

    /// <summary>As they stand in an address.</summary>
    static readonly string[] s_attacks =
    [
        .. new[] { "' or 1=1 --", "a'; drop table claude_sessions; --", "%", "_", "\\", "'", "\"", "a\0b", Html, "{0}", "-1", "99999999999999999999", "2026-01-01' --", "\u202etxt.exe\ud83d\ude00", new string('x', 6000) }.Select(Uri.EscapeDataString),
        "%ff", "%ed%a0%80", "%zz", "%", "%00", "..%2f..%2fetc%2fpasswd", "%2e%2e/%2e%2e",
    ];

    /// <summary>Several at once, for where each name has its own turn.</summary>
    static readonly string s_together = $"{Uri.EscapeDataString($"' or 1=1; drop table claude_sessions; -- %_\\{Html}")}%ed%a0%80%00'";

    /// <summary>A pace that is borne is part of the server; each so many writes somebody else goes on.</summary>
    const int WritesOfOne = 250;

    ServedMachine _served = null!;
    string _form = "", _names = "";
    int _writes;
    HttpClient _reader = null!, _writer = null!;

    public async ValueTask InitializeAsync()
    {
        _served = await ServedMachine.StartAsync(on, sessions: 3, "businesses: [{ slug: shop, about: a shop, projects: [/work/shop] }]\n", command: new OwnCommand("/bin/true", []));
        await _served.Machine.RunAsync(limit: 3);
        _reader = _served.Client(Scopes.Write);
    }

    public async ValueTask DisposeAsync()
    {
        _writer?.Dispose();
        await _served.DisposeAsync();
        on.Dispose();
    }

    [Fact]
    public async Task Whatever_an_address_says_nothing_breaks_nothing_is_run_and_nothing_changes()
    {
        var before = await CountsAsync();
        var endpoints = ServedEndpoint.Of(_served).Where(endpoint => endpoint.Method == "GET" && endpoint.Path != Listening).ToList();
        var names = await NamesAsync(endpoints);
        List<string> addresses =
        [
            .. from endpoint in endpoints where endpoint.HasValues from attack in s_attacks select endpoint.Filled(attack),
            .. from endpoint in endpoints from name in names select $"{endpoint.Path}?{name}={s_together}",
            .. from endpoint in endpoints from attack in s_attacks select $"{endpoint.Path}?{string.Join('&', names.Where(name => name is not ("limit" or "period" or "since" or "until" or "cursor" or "page" or "line")).Select(name => $"{name}={attack}"))}",
        ];

        var broken = new List<string>();
        await Parallel.ForEachAsync(addresses, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (address, cancel) =>
        {
            if (await TroubleAsync(_reader, HttpMethod.Get, address, content: null, cancel) is { } trouble)
                lock (broken)
                    broken.Add($"GET {(address.Length > 300 ? address[..300] : address)}: {trouble}");
        });

        Assert.Empty(broken);
        Assert.InRange(names.Count, 15, 200);
        Assert.InRange(addresses.Count, 800, 10_000);
        Assert.Equal(before, await CountsAsync());
    }

    [Fact]
    public async Task Whatever_is_sent_nothing_breaks_and_nothing_is_run()
    {
        await SignInAsync();
        var before = await CountsAsync();
        var broken = new List<string>();
        foreach (var endpoint in ServedEndpoint.Of(_served).Where(endpoint => endpoint.Method is not ("GET" or "HEAD") && endpoint.Path != "/sign-out"))
            foreach (var attack in s_attacks)
                foreach (var address in endpoint.HasValues ? [endpoint.Filled(attack), endpoint.Filled("a")] : (string[])[$"{endpoint.Path}?host={attack}&path={attack}&from=0&days={attack}"])
                {
                    if (_writes++ % WritesOfOne == 0)
                        await SignInAsync();
                    if (await TroubleAsync(_writer, new(endpoint.Method), address, Body(endpoint, Uri.UnescapeDataString(attack)), CancellationToken.None) is { } trouble)
                        broken.Add($"{endpoint.Method} {(address.Length > 200 ? address[..200] : address)}: {trouble}");
                }

        Assert.Empty(broken);
        Assert.Equal(before["claude_sessions"], (await CountsAsync())["claude_sessions"]);
        Assert.Equal(before.Keys, (await CountsAsync()).Keys);
        foreach (var page in ServedEndpoint.Of(_served).Where(endpoint => endpoint.Method == "GET" && endpoint.Path != Listening).Select(endpoint => endpoint.Path))
            Assert.Null(await TroubleAsync(_reader, HttpMethod.Get, page, content: null, CancellationToken.None)); // What was kept of it is shown as text.
    }

    /// <returns>Null: it was answered as it should be.</returns>
    async Task<string?> TroubleAsync(HttpClient client, HttpMethod method, string address, HttpContent? content, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(method, new Uri($"{_served.Url.GetLeftPart(UriPartial.Authority)}{address}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true })) { Content = content };
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        if (answer.StatusCode >= HttpStatusCode.InternalServerError && !(answer.StatusCode == HttpStatusCode.ServiceUnavailable && address.StartsWith("/api/claude/", StringComparison.Ordinal))) // It has no model to lend.
            return $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(cancel)}";
        if (answer.StatusCode == HttpStatusCode.TooManyRequests)
            return "It went too fast.";
        var type = answer.Content.Headers.ContentType?.MediaType;
        var text = await answer.Content.ReadAsStringAsync(cancel);
        return type == "text/html" && Alive().Match(text) is { Success: true } alive ? $"{alive.Value} is alive" : null;
    }

    HttpContent Body(ServedEndpoint endpoint, string attack)
    {
        if (!endpoint.Path.StartsWith("/api/", StringComparison.Ordinal))
            return new FormUrlEncodedContent([new("__RequestVerificationToken", _form), .. _names.Split(' ').Append(attack).Select(name => new KeyValuePair<string, string>(name, attack))]);
        var texts = new JsonObject();
        foreach (var name in (string[])["host", "prompt", "sessionId", "digest", "system", "model", "underlying_goal", "brief_summary"])
            texts[name] = attack;
        texts["paths"] = new JsonArray(attack, attack);
        if (endpoint.Path.EndsWith("/facet", StringComparison.Ordinal))
            texts = new() { ["underlying_goal"] = attack, ["brief_summary"] = attack };
        return new StringContent(texts.ToJsonString(), Encoding.UTF8, "application/json");
    }

    /// <summary>Those that the API's description tells, and those of the pages' links and forms.</summary>
    async Task<IReadOnlyList<string>> NamesAsync(IEnumerable<ServedEndpoint> endpoints)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var parameter in (await _served.GetAsync("/openapi.json"))["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).SelectMany(operation => operation.Value!["parameters"]?.AsArray() ?? []))
            names.Add((string)parameter!["name"]!);
        foreach (var path in endpoints.Select(endpoint => endpoint.Path).Where(path => path.StartsWith("/admin", StringComparison.Ordinal)))
        {
            using var page = await _reader.GetAsync(path);
            names.UnionWith(Named().Matches(await page.Content.ReadAsStringAsync()).Select(name => name.Groups["name"].Value));
        }

        names.UnionWith(["ReturnUrl", "code", "done", "to", "page", "line", "person", "friction", "skill", "missed", "priority"]);
        return [.. names.Order(StringComparer.Ordinal)];
    }

    async Task SignInAsync()
    {
        _writer?.Dispose();
        _writer = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = _served.Url };
        _writer.DefaultRequestHeaders.Add("Origin", _served.Url.GetLeftPart(UriPartial.Authority));
        var token = await _served.Tokens.AddAsync($"writer {_writes}", Scopes.Write, owner: null, CancellationToken.None);
        using var page = await _writer.GetAsync("/sign-in");
        var form = Antiforgery().Match(await page.Content.ReadAsStringAsync()).Groups["value"].Value;
        _writer.DefaultRequestHeaders.Add("Cookie", Cookies(page));
        using var signedIn = await _writer.PostAsync("/sign-in", new FormUrlEncodedContent([new("token", token.ToString()), new("__RequestVerificationToken", form)]));
        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
        _writer.DefaultRequestHeaders.Remove("Cookie");
        _writer.DefaultRequestHeaders.Add("Cookie", $"{Cookies(page)}; {Cookies(signedIn)}");
        var pages = string.Concat(await _writer.GetStringAsync("/admin/sessions/a"), await _writer.GetStringAsync("/admin/profile"), await _writer.GetStringAsync("/admin/jobs"), await _writer.GetStringAsync("/admin/alerts"));
        _form = Antiforgery().Match(pages).Groups["value"].Value;
        _names = string.Join(' ', Named().Matches(pages).Select(name => name.Groups["name"].Value).Where(name => name is not ("__RequestVerificationToken" or "viewport" or "robots")).Append("days").Distinct());
    }

    /// <summary>By hand: the server's clock is not this machine's, and a cookie of long ago would be thrown away.</summary>
    static string Cookies(HttpResponseMessage answer) => string.Join("; ", answer.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]));

    async Task<IReadOnlyDictionary<string, long>> CountsAsync()
    {
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        await using var db = await _served.Machine.Database.ConnectAsync(CancellationToken.None);
        foreach (var table in await db.QueryAsync<string>(_served.Machine.Database.Dialect.Tables))
            if (table is not ("daily_insights" or "changed_spans")) // What days come to is kept when somebody asks.
                counts[table] = await db.ExecuteScalarAsync<long>($"select count(*) from {table}");
        return counts;
    }

    /// <summary>What would run: the attack as it was sent.</summary>
    [GeneratedRegex("<script>zq7|<img src=x|onmouseover=\"zq7")]
    private static partial Regex Alive();

    [GeneratedRegex("""(?:name="|[?;]|&)(?<name>[a-zA-Z_]+)(?:"|=)""", RegexOptions.ExplicitCapture)]
    private static partial Regex Named();

    [GeneratedRegex("""__RequestVerificationToken" value="(?<value>[^"]+)""", RegexOptions.ExplicitCapture)]
    private static partial Regex Antiforgery();
}
