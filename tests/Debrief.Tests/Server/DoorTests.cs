using System.Net;
using System.Net.Sockets;
using System.Text;
using Debrief.Access;
using Debrief.Configuration;
using Debrief.Profile;
using Debrief.Server;
using Debrief.Tests.Support;

namespace Debrief.Tests.Server;

/// <summary>Who gets in, and how far, at every endpoint that the server has.</summary>
public sealed class DoorTests : IAsyncLifetime
{
    static readonly string[] Open = ["GET /assets/debrief.css", "GET /assets/debrief.js", "GET /health/live", "GET /health/ready", "GET /sign-in", "POST /sign-in"];

    readonly Sqlite _on = new();
    ServedMachine _served = null!;

    public async ValueTask InitializeAsync() => _served = await ServedMachine.StartAsync(_on);
    public async ValueTask DisposeAsync()
    {
        await _served.DisposeAsync();
        _on.Dispose();
    }

    [Fact]
    public async Task Without_a_token_nothing_is_open_but_health_and_the_sign_in()
    {
        var open = new List<string>();
        foreach (var (number, (method, path)) in Endpoints().Index())
        {
            // Each from elsewhere, or the guesses would be slowed down before the last endpoint is reached.
            using var response = await SendAsync(_served.Client(token: null), method, path, from: $"10.0.0.{number % 250}");
            if (response.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Redirect))
                open.Add($"{method} {path}");
        }

        Assert.Equal(Open.Except(["POST /sign-in"]), open.Order()); // It refuses by itself what is no token.
    }

    [Fact]
    public async Task A_wrong_token_opens_nothing()
    {
        using var response = await _served.Client(TokenText.New().ToString()).GetAsync("/api/sessions");
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);

        var right = TokenText.Parse(_served.Token(Scopes.Write))!;
        foreach (var wrong in (string[])[new TokenText(right.Id, right.Secret + "x").ToString(), $"debrief_{right.Id}_", "debrief_", "x", new string('x', 5000)])
        {
            using var refused = await _served.Client(wrong).GetAsync("/api/sessions");
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }
    }

    [Fact]
    public async Task A_token_that_may_read_changes_nothing()
    {
        var changing = Endpoints().Where(endpoint => endpoint.Method != "GET" && endpoint.Path is not ("/sign-in" or "/sign-out")).ToList();

        Assert.NotEmpty(changing);
        foreach (var (method, path) in changing)
        {
            using var response = await SendAsync(_served.Client(Scopes.Read), method, path);
            Assert.True(response.StatusCode == HttpStatusCode.Forbidden, $"{method} {path}: {response.StatusCode}");
        }
    }

    [Fact]
    public async Task A_token_that_may_hand_in_sees_nothing()
    {
        foreach (var (method, path) in Endpoints().Where(endpoint => !Open.Contains($"{endpoint.Method} {endpoint.Path}") && !IsForPushing(endpoint.Path)))
        {
            using var response = await SendAsync(_served.Client(Scopes.Push), method, path);
            Assert.True(response.StatusCode == HttpStatusCode.Forbidden, $"{method} {path}: {response.StatusCode}");
        }
    }

    [Fact]
    public async Task A_token_that_may_ask_the_model_sees_and_changes_nothing()
    {
        var asked = 0;
        foreach (var (method, path) in Endpoints().Where(endpoint => !Open.Contains($"{endpoint.Method} {endpoint.Path}")))
        {
            using var response = await SendAsync(_served.Client(Scopes.Ask), method, path);
            var isForAsking = path.StartsWith("/api/claude/", StringComparison.Ordinal);
            asked += isForAsking ? 1 : 0;
            Assert.True(response.StatusCode == HttpStatusCode.Forbidden != isForAsking, $"{method} {path}: {response.StatusCode}");
        }

        Assert.Equal(2, asked);
    }

    [Fact]
    public async Task A_revoked_token_opens_nothing_any_more()
    {
        var client = _served.Client(Scopes.Read);
        (await client.GetAsync("/api/sessions")).EnsureSuccessStatusCode();

        await _served.Tokens.RevokeAsync(Scopes.Read, CancellationToken.None);

        using var refused = await client.GetAsync("/api/sessions");
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [Theory]
    [InlineData("Host", "evil.example", HttpStatusCode.BadRequest)]
    [InlineData("Host", "127.0.0.1.evil.example", HttpStatusCode.BadRequest)]
    [InlineData("Origin", "http://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "null", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    public async Task What_another_site_sends_is_refused(string header, string value, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/sessions") { Headers = { { header, value } } };
        using var response = await _served.Client(Scopes.Write).SendAsync(request);

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task Answers_can_only_be_shown_by_a_browser()
    {
        using var response = await _served.Client().GetAsync("/api/sessions");

        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'", policy);
        Assert.Contains("script-src 'self';", policy);
        Assert.DoesNotContain("unsafe", policy);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("DENY", response.Headers.GetValues("X-Frame-Options").Single());
    }

    [Fact]
    public async Task A_body_of_a_hundred_megabytes_is_not_read()
    {
        using var body = new ByteArrayContent(new byte[100 << 20]) { Headers = { ContentType = new("application/json") } };
        using var request = new HttpRequestMessage(HttpMethod.Put, "/api/sessions/a/facet") { Content = body, Headers = { ExpectContinue = true } };
        using var response = await _served.Client(Scopes.Write).SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task A_body_that_trickles_in_is_given_up()
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync("127.0.0.1", _served.Url.Port);
        var stream = connection.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"PUT /api/sessions/a/facet HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {_served.Token(Scopes.Write)}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{{"));

        using var reader = new StreamReader(stream);
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        Assert.Contains("408", await reader.ReadLineAsync(timeout.Token));
    }

    [Fact]
    public async Task Who_guesses_tokens_is_slowed_down()
    {
        var client = _served.Client("debrief_guess");
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 40; i++)
        {
            using var response = await client.GetAsync("/api/sessions");
            answers.Add(response.StatusCode);
        }

        Assert.Equal(HttpStatusCode.Unauthorized, answers[0]);
        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1]);
        (await _served.Client(Scopes.Read).GetAsync("/api/sessions")).EnsureSuccessStatusCode();
    }

    [Fact]
    public void A_server_is_open_to_other_machines_only_if_somebody_said_how_it_is_reached()
    {
        var folders = new Folders("/nowhere", "/nowhere", null);
        ServerOptions options = new([new("http://0.0.0.0:2640")], null, folders, new() { Database = "/nowhere/debrief.db", Reports = "/nowhere" }, _served.Machine.Database, new CurrentProfile("/nowhere/profile.yaml"), TimeProvider.System, new("/bin/false", []), RunsJobs: false);

        Assert.Contains("--origin", Assert.Throws<UserError>(() => DebriefServer.Build(options)).Message);
        (options with { Origin = new("https://debrief.example.org") }).Check();
    }

    static bool IsForPushing(string path) => path.StartsWith("/api/ingest", StringComparison.Ordinal);

    IEnumerable<(string Method, string Path)> Endpoints() => ServedEndpoint.Of(_served).Select(endpoint => (endpoint.Method, endpoint.Path));

    static Task<HttpResponseMessage> SendAsync(HttpClient client, string method, string path, string from = "127.0.0.1") =>
        client.SendAsync(new(new(method), path) { Headers = { { "X-Forwarded-For", from } }, Content = method == "GET" ? null : path.StartsWith("/admin", StringComparison.Ordinal) ? new FormUrlEncodedContent([]) : new StringContent("{}", Encoding.UTF8, "application/json") });
}
