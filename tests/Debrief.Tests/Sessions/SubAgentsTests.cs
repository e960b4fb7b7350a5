using Dapper;
using Debrief.Sessions;
using Debrief.Storage;
using Debrief.Tests.Support;

namespace Debrief.Tests.Sessions;

public sealed class SubAgentsOnSqlite() : SubAgentsTests(new Sqlite());
public sealed class SubAgentsOnPostgres() : SubAgentsTests(new Postgres());

public abstract class SubAgentsTests(TestDatabase on) : IDisposable
{
    static readonly Transcript _main = Transcript.With(Say.Human("Add a shop"), Say.Calls("Task", id: "c1"), Say.Result("agentId: a1", "c1"), Say.Assistant("done", "m1"));
    static readonly Transcript _agent = Transcript.With(Say.Human("Look around.\nThen say what there is."), Say.Bash("ls", "c2"), Say.Result("a", "c2"), Say.Assistant("seen", "m2")) with { Agent = "a1", Ids = "2", Folder = "/work/tree" };

    readonly SyncedMachine _machine = new(on);

    public void Dispose()
    {
        _machine.Dispose();
        on.Dispose();
    }

    [Theory]
    [InlineData("agent-a1.jsonl")]
    [InlineData("5e551011-0000-4000-8000-000000000001/subagents/agent-a1.jsonl")]
    [InlineData("5e551011-0000-4000-8000-000000000001/subagents/workflows/run-1/agent-a1.jsonl")]
    public async Task One_is_told_by_itself_wherever_its_file_lies(string place)
    {
        _machine.Write(_main);
        _machine.WriteAt(place, _agent);
        await _machine.SyncAsync();

        var agent = Assert.Single(await ListAsync());

        Assert.Equal(($"{_main.Session}.agent-a1", _main.Session, "/work/shop", "/work/tree"), (agent.Id, agent.ParentId, agent.ParentProject, agent.Project));
        Assert.Equal(("Look around.", 4, 0, 1, "sub-agent", false), (agent.Title, agent.MessageCount, agent.HumanMessages, agent.Tools["Bash"], agent.InitiatedBy, agent.CutShort));
        Assert.Equal(["Look around.\nThen say what there is.", """{"command":"ls"}""", "a", "seen"], (await ReadAsync(agent)).Select(passage => passage.Text));
    }

    [Fact]
    public async Task It_is_whose_its_session_is_and_called_as_its_file_is_on_any_machine()
    {
        _machine.Write(_main);
        _machine.WriteAt("agent-a1.jsonl", _agent);
        await _machine.SyncAsync();
        await using (var database = await _machine.OpenAsync())
        await using (var db = await database.ConnectAsync(CancellationToken.None))
        {
            await db.ExecuteAsync("update claude_sessions set owner = 'ann', host = 'desk'");
            await db.ExecuteAsync("update transcripts set path = 'C:\\Users\\ann\\agent-a1.jsonl' where kind = 'sub_agent'");
        }

        var agent = Assert.Single(await ListAsync());

        Assert.Equal(($"{_main.Session}.agent-a1", "ann", "desk"), (agent.Id, agent.Owner, agent.Host));
    }

    [Theory]
    [InlineData("agent-w.jsonl", "Warmup")]
    [InlineData("agent-acompact-1.jsonl", "Add a shop")]
    public async Task What_only_looks_like_one_is_none(string place, string prompt)
    {
        _machine.Write(_main);
        _machine.WriteAt(place, Transcript.With(Say.Human(prompt), Say.Assistant("ready", "m3")) with { Agent = "x", Ids = "3" });
        await _machine.SyncAsync();

        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task Those_of_two_sessions_with_the_same_name_are_two()
    {
        var other = _main with { Session = "5e551011-0000-4000-8000-000000000002", Ids = "3" };
        _machine.Write(_main);
        _machine.Write(other);
        _machine.WriteAt($"{_main.Session}/subagents/agent-a1.jsonl", _agent);
        _machine.WriteAt($"{other.Session}/subagents/agent-a1.jsonl", _agent with { Session = other.Session, Ids = "4", Lines = [Say.Human("Look elsewhere"), Say.Assistant("seen too", "m4")] });
        await _machine.SyncAsync();

        Assert.Equal(["Look around.", "Look elsewhere"], (await ListAsync()).Select(agent => agent.Title).Order());
        Assert.Equal("Look elsewhere", Assert.Single(await ListAsync(other.Session)).Title);
        Assert.Equal(["Look elsewhere", "seen too"], (await ReadAsync(Assert.Single(await ListAsync(other.Session)))).Select(passage => passage.Text));
        await using var database = await _machine.OpenAsync();
        Assert.Contains("2 sub-agents have ids that begin with \"agent-a1\"", (await Assert.ThrowsAsync<UserError>(() => new SessionStore(database).FindAsync("agent-a1", CancellationToken.None))).Message);
    }

    [Fact]
    public async Task The_second_copy_of_one_adds_nothing()
    {
        _machine.Write(_main);
        _machine.WriteAt($"{_main.Session}/subagents/agent-a1.jsonl", _agent);
        _machine.WriteAt($"{_main.Session}/subagents/agent-a1.jsonl", _agent, root: "backup");
        await _machine.SyncAsync("claude", "backup");

        Assert.Equal(4, Assert.Single(await ListAsync()).MessageCount);
    }

    [Fact]
    public async Task A_session_that_is_removed_takes_them_along()
    {
        _machine.Write(_main);
        _machine.WriteAt("agent-a1.jsonl", _agent);
        await _machine.SyncAsync();
        await using var database = await _machine.OpenAsync();
        await new SubAgents(database).KeepAsync(await ListAsync(), CancellationToken.None);
        Assert.Equal(2, await _machine.AskAsync<long>("select count(*) from claude_sessions"));

        await using var db = await database.ConnectAsync(CancellationToken.None);
        using var rows = new SessionRows(db);
        rows.Remove(_main.Session);

        Assert.Equal(0, await _machine.AskAsync<long>("select count(*) from claude_sessions"));
    }

    async Task<IReadOnlyList<Session>> ListAsync(string? session = null)
    {
        await using var database = await _machine.OpenAsync();
        return await new SubAgents(database).ListAsync(session, CancellationToken.None);
    }

    async Task<IReadOnlyList<Debrief.Transcripts.Passage>> ReadAsync(Session agent)
    {
        await using var database = await _machine.OpenAsync();
        return await new SessionReader(database, new TranscriptArchive("/nowhere")).ReadAsync(agent, CancellationToken.None);
    }
}
