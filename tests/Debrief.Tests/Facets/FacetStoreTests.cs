using Dapper;
using Debrief.Facets;
using Debrief.Sessions;
using Debrief.Storage;
using Debrief.Tests.Support;

namespace Debrief.Tests.Facets;

public sealed class FacetStoreOnSqlite() : FacetStoreTests(new Sqlite());
public sealed class FacetStoreOnPostgres() : FacetStoreTests(new Postgres());

public abstract class FacetStoreTests(TestDatabase on) : IAsyncLifetime
{
    static readonly DateTimeOffset _now = Talk.Start.AddHours(3);

    Database _database = null!;
    FacetStore _facets = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await on.OpenAsync();
        _facets = new FacetStore(_database);
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        on.Dispose();
    }

    [Fact]
    public async Task Saved_facets_are_found_as_they_were()
    {
        await InsertAsync("a");
        var facet = Full("a");

        await _facets.SaveAsync(facet, CancellationToken.None);

        Assert.Equivalent(facet, await _facets.FindAsync("a", CancellationToken.None), strict: true);
    }

    [Fact]
    public async Task What_is_not_told_stays_null()
    {
        await InsertAsync("a");

        await _facets.SaveAsync(Bare("a"), CancellationToken.None);

        Assert.Equivalent(Bare("a"), await _facets.FindAsync("a", CancellationToken.None), strict: true);
        Assert.Null(await _facets.FindAsync("b", CancellationToken.None));
    }

    [Fact]
    public async Task Facets_saved_again_keep_when_they_were_created()
    {
        await InsertAsync("a");
        await _facets.SaveAsync(Full("a"), CancellationToken.None);

        await _facets.SaveAsync(Bare("a") with { CreatedAt = _now.AddDays(1), UpdatedAt = _now.AddDays(1) }, CancellationToken.None);

        Assert.Equivalent(Bare("a") with { CreatedAt = _now, UpdatedAt = _now.AddDays(1) }, await _facets.FindAsync("a", CancellationToken.None), strict: true);
    }

    [Fact]
    public async Task Saving_marks_the_session_and_a_session_that_is_not_there_leaves_nothing()
    {
        await InsertAsync("a");
        await _facets.SaveAsync(Bare("a"), CancellationToken.None);

        Assert.Equal(_now, Assert.Single(await PendingAsync(force: true)).FacetsExtractedAt);
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => _facets.SaveAsync(Bare("gone"), CancellationToken.None));
        Assert.Null(await _facets.FindAsync("gone", CancellationToken.None));
    }

    [Fact]
    public async Task Sessions_wait_that_have_ended_and_are_long_enough_the_newest_first()
    {
        await InsertAsync("old", ended: _now.AddDays(-2));
        await InsertAsync("new", ended: _now.AddMinutes(-15));
        await InsertAsync("going on", ended: _now.AddMinutes(-14));
        await InsertAsync("short", messages: 5);
        await InsertAsync("endless", ended: null);

        Assert.Equal(["new", "old"], (await PendingAsync()).Select(session => session.Id));
        Assert.Equal(["new"], (await PendingAsync(limit: 1)).Select(session => session.Id));
        Assert.Equal(["new"], (await PendingAsync(since: _now.AddDays(-1))).Select(session => session.Id));
        Assert.Equal(2, await new PendingSessions(_database).CountAsync(_now, since: null, CancellationToken.None));
        Assert.Equal(1, await new PendingSessions(_database).CountAsync(_now, since: _now.AddDays(-1), CancellationToken.None));
    }

    [Fact]
    public async Task A_session_that_has_facets_waits_again_when_it_grew_or_is_forced()
    {
        await InsertAsync("same", messages: 10);
        await InsertAsync("grown", messages: 12);
        await _facets.SaveAsync(Bare("same") with { ExtractedMessages = 10 }, CancellationToken.None);
        await _facets.SaveAsync(Bare("grown") with { ExtractedMessages = 10 }, CancellationToken.None);

        Assert.Equal(["grown"], (await PendingAsync()).Select(session => session.Id));
        Assert.Equal(["grown", "same"], (await PendingAsync(force: true)).Select(session => session.Id));
    }

    [Fact]
    public async Task Facets_by_rules_wait_again_when_the_profile_is_another()
    {
        await InsertAsync("rules");
        await InsertAsync("model");
        await _facets.SaveAsync(Bare("rules") with { Extractor = "rules", ProfileVersion = "old", ExtractedMessages = 99 }, CancellationToken.None);
        await _facets.SaveAsync(Bare("model") with { Extractor = "model", ProfileVersion = "old", ExtractedMessages = 99 }, CancellationToken.None);

        Assert.Equal(["rules"], (await new PendingSessions(_database, "new").ListAsync(_now, since: null, 10, force: false, CancellationToken.None)).Select(session => session.Id));
        Assert.Empty(await new PendingSessions(_database, "old").ListAsync(_now, since: null, 10, force: false, CancellationToken.None));
    }

    [Fact]
    public async Task Facets_by_other_rules_wait_again_and_those_by_another_prompt_only_where_somebody_says_so()
    {
        await InsertAsync("rules");
        await InsertAsync("model");
        await _facets.SaveAsync(Bare("rules") with { PromptVersion = "v0", ExtractedMessages = 99 }, CancellationToken.None);
        await _facets.SaveAsync(ByModel("model") with { PromptVersion = "v0", ExtractedMessages = 99 }, CancellationToken.None);

        Assert.Equal(["rules"], await WaitingAsync(new(_database)));
        Assert.Equal(["rules"], await WaitingAsync(new(_database) { Extractor = "model", PromptVersion = "v1" }));
        Assert.Equal(["model", "rules"], await WaitingAsync(new(_database) { Extractor = "model", PromptVersion = "v1", Outdated = true }));
        Assert.Equal(["rules"], await WaitingAsync(new(_database) { Extractor = "model", PromptVersion = "v0", Outdated = true }));
        Assert.Equal(1, await new PendingSessions(_database) { PromptVersion = "v1" }.CountOutdatedAsync(_now, CancellationToken.None));
        Assert.Equal(0, await new PendingSessions(_database) { PromptVersion = "v1", IsExcluded = session => session.Id == "model" }.CountOutdatedAsync(_now, CancellationToken.None));
        Assert.Equal(0, await new PendingSessions(_database) { PromptVersion = "v0" }.CountOutdatedAsync(_now, CancellationToken.None));
        Assert.Equal(1, await new PendingSessions(_database, "another") { PromptVersion = "v0" }.CountOutdatedAsync(_now, CancellationToken.None));
    }

    [Fact]
    public async Task What_a_model_answered_rules_never_replace()
    {
        await InsertAsync("same", messages: 10);
        await InsertAsync("grown", messages: 12);
        foreach (var id in new[] { "same", "grown" })
            await _facets.SaveAsync(ByModel(id) with { Outcome = "fully_achieved", ExtractedMessages = 10 }, CancellationToken.None);

        await _facets.SaveAsync(Bare("grown") with { Outcome = "not_achieved", ExtractedMessages = 12, UpdatedAt = _now.AddDays(1) }, CancellationToken.None);

        Assert.Equal(("model", "fully_achieved", 10), (await _facets.FindAsync("grown", CancellationToken.None)) is { } kept ? (kept.Extractor, kept.Outcome, kept.ExtractedMessages) : default);
        Assert.Empty(await WaitingAsync(new(_database, "another")));
        Assert.Empty(await PendingAsync(force: true));
        Assert.Empty(await WaitingAsync(new(_database) { Extractor = "model", IsExcluded = _ => true }));
        Assert.Equal(["grown"], await WaitingAsync(new(_database) { Extractor = "model" }));
        Assert.Equal(1, await new PendingSessions(_database).CountGrownAsync(_now, CancellationToken.None));

        await _facets.SaveAsync(ByModel("grown") with { Outcome = "not_achieved", ExtractedMessages = 12 }, CancellationToken.None);
        Assert.Equal("not_achieved", (await _facets.FindAsync("grown", CancellationToken.None))!.Outcome);
    }

    [Fact]
    public async Task A_waiting_session_tells_what_was_observed()
    {
        await InsertAsync("a");

        var session = Assert.Single(await PendingAsync());

        Assert.Equal(("/work/shop", 8, 2, true), (session.Project, session.MessageCount, session.Commits, session.CutShort));
        Assert.Equal([new("deploy", 3)], session.SkillsUsed);
        Assert.Equal(["https://example.org/pr/1"], session.PullRequests);
    }

    static async Task<IEnumerable<string>> WaitingAsync(PendingSessions pending) =>
        (await pending.ListAsync(_now, since: null, 10, force: false, CancellationToken.None)).Select(session => session.Id);

    static SessionFacet ByModel(string id) => Bare(id) with { Extractor = "model", ExtractionModel = "small", PromptVersion = "v1" };

    Task<IReadOnlyList<Session>> PendingAsync(DateTimeOffset? since = null, int limit = 20, bool force = false) => new PendingSessions(_database).ListAsync(_now, since, limit, force, CancellationToken.None);

    Task InsertAsync(string id, int messages = 8) => InsertAsync(id, _now.AddHours(-1), messages);

    async Task InsertAsync(string id, DateTimeOffset? ended, int messages = 8)
    {
        await using var db = await _database.ConnectAsync(CancellationToken.None);
        await db.ExecuteAsync("""
            insert into claude_sessions values (@id, '/work/shop', null, null, null, null, null, null, @ended, 0, '[]', @messages, 0, '{}', '{}', '{}', 1, '{"deploy":3}', '{}', '[]',
                0, 0, 2, 0, '["https://example.org/pr/1"]', 0, 0, 0, 0, 0, true, null, 0, 'user-interactive', 0, '{}', null, null, null, null)
            """, new { id, ended, messages });
    }

    static SessionFacet Bare(string id) => new()
    {
        SessionId = id, Extractor = "rules", ExtractionModel = "none", PromptVersion = RulesExtractor.Version, ExtractedMessages = 8, CreatedAt = _now, UpdatedAt = _now,
    };

    static SessionFacet Full(string id) => Bare(id) with
    {
        UnderlyingGoal = "Build the shop", GoalCategories = new Dictionary<string, int> { ["implement_feature"] = 2 }, Outcome = "mostly_achieved",
        UserSatisfactionCounts = new Dictionary<string, int> { ["satisfied"] = 1 }, ClaudeHelpfulness = "essential", SessionType = "multi_task",
        FrictionCounts = new Dictionary<string, int> { ["buggy_code"] = 1 }, FrictionDetail = "It broke.", PrimarySuccess = "the cart", BriefSummary = "A shop. Done.",
        Projects = ["shop"], Businesses = ["acme"], PriorityAlignment = "aligned", PriorityMatched = "grow", WorkflowType = "coding", InitiatedBy = "user-interactive",
        CompletionChain = new(3, 2, 1), SkillsUsed = ["deploy"], SkillsMissed = [], CourseCorrections = 1, RetryLoops = 2, PivotTrigger = "a new idea", McpFailures = 3,
        SessionCutShort = true, ResumedFrom = "b", PeopleMentioned = ["Ada \uD83D\uDE00"], RelationshipActions = [new("Ada", "thanked")], OutreachType = "proactive",
        EstimatedTimeSavedMinutes = 30, ArtifactsCreated = 4, KnowledgeFiled = 5, DecisionsMade = 6,
        Evidence = [new("friction", "buggy_code", 7, "it's \"broken\"", "human", _now, "assistant"), new("outcome", "mostly_achieved", 9, "Done", "assistant", null)],
        Confidence = 0.75, ExtractionInputTokens = 5_000_000_000, ExtractionOutputTokens = 12, ExtractionCostUsd = 0.01,
    };
}
