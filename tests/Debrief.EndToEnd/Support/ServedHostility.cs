namespace Debrief.EndToEnd.Support;

/// <summary>A server over a home in which every text is an attack, those of a model too, and a browser that has signed in.</summary>
public sealed class ServedHostility : IAsyncLifetime
{
    readonly HostileHome _home = new();
    readonly Browser _browser = new();
    RunningProcess? _server;
    string? _cookies;

    public string Url { get; } = ServedWeeks.FreeUrl();

    public async ValueTask InitializeAsync()
    {
        await _browser.InitializeAsync();
        await _home.InitializeAsync();
        foreach (var step in (string[][])[["sync"], ["extract", "--via", "rules", "--limit", "1000"]])
            (await _home.Debrief.RunAsync(step)).Succeeded();
        await Database.RowsAsync(_home.Debrief.Database, Obeyed());
        (await _home.Debrief.RunAsync("report", "--until", "2026-03-08")).Succeeded();
        _server = _home.Debrief.StartServing("serve", "--urls", Url, "--no-jobs");
        await _server.ShownAsync("Sign in, once");
        _cookies = await ServedWeeks.SignInAsync(_browser, Url, (await File.ReadAllTextAsync(Path.Combine(_home.Debrief.Home, "server.token"))).Trim());
    }

    internal Task<OpenedPage> OpenAsync(int width) => _browser.OpenAsync(width, cookies: _cookies);

    public async ValueTask DisposeAsync()
    {
        _server?.Dispose();
        await _browser.DisposeAsync();
        await _home.DisposeAsync();
    }

    /// <summary>As if a model had answered with the attack wherever a text is stored, and no check had been there.</summary>
    static string Obeyed()
    {
        // Half characters no database takes.
        var attack = string.Concat(HostileHome.All.EnumerateRunes()).Replace("\0", "", StringComparison.Ordinal);
        var text = Sql($"{attack} {new string('W', 1_000_000)}");
        var list = Sql($"[{WrittenSession.Json(attack)}, {WrittenSession.Json(new string('W', 2_000))}]");
        var counts = Sql($$"""{ {{WrittenSession.Json(attack)}}: 3 }""");
        return $"""
            update session_facets
               set underlying_goal = {text}, friction_detail = {text}, primary_success = {text}, brief_summary = {text}, pivot_trigger = {text},
                   outcome = {Sql(attack)}, claude_helpfulness = {Sql(attack)}, session_type = {Sql(attack)}, workflow_type = {Sql(attack)}, priority_matched = {Sql(attack)}, outreach_type = {Sql(attack)},
                   goal_categories = {counts}, user_satisfaction_counts = {counts}, friction_counts = {counts},
                   projects = {list}, businesses = {list}, skills_used = {list}, skills_missed = {list}, people_mentioned = {list},
                   relationship_actions = {Sql($$"""[{"person": {{WrittenSession.Json(attack)}}, "action": {{WrittenSession.Json(attack)}}}]""")},
                   extraction_model = {Sql(attack)}, prompt_version = {Sql(attack)}
            """;
    }

    static string Sql(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
