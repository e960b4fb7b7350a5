using Debrief.Sessions;
using Debrief.Tests.Facets;
using Debrief.Tests.Support;

namespace Debrief.Tests.Sessions;

/// <summary>Sessions are found by the words of their title, first prompt, goal and summary, whoever wrote these.</summary>
public abstract class SearchTests(TestDatabase on) : IAsyncLifetime
{
    RunMachine _machine = null!;

    public async ValueTask InitializeAsync()
    {
        _machine = await RunMachine.WithAsync(on, 3);
        await _machine.ExecuteAsync("update claude_sessions set title = 'Ready for the harbour', first_prompt = 'Read docs/venue-agreement.pdf, it''s from Dana' where id = 'a'");
        await _machine.ExecuteAsync("update claude_sessions set title = 'größte Übersicht', first_prompt = '北京 <script>alert(1)</script>' where id = 'b'");
        _machine.Says = session => RunMachine.Answer(session) with { Facet = RunMachine.Answer(session).Facet with { UnderlyingGoal = session.Id == "c" ? "Plan the harbour evening" : null, BriefSummary = $"Summary of {session.Id}hood" } };
        await _machine.RunAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _machine.DisposeAsync();
        on.Dispose();
    }

    [Theory]
    [InlineData("harbour", "ac")]
    [InlineData("HARB", "ac")]
    [InlineData("harbour evening", "c")]
    [InlineData("venue", "a")]
    [InlineData("agreement.pdf", "a")]
    [InlineData("harbour dana", "a")]
    [InlineData("größte", "b")]
    [InlineData("script", "b")]
    [InlineData("bhood", "b")]
    [InlineData("nowhere", "")]
    [InlineData("\"'*:&|!() -- ; drop table", "")]
    [InlineData("'\"*", "abc")]
    [InlineData("not", "")]
    public async Task Words_find_the_sessions_that_have_all_of_them(string words, string expected) => Assert.Equal(expected, await FoundAsync(words));

    [Fact]
    public async Task A_title_that_changed_and_a_session_that_is_gone_are_no_longer_found()
    {
        await _machine.ExecuteAsync("update claude_sessions set title = 'Quiet' where id = 'a'");
        await _machine.ExecuteAsync("delete from claude_sessions where id = 'c'");

        Assert.Equal("", await FoundAsync("harbour"));
        Assert.Equal("a", await FoundAsync("quiet"));
        Assert.Equal(2, await _machine.AskAsync<long>("select count(*) from search_texts"));
    }

    [Fact]
    public async Task A_text_of_a_megabyte_is_taken_and_found_by_its_beginning()
    {
        await _machine.ExecuteAsync("update claude_sessions set title = @title, first_prompt = @prompt where id = 'a'", new { title = new string('W', 1_000_000), prompt = "lighthouse " + string.Concat(Enumerable.Range(0, 150_000).Select(i => $"w{i} ")) });

        Assert.Equal("a", await FoundAsync("lighthouse w12"));
    }

    [Fact]
    public async Task Pages_are_whole_however_few_of_the_sessions_the_program_takes()
    {
        var pages = new SessionPages(_machine.Database);
        var filter = new SessionFilter(null, null, null, null, null) { Takes = (_, project) => project == "/work/shop" };

        var (first, next) = await pages.ReadAsync(filter, null, 2, CancellationToken.None);
        var (second, end) = await pages.ReadAsync(filter, next, 2, CancellationToken.None);

        Assert.Equal("abc", string.Concat(first.Concat(second).Select(session => session.Id)));
        Assert.Null(end);
        Assert.Empty((await pages.ReadAsync(filter with { Takes = (_, _) => false }, null, 2, CancellationToken.None)).Sessions);
    }

    /// <summary>Whether the words are rare or common.</summary>
    async Task<string> FoundAsync(string words)
    {
        var found = new List<string>();
        foreach (var common in (int[])[5000, 0])
        {
            var (sessions, _) = await new SessionPages(_machine.Database) { Common = common }.ReadAsync(new(null, null, null, null, null) { Words = words }, after: null, limit: 10, CancellationToken.None);
            found.Add(string.Concat(sessions.Select(session => session.Id)));
        }

        Assert.Equal(found[0], found[1]);
        return found[0];
    }
}

public sealed class SearchOnSqlite() : SearchTests(new Sqlite());
public sealed class SearchOnPostgres() : SearchTests(new Postgres());
