using System.Text.Json.Nodes;
using Debrief.Facets;
using Debrief.Sessions;
using Debrief.Tests.Sessions;
using Debrief.Tests.Support;

namespace Debrief.Tests.Cli;

public sealed class SessionsCommandOnSqlite() : SessionsCommandTests(new Sqlite());
public sealed class SessionsCommandOnPostgres() : SessionsCommandTests(new Postgres());

public abstract class SessionsCommandTests(TestDatabase on) : IAsyncLifetime
{
    const string Id = "3f2a91c0-0000-4000-8000-000000000001";
    const string Hostile = "\x1b[31mred[/]\x1b]0;t\a[bold\r\n\u202e日本語日本語日本語日本語日本語";
    SyncedHome _home = null!;

    public async ValueTask InitializeAsync() => _home = await SyncedHome.OpenAsync(on);

    public async ValueTask DisposeAsync()
    {
        await _home.DisposeAsync();
        on.Dispose();
    }

    [Fact]
    public async Task The_list_has_the_newest_first_in_local_time_and_says_how_many_there_are()
    {
        _home.Add(Id, "Mend the door", "/work/house", "2026-03-04T23:30Z");
        _home.Add("older", null, null, "2026-03-03T10:00Z");
        _home.Add("oldest", null, null, null);

        var output = (await _home.Debrief("sessions", "--limit", "2")).Output;

        Assert.Matches(@"(?s) 3f2a91c0  2026-03-05 00:30  Mend the door +house +30 m +12 *\n older +2026-03-03 11:00  \(no title\) +unknown +30 m +12 *\n", output);
        Assert.EndsWith("\n2 of 3 sessions\n", output);
    }

    [Theory]
    [InlineData("/home/somebody"), InlineData("/root"), InlineData("/Users/me/"), InlineData(@"C:\Users\me")]
    public async Task A_home_folder_is_a_tilde_and_leaves_its_room_to_the_title(string home)
    {
        _home.Add(Id, "Mend the door of the house at last", home);

        Assert.Matches(@"  Mend the door of the house…  ~ +30 m +12\n", (await _home.Debrief("sessions")).Output);
    }

    [Fact]
    public async Task The_last_day_belongs_to_the_span_up_to_its_local_midnight()
    {
        _home.Add("inside", ended: "2026-03-04T22:59Z");
        _home.Add("outside", ended: "2026-03-04T23:00Z");

        Assert.Equal("inside", (string?)Assert.Single(JsonNode.Parse((await _home.Debrief("sessions", "--since", "2026-03-04", "--until", "2026-03-04", "--json")).Output)!["sessions"]!.AsArray())!["id"]);
    }

    [Fact]
    public async Task Nothing_found_is_no_error() => Assert.Equal(new Run(0, "No session was found.\n", ""), await _home.Debrief("sessions"));

    [Fact]
    public async Task Json_has_every_observed_fact_and_the_count()
    {
        _home.Add(Id, "T");
        _home.Add("other");

        var list = JsonNode.Parse((await _home.Debrief("sessions", "--limit", "1", "--json")).Output)!;

        Assert.Equal(2, (int)list["total"]!);
        Assert.Equal(typeof(Session).GetProperties().Length, list["sessions"]![0]!.AsObject().Count);
    }

    [Theory]
    [InlineData("sessions"), InlineData("session 3f2a")]
    public async Task Foreign_text_stays_text_within_80_columns(string line)
    {
        _home.Add(new Session
        {
            Id = Id, Title = Hostile, Project = $"/work/{Hostile}", FirstPrompt = Hostile, GitBranch = Hostile, Client = Hostile, Version = Hostile, InitiatedBy = Hostile, ResumedFrom = Hostile,
            Tools = Of(Hostile), ToolFailures = Of(Hostile), SkillsUsed = Of(Hostile), CommandsUsed = Of(Hostile), PromptReasons = Of(Hostile), UnknownEntries = Of(Hostile),
            FilesTouched = [Hostile], PullRequests = [Hostile],
        });
        await _home.Facets.SaveAsync(Facets() with { Evidence = [Cited(1, Hostile + Hostile, value: Hostile, who: "user")] }, CancellationToken.None);
        await _home.SpendAsync("2026-03-04T12:00Z", Id, Hostile, 1);

        var run = await _home.Debrief(line.Split(' '));

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.DoesNotContain(run.Output, letter => letter is '\u202e' || (letter != '\n' && char.IsControl(letter)));
        Assert.All(run.Output.Split('\n'), text => Assert.True(text.Length <= 80, text));
        Assert.Contains("[31mred", run.Output);
    }

