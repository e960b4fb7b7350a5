using System.Text.Json;
using Debrief.Tests.Facets;
using Debrief.Tests.Support;

namespace Debrief.Tests.Cli;

public sealed class ExtractCommandOnSqlite() : ExtractCommandTests(new Sqlite());
public sealed class ExtractCommandOnPostgres() : ExtractCommandTests(new Postgres());

public abstract class ExtractCommandTests(TestDatabase on) : IDisposable
{
    const string ByRules = "1 session, by rules on this machine: no model, free";

    public void Dispose() => on.Dispose();

    [Theory]
    [InlineData(false), InlineData(true)]
    public async Task Who_extracts_is_said_before_it_begins_also_where_it_is_rules(bool asJson)
    {
        await using var home = await DelegatingSession.SyncedAsync(on);
        string[] extract = ["extract", "--via", "rules", .. asJson ? ["--json"] : Array.Empty<string>()];

        var first = await home.DebriefAsync(extract);
        var nothingLeft = await home.DebriefAsync(extract);

        Assert.Equal((0, $"{ByRules}.\n"), (first.ExitCode, first.Error));
        Assert.Equal((0, ""), (nothingLeft.ExitCode, nothingLeft.Error));
        if (asJson)
            Assert.Equal(1, JsonDocument.Parse(first.Output).RootElement.GetProperty("extracted").GetInt32());
        else
            Assert.StartsWith("1 of 1 session extracted by rules", first.Output);
    }

    [Fact]
    public async Task Of_an_excluded_project_rules_extract_and_no_prompt_is_made()
    {
        await using var home = await DelegatingSession.SyncedAsync(on, "/work/shop");
        Assert.Contains("Add a price", (await home.DebriefAsync("extract", DelegatingSession.Id, "--show-prompt")).Output);
        home.Configure("privacy: { exclude: [/work/shop] }");

        var shown = await home.DebriefAsync("extract", DelegatingSession.Id, "--show-prompt");
        var ofAgent = await home.DebriefAsync("extract", DelegatingSession.AgentId, "--show-prompt");
        var planned = await home.DebriefAsync("extract", "--dry-run");
        var extracted = await home.DebriefAsync("extract");

        Assert.Equal(new Run(2, "", $"debrief: Session {DelegatingSession.Id} is kept from every model by privacy.exclude: no prompt is ever made of it. Rules extract its facets.\n"), shown);
        Assert.Equal((2, ""), (ofAgent.ExitCode, ofAgent.Output));
        Assert.StartsWith("1 of 1 waiting session would be extracted, by rules on this machine: no model, free, since their projects are excluded.", planned.Output.Replace('\n', ' '));
        Assert.Equal($"{ByRules}, since their projects are excluded. ", extracted.Error.Replace('\n', ' '));
        Assert.Empty(home.Model.Received);
    }
}
