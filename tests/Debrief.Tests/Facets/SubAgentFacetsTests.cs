using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Debrief.Tests.Support;

namespace Debrief.Tests.Facets;

public sealed class SubAgentFacetsOnSqlite() : SubAgentFacetsTests(new Sqlite());
public sealed class SubAgentFacetsOnPostgres() : SubAgentFacetsTests(new Postgres());

public abstract partial class SubAgentFacetsTests(TestDatabase on) : IDisposable
{
    public void Dispose() => on.Dispose();

    const string WithFacets = "select session_id, extractor from session_facets order by session_id";

    [Fact]
    public async Task Sub_agents_get_facets_only_where_they_are_asked_for()
    {
        await using var home = await DelegatingSession.SyncedAsync(on);

        Assert.Equal(1, await home.ExtractAsync());
        Assert.Equal($"{DelegatingSession.Id}|model", await home.RowsAsync(WithFacets));
        Assert.Equal("1", await home.RowsAsync("select count(*) from claude_sessions"));

        Assert.Equal(1, await home.ExtractAsync("--sub-agents"));
        Assert.Equal($"{DelegatingSession.Id}|model\n{DelegatingSession.AgentId}|model", await home.RowsAsync(WithFacets));
        Assert.Equal(0, await home.ExtractAsync("--sub-agents"));
        Assert.Equal(2, home.Model.Received.Count);
    }

    [Fact]
    public async Task The_sessions_come_first_and_a_limit_holds_for_both()
    {
        await using var home = await DelegatingSession.SyncedAsync(on);

        Assert.Equal(1, await home.ExtractAsync("--sub-agents", "--limit", "1"));

        Assert.Equal($"{DelegatingSession.Id}|model", await home.RowsAsync(WithFacets));
        Assert.Contains("0 sessions and 1 sub-agent, by openai (small)", (await home.DebriefAsync("extract", "--sub-agents")).Error);
    }

    /// <summary>Whatever tells of sessions, tokens or a period tells the same after sub-agents have been extracted.</summary>
    [Theory]
    [InlineData("sessions --sub-agents"), InlineData("usage --by session"), InlineData("usage --by project"), InlineData("report --until 2026-03-08"), InlineData("doctor")]
    public async Task They_are_counted_nowhere_a_second_time(string command)
    {
        await using var home = await DelegatingSession.SyncedAsync(on);
        await home.ExtractAsync();
        var before = await ToldAsync();

        Assert.Equal(1, await home.ExtractAsync("--sub-agents"));

        Assert.Equal(before, await ToldAsync());

        async Task<string> ToldAsync()
        {
            var told = JsonNode.Parse((await home.JsonAsync(command.Split(' '))).GetRawText())!;
            foreach (var metrics in new[] { told["now"], told["before"] })
                metrics?["system_health"]!.AsObject().Remove("sub_agent_outcomes");
            told["database"]?.AsObject().Remove("bytes"); // The file grows by the row, and what is told in words with it.
            return DatabaseSize().Replace(told.ToJsonString(), "");
        }
    }

    [Fact]
    public async Task A_report_tells_how_they_ended()
    {
        await using var home = await DelegatingSession.SyncedAsync(on);
        await home.ExtractAsync("--sub-agents");

        var health = (await home.JsonAsync("report", "--until", "2026-03-08")).GetProperty("now").GetProperty("system_health");

        Assert.Equal("""[{"name":"mostly_achieved","value":1}]""", JsonSerializer.Serialize(health.GetProperty("sub_agent_outcomes")));
        Assert.Contains("| How sub-agents ended (1 of 1 judged) | Sub-agents |", (await home.DebriefAsync("report", "--until", "2026-03-08", "--format", "markdown", "--output", "-")).Output);
    }

    [Fact]
    public async Task They_are_shown_under_their_session()
    {
        await using var home = await DelegatingSession.SyncedAsync(on);
        await home.ExtractAsync("--sub-agents");

        Assert.Matches(@"\n 5e551011 .+\n   agent-a1f3c .+\n\n1 of 1 session, and 1 sub-agent of theirs\n", (await home.DebriefAsync("sessions", "--sub-agents")).Output);
        Assert.DoesNotContain("agent-a1f3c", (await home.DebriefAsync("sessions")).Output);
        Assert.Contains("10 messages, outcome mostly_achieved: Find every place that", (await home.DebriefAsync("session", DelegatingSession.Id)).Output);
        var agent = Assert.Single((await home.JsonAsync("session", DelegatingSession.Id)).GetProperty("sub_agents").EnumerateArray());
        Assert.Equal(DelegatingSession.AgentId, agent.GetProperty("session").GetProperty("id").GetString());
        Assert.Equal("mostly_achieved", agent.GetProperty("facet").GetProperty("outcome").GetString());
    }

    [Theory]
    [InlineData("agent-a1f"), InlineData("a1f3c"), InlineData("5e551011-0000-4000-8000-000000000001.agent")]
    public async Task One_is_found_by_what_its_file_is_called_and_extracted_alone(string id)
    {
        await using var home = await DelegatingSession.SyncedAsync(on);

        Assert.Equal(1, await home.ExtractAsync(id));

        Assert.Equal($"{DelegatingSession.AgentId}|model", await home.RowsAsync(WithFacets));
        Assert.Contains("has its facets already", (await home.DebriefAsync("extract", id)).Error);
        Assert.Equal(1, await home.ExtractAsync(id, "--force"));
        Assert.Matches($@"Sub-agent of +{DelegatingSession.Id}", (await home.DebriefAsync("session", id)).Output);
    }

