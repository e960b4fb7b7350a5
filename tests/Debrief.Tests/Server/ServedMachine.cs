using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Debrief.Access;
using Debrief.Bridge;
using Debrief.Configuration;
using Debrief.Jobs;
using Debrief.Profile;
using Debrief.Server;
using Debrief.Tests.Configuration;
using Debrief.Tests.Facets;
using Debrief.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Debrief.Tests.Server;

/// <summary>A server on a free port of loopback, with sessions a, b, c … (a the newest), its own folders and a token of each kind.</summary>
sealed class ServedMachine : IAsyncDisposable
{
    readonly TempFolder _folder = new();
    readonly RunMachine _machine;
    readonly Dictionary<string, string> _tokens = [];
    readonly List<HttpClient> _clients = [];

    ServedMachine(RunMachine machine) => _machine = machine;

    public RunMachine Machine => _machine;
    public string Folder => _folder.Path;
    public WebApplication App { get; private set; } = null!;
    public Uri Url => new(App.Urls.First());
    public AccessTokens Tokens => App.Services.GetRequiredService<AccessTokens>();

    public static async Task<ServedMachine> StartAsync(TestDatabase on, int sessions = 3, string profile = "", OwnCommand? command = null, LentModel? model = null, string? reads = null)
    {
        var served = new ServedMachine(await RunMachine.WithAsync(on, sessions));
        File.WriteAllText(served._folder["profile.yaml"], $"time_zone: UTC\n{profile}");
        var folders = new Folders(served._folder.Path, served._folder.Path, served._folder.Path);
        served.App = DebriefServer.Build(new([new("http://127.0.0.1:0")], null, folders, new() { Database = folders.Database, Reports = folders.Reports, DatabaseReads = reads }, served._machine.Database,
            new CurrentProfile(folders.ProfileFile), served._machine.Clock, command ?? new("/bin/false", []), RunsJobs: false) { Model = model });
        await served.App.StartAsync();
        foreach (var scope in Scopes.All)
            served._tokens[scope] = (await served.Tokens.AddAsync(scope, scope, owner: null, CancellationToken.None)).ToString();
        return served;
    }

    /// <param name="token">A scope, for the token that may do it; a token as it is; null: none.</param>
    public HttpClient Client(string? token = Scopes.Read)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, Expect100ContinueTimeout = TimeSpan.FromMinutes(1) }) { BaseAddress = Url };
        if (token is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _tokens.GetValueOrDefault(token, token));
        _clients.Add(client);
        return client;
    }

    public string Token(string scope) => _tokens[scope];

    public async Task<JsonNode> GetAsync(string path, HttpStatusCode expected = HttpStatusCode.OK) => await ReadAsync(await Client().GetAsync(path), expected);

    public async Task<JsonNode> SendAsync(HttpMethod method, string path, object? body, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        return await ReadAsync(await Client(Scopes.Write).SendAsync(request), expected);
    }

    static async Task<JsonNode> ReadAsync(HttpResponseMessage response, HttpStatusCode expected)
    {
        using var answer = response;
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == expected, $"{(int)answer.StatusCode}: {text}");
        return JsonNode.Parse(text)!;
    }

    public async ValueTask DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        await App.StopAsync();
        await App.DisposeAsync();
        await _machine.DisposeAsync();
        _folder.Dispose();
    }
}