    [Fact]
    public async Task An_ambiguous_id_is_one_harmless_line()
    {
        _home.Add("abcd1", Hostile);
        _home.Add("abcd2", "T");

        var run = await _home.Debrief("session", "abcd");

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("debrief: 2 sessions have ids that begin with \"abcd\": abcd1 (␛[31mred[/]␛]0;t␇[bold", run.Error);
        Assert.Equal(1, run.Error.Count(letter => letter == '\n'));
    }

    [Fact]
    public async Task A_page_tells_what_is_known_and_what_is_not()
    {
        _home.Add(new Session { Id = Id, FirstPrompt = "Mend the door", Project = "/work/house", Tools = Of("Bash", 7), ToolFailures = Of("timeout", 2), FilesTouched = [.. Enumerable.Range(1, 25).Select(number => $"/work/house/{number}.md")] });
        await _home.SpendAsync("2026-03-04T12:00Z", Id, input: 1_000_000, output: 5, final: false);

        var output = (await _home.Debrief("session", "3f2a")).Output;

        Assert.StartsWith($"Mend the door\n{Id}\n\nSession\n  Project           /work/house", output);
        Assert.Matches(@"\n  Branch            unknown *\n  Client            unknown, Claude Code unknown *\n", output);
        Assert.Matches(@"\n  Failures          2 of 7 calls: timeout 2 *\n", output);
        Assert.Matches(@"\n  Files             1\.md *\n", output);
        Assert.Matches(@"\n {20}20\.md *\n {20}and 5 more *\n", output);
        Assert.Matches(@"\n  haiku-4-5         1M in, 5 out or more, 0 cache write, 0 cache read;\s+cost\s+\$1\.00 *\n", output);
        Assert.Contains("none: it has five messages or fewer", output);
    }

    [Fact]
    public async Task Json_of_one_session_has_its_usage_and_its_facets()
    {
        _home.Add(Id, "T");
        await _home.SpendAsync("2026-03-04T12:00Z", Id, input: 7);

        var page = JsonNode.Parse((await _home.Debrief("session", Id, "--json")).Output)!;

        Assert.Equal((Id, 7, null), ((string?)page["session"]!["id"], (int)page["usage"]![0]!["tokens"]!["input_tokens"]!, page["facet"]));
    }

    [Fact]
    public async Task Facets_are_told_where_there_are_some()
    {
        _home.Add(Id, "T");
        await _home.Facets.SaveAsync(Facets() with { Outcome = "fully_achieved", UnderlyingGoal = Hostile }, CancellationToken.None);

        var output = (await _home.Debrief("session", Id)).Output;

        Assert.Matches(@"\n  Outcome           fully_achieved *\n  Summary           unknown *\n", output);
        Assert.Contains("  Goal              ␛[31mred[/]", output);
        Assert.EndsWith("\n\nEvidence\n                    none\n", output);
    }

    [Fact]
    public async Task Evidence_is_told_a_line_each_with_its_line_its_words_and_who_was_responsible()
    {
        _home.Add(Id, "T");
        await _home.Facets.SaveAsync(Facets() with
        {
            Evidence = [Cited(12, "All tests pass."), Cited(7, $"That is not what I meant: {new string('x', 100)}", "friction", "misunderstanding", "assistant"), .. Enumerable.Range(20, 20).Select(line => Cited(line, "thanks", "satisfaction", "satisfied"))],
        }, CancellationToken.None);

        var output = (await _home.Debrief("session", Id)).Output;

        Assert.Contains("\n\nEvidence\n"
            + "  outcome           line 12, fully_achieved: “All tests pass.”\n"
            + "  friction          line 7, misunderstanding by assistant: “That is not what I…”\n"
            + "  satisfaction      line 20, satisfied: “thanks”\n", output);
        Assert.EndsWith("  satisfaction      line 37, satisfied: “thanks”\n                    and 2 more, with --json\n", output);
    }

    static SessionFacet Facets() => new() { SessionId = Id, Extractor = "rules", ExtractionModel = "none", PromptVersion = "v1" };

    static Evidence Cited(int line, string quote, string facet = "outcome", string value = "fully_achieved", string? who = null) => new(facet, value, line, quote, "human", null, who);

    static Dictionary<string, int> Of(string name, int count = 1) => new() { [name] = count };
}