    [Fact]
    public async Task What_one_used_is_told_with_it_and_belongs_to_its_session()
    {
        await using var home = await DelegatingSession.SyncedAsync(on);

        Assert.Equal(5, Messages(await home.JsonAsync("session", "agent-a1f3c")));
        Assert.Equal(5 + 5, Messages(await home.JsonAsync("session", DelegatingSession.Id)));

        static int Messages(JsonElement document) => document.GetProperty("usage").EnumerateArray().Sum(model => model.GetProperty("tokens").GetProperty("messages").GetInt32());
    }

    [Fact]
    public async Task One_that_grew_is_extracted_again()
    {
        await using var home = await DelegatingSession.SyncedAsync(on);
        await home.ExtractAsync("--sub-agents");

        await home.GrowAgentAsync();

        Assert.Equal(1, await home.ExtractAsync("--sub-agents"));
        Assert.Equal("12", await home.RowsAsync($"select extracted_messages from session_facets where session_id = '{DelegatingSession.AgentId}'"));
    }

    [Fact]
    public async Task One_that_failed_waits_its_time_and_is_listed()
    {
        await using var home = await DelegatingSession.SyncedAsync(on);
        home.Model.Responder = prompt => prompt.User.Contains(DelegatingSession.Task) ? new("I'd rather not.") : FacetReplyTo(prompt);

        Assert.Equal(1, (await home.DebriefAsync("extract", "--sub-agents")).ExitCode);

        Assert.StartsWith("agent-a1f3c  not_json, 1 try by model, again after ", (await home.DebriefAsync("extract", "--failed")).Output);
        Assert.Equal(0, await home.ExtractAsync("--sub-agents"));
        home.Model.Responder = FacetReplyTo;
        Assert.Equal(0, await home.ExtractAsync("--retry-failed"));
        Assert.Equal(1, await home.ExtractAsync("--sub-agents", "--retry-failed"));

        static Debrief.MockModel.MockReply FacetReplyTo(Debrief.MockModel.ReceivedPrompt prompt) => Debrief.MockModel.FacetReply.To(prompt);
    }

    [Fact]
    public async Task A_dry_run_tells_of_them_and_gives_none()
    {
        await using var home = await DelegatingSession.SyncedAsync(on);

        var plan = await home.JsonAsync("extract", "--sub-agents", "--dry-run");

        Assert.Equal([DelegatingSession.Id, DelegatingSession.AgentId], plan.GetProperty("sessions").EnumerateArray().Select(session => session.GetProperty("id").GetString()));
        Assert.Equal(2, plan.GetProperty("pending").GetInt32());
        Assert.Equal("", await home.RowsAsync(WithFacets));
    }

    [Fact]
    public async Task The_model_is_told_what_its_task_was_and_that_nobody_spoke()
    {
        await using var home = await DelegatingSession.SyncedAsync(on);

        await home.ExtractAsync("agent-a1f3c");

        var asked = Assert.Single(home.Model.Received).User;
        Assert.Contains("a sub-agent of another session: nobody speaks with it", asked);
        Assert.Contains($"#1 task: {DelegatingSession.Task}\n    Don't change anything.", asked);
        Assert.Contains("#10 assistant: Done. Two places read it.", asked);
        Assert.DoesNotContain("Add a price to the shop", asked);
    }

    [Fact]
    public async Task By_rules_its_goal_is_its_task_and_nobody_was_content_or_not()
    {
        await using var home = await DelegatingSession.SyncedAsync(on);

        await home.ExtractAsync("--via", "rules", "--sub-agents");

        Assert.Equal($"{DelegatingSession.Task}|mostly_achieved|sub-agent||", await home.RowsAsync(
            $"select underlying_goal, outcome, initiated_by, user_satisfaction_counts, session_type from session_facets where session_id = '{DelegatingSession.AgentId}'"));
    }

    [Theory]
    [InlineData("/work/secret", "/work/secret/**", "rules|rules")]
    [InlineData("/work/secret", "/work/shop/**", "model|rules")]
    [InlineData("/work/open", "/work/secret/**", "model|model")]
    public async Task One_stays_away_from_models_with_its_session_and_with_the_folder_it_worked_in(string project, string excluded, string extractors)
    {
        await using var home = await DelegatingSession.SyncedAsync(on, project);
        home.Configure($"privacy: {{ exclude: [\"{excluded}\"] }}\n");

        Assert.Equal(2, await home.ExtractAsync("--sub-agents"));

        Assert.Equal(extractors, (await home.RowsAsync("select extractor from session_facets order by session_id")).Replace('\n', '|'));
        Assert.Equal(extractors.Split('|').Count(by => by == "model"), home.Model.Received.Count);
    }

    [GeneratedRegex(@"(?<=\()[\d.]+ \wB(?=, its tables are up to date)")]
    private static partial Regex DatabaseSize();
}
