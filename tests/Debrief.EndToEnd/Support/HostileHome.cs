namespace Debrief.EndToEnd.Support;

/// <summary>A home in which every text that somebody else can write is an attack.</summary>
public sealed class HostileHome : IAsyncLifetime
{
    public const string SessionId = "badbad00-0000-4000-8000-000000000001";

    static readonly string[] payloads =
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "</style></title><svg onload=alert(1)>",
        "\" onmouseover=\"alert(1)",
        "[x](javascript:alert(1)) ![y](https://evil.example/y.png) https://evil.example",
        "\u001b[31mred\u001b[0m \u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007 \u001b[2J\u0007\b\u009b31m",
        "@everyone @here <@123> `code` ```fence``` | pipe || spoiler || # head",
        "one\r\ntwo\n\n# three\n| a | b |\n",
        "\u202egnp.exe\u2066 \u200b\ufeff",
        "\ud83d half \udc00 a character\u0000",
        "[bold red]markup[/] [/] [[",
    ];

    public static readonly string All = string.Join(' ', payloads);

    internal DebriefProcess Debrief { get; } = new();

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(Debrief.Profile, Profile());
        await Talk(SessionId, All).SaveAsync(Debrief.Environment["CLAUDE_CONFIG_DIR"]);
        foreach (var (payload, number) in payloads.Select((payload, number) => (payload, number)))
            await Talk($"badbad{number + 1:00}-1111-4000-8000-000000000001", payload).SaveAsync(Debrief.Environment["CLAUDE_CONFIG_DIR"]);
        await Talk($"badbadff-{string.Concat(All.Split('/'))[..60]}", All).SaveAsync(Debrief.Environment["CLAUDE_CONFIG_DIR"], "\u001b[31m<img src=x onerror=alert(1)> @everyone `\u202e");
        await Talk("badbadfe-1111-4000-8000-000000000001", new string('W', 100_000)).SaveAsync(Debrief.Environment["CLAUDE_CONFIG_DIR"]);
    }

    public ValueTask DisposeAsync()
    {
        Debrief.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Long enough for facets, with corrections, thanks, failures, people and skills, so that the attack gets wherever a text can get.</summary>
    static WrittenSession Talk(string id, string payload)
    {
        var json = WrittenSession.Json(payload);
        return new WrittenSession(id) { Cwd = $"/home/alex/{payload}", Branch = payload, Model = $"claude-{payload}" }
            .Line($$"""{"type":"custom-title","customTitle":{{json}},"sessionId":"{{SessionId}}"}""")
            .Say($"{payload} write an email to Dana, please")
            .Use($"mcp__{payload}__call", $$"""{"file_path":{{json}}}""", $"Error: {payload}")
            .Use($"mcp__{payload}__call", $$"""{"file_path":{{json}}}""", $"Error: {payload}")
            .Use($"mcp__{payload}__call", $$"""{"file_path":{{json}}}""", $"Error: {payload}")
            .Say($"no, I meant {payload}")
            .Use("Edit", $$"""{"file_path":{{json}},"old_string":{{json}},"new_string":{{json}}}""")
            .Use("Bash", $$"""{"command":{{json}},"description":{{json}}}""", $"Exit code 1\nSyntaxError: {payload}")
            .Use("Skill", $$"""{"skill":{{json}},"command":{{json}}}""")
            .Say($"<command-name>/{payload}</command-name><command-message>{payload}</command-message><command-args>{payload}</command-args>")
            .Say($"no, that's wrong again! I said {payload} ten minutes ago")
            .Answer($"Done: {payload}. All tests pass.")
            .Line($$"""{"type":"pr-link","prUrl":{{json}},"prNumber":1,"sessionId":"{{SessionId}}"}""")
            .Line($$"""{"type":{{json}},"sessionId":"{{SessionId}}"}""")
            .Line($"{payload.ReplaceLineEndings(" ")} is no JSON")
            .Say($"thanks, perfect {payload}")
            .Answer("You are welcome.");
    }

    static string Profile()
    {
        var quoted = WrittenSession.Json("<script>alert(1)</script> @everyone `x` | [y](javascript:alert(1)) \u202e");
        return $$"""
            assistant: {{quoted}}
            name: {{quoted}}
            businesses:
              - slug: work
                name: {{quoted}}
                about: {{quoted}}
                projects: ["**"]
            priorities:
              - slug: first
                name: {{quoted}}
                about: {{quoted}}
                businesses: [work]
            people:
              - name: {{quoted}}
                aliases: [Dana]
            skills:
              - name: compose
                about: {{quoted}}
                does: [an email to]

            """;
    }
}
