using Debrief.Sessions;
using Debrief.Tests.Support;

namespace Debrief.Tests.Sessions;

public sealed class SessionStoreOnSqlite() : SessionStoreTests(new Sqlite());
public sealed class SessionStoreOnPostgres() : SessionStoreTests(new Postgres());

public abstract class SessionStoreTests(TestDatabase on) : IAsyncLifetime
{
    static readonly CancellationToken _cancel = CancellationToken.None;
    SyncedHome _home = null!;

    public async ValueTask InitializeAsync() => _home = await SyncedHome.OpenAsync(on);

    public async ValueTask DisposeAsync()
    {
        await _home.DisposeAsync();
        on.Dispose();
    }

    [Fact]
    public async Task A_session_is_read_as_it_was_saved()
    {
        var at = new DateTimeOffset(2026, 3, 4, 10, 0, 0, TimeSpan.Zero);
        var session = new Session
        {
            Id = "abcd1234", Project = "/work", Title = "T", FirstPrompt = "P", GitBranch = "main", Client = "cli", Version = "2.1.0", StartedAt = at, EndedAt = at.AddHours(1),
            ActiveSeconds = 60, ActiveSpans = [new(at, at.AddMinutes(1))], MessageCount = 1, HumanMessages = 2, PromptReasons = Of("prompt"), Tools = Of("Bash"), ToolFailures = Of("timeout"),
            McpFailures = 3, SkillsUsed = Of("mail"), CommandsUsed = Of("/mail"), FilesTouched = ["a", "b"], LinesAdded = 4, LinesRemoved = 5, Commits = 6, Pushes = 7, PullRequests = ["u"],
            Interruptions = 8, Rejections = 9, RetryLoops = 10, Compactions = 11, ApiErrors = 12, CutShort = true, ResumedFrom = "r", SubAgents = 13, InitiatedBy = "sdk", BadLines = 14,
            UnknownEntries = Of("new"),
        };
        _home.Add(session);

        Assert.Equivalent(session, await _home.Sessions.FindAsync("abcd", _cancel), strict: true);
    }

    [Fact]
    public async Task The_newest_come_first_and_those_without_an_end_last()
    {
        _home.Add("older", ended: "2026-03-01T10:00Z");
        _home.Add("never", ended: null);
        _home.Add("newer", ended: "2026-03-02T10:00Z");

        Assert.Equal(["newer", "older", "never"], Ids(await ListAsync()));
    }

    [Fact]
    public async Task All_are_counted_though_few_are_read()
    {
        foreach (var number in Enumerable.Range(0, 5))
            _home.Add($"session-{number}");

        var found = await ListAsync(limit: 2);

        Assert.Equal((2, 5), (found.Sessions.Count, found.Total));
    }

    [Fact]
    public async Task A_span_of_time_is_half_open()
    {
        foreach (var hour in (int[])[9, 10, 11])
            _home.Add($"at-{hour}", ended: $"2026-03-04T{hour:00}:00Z");

        Assert.Equal(["at-10"], Ids(await _home.Sessions.ListAsync(new(2026, 3, 4, 10, 0, 0, TimeSpan.Zero), new(2026, 3, 4, 11, 0, 0, TimeSpan.Zero), null, 10, _cancel)));
    }

    [Theory]
    [InlineData("/work/site", "site")]
    [InlineData("**/si*", "site")]
    [InlineData("ITE", "site")]
    [InlineData("/work/**", "shop,site")]
    [InlineData("nowhere", "")]
    public async Task A_project_is_meant_by_glob_or_by_part(string project, string ids)
    {
        _home.Add("site", project: "/work/site");
        _home.Add("shop", project: "/work/shop");
        _home.Add("none", project: null);

        Assert.Equal(ids, string.Join(',', Ids(await ListAsync(project))));
    }

    [Fact]
    public async Task A_whole_id_is_found_though_others_begin_so()
    {
        _home.Add("abc");
        _home.Add("abcdef");

        Assert.Equal("abc", (await _home.Sessions.FindAsync("abc", _cancel)).Id);
        Assert.Equal("abcdef", (await _home.Sessions.FindAsync("ABCD", _cancel)).Id);
    }

    [Theory]
    [InlineData("abc", "\"abc\" is too short for a session's id. Give at least 4 of its characters.")]
    [InlineData("zzzz", "There is no session whose id begins with \"zzzz\". `debrief sessions` lists them.")]
    [InlineData("abc%", "There is no session whose id begins with \"abc%\". `debrief sessions` lists them.")]
    public async Task What_means_no_session_is_refused(string prefix, string message)
    {
        _home.Add("abcdef");

        Assert.Equal(message, (await Assert.ThrowsAnyAsync<UserError>(() => _home.Sessions.FindAsync(prefix, _cancel))).Message);
    }

    [Fact]
    public async Task What_means_several_sessions_is_refused_with_five_of_them()
    {
        foreach (var number in Enumerable.Range(0, 7))
            _home.Add($"abcd{number}", title: number == 0 ? null : $"Title {number}");

        var error = await Assert.ThrowsAsync<UserError>(() => _home.Sessions.FindAsync("abcd", _cancel));

        Assert.Equal(
            "7 sessions have ids that begin with \"abcd\": abcd0 (no title), abcd1 (Title 1), abcd2 (Title 2), abcd3 (Title 3), abcd4 (Title 4), and 2 more. Give more of the id.", error.Message);
    }

    Task<SessionList> ListAsync(string? project = null, int limit = 10) => _home.Sessions.ListAsync(null, null, project, limit, _cancel);

    static IEnumerable<string> Ids(SessionList found) => found.Sessions.Select(session => session.Id);

    static Dictionary<string, int> Of(string name) => new() { [name] = 1 };
}
