using Debrief.Tests.Support;

namespace Debrief.Tests.Sessions;

public sealed class SessionBuilderOnSqlite() : SessionBuilderTests(new Sqlite());
public sealed class SessionBuilderOnPostgres() : SessionBuilderTests(new Postgres());

public abstract class SessionBuilderTests(TestDatabase on) : IDisposable
{
    readonly SyncedMachine _machine = new(on);

    static readonly Transcript Main = Transcript.With(Say.Human("Add a shop"), Say.Calls("Task", id: "c1"), Say.Result("agentId: a1", "c1"), Say.Assistant("done", "m1"));
    static readonly Transcript Agent = Transcript.With(Say.Human("Look around"), Say.Bash("ls", "c2"), Say.Result("a", "c2"), Say.Assistant("seen", "m2")) with { Agent = "a1", Ids = "2" };

    public void Dispose()
    {
        _machine.Dispose();
        on.Dispose();
    }

    Task<T> Ask<T>(string columns) => _machine.AskAsync<T>($"select {columns} from claude_sessions");

    [Theory]
    [InlineData("agent-a1.jsonl")]
    [InlineData("5e551011-0000-4000-8000-000000000001/subagents/agent-a1.jsonl")]
    [InlineData("5e551011-0000-4000-8000-000000000001/subagents/workflows/run-1/agent-a1.jsonl")]
    public async Task A_sub_agent_s_work_belongs_to_its_session_and_its_words_to_nobody(string place)
    {
        _machine.Write(Main);
        _machine.WriteAt(place, Agent);
        await _machine.SyncAsync();

        Assert.Equal("1|1|1|4|1", await Ask<string>("count(*) || '|' || max(sub_agents) || '|' || max(human_messages) || '|' || max(message_count) || '|' || max(tools ->> 'Bash')"));
        Assert.Equal("user-interactive", await Ask<string>("initiated_by"));
        Assert.Equal(4, await _machine.AskAsync<long>("select count(*) from message_usage"));
    }

    [Fact]
    public async Task A_sub_agent_whose_session_is_gone_makes_one()
    {
        _machine.WriteAt("agent-a1.jsonl", Agent);
        await _machine.SyncAsync();

        Assert.Equal($"{Agent.Session}|sub-agent|0|1", await Ask<string>("id || '|' || initiated_by || '|' || human_messages || '|' || sub_agents"));
    }

    [Theory]
    [InlineData("agent-w.jsonl", "Warmup")]
    [InlineData("agent-acompact-1.jsonl", "Add a shop")]
    [InlineData("agent-aprompt_suggestion-1.jsonl", "Add a shop")]
    [InlineData("agent-aside_question-1.jsonl", "Add a shop")]
    public async Task What_only_looks_like_a_sub_agent_is_none(string place, string prompt)
    {
        _machine.Write(Main);
        _machine.WriteAt(place, Transcript.With(Say.Human(prompt), Say.Assistant("ready", "m3")) with { Agent = "x", Ids = "3" });
        await _machine.SyncAsync();

        Assert.Equal(0, await Ask<long>("sub_agents"));
    }

    [Theory]
    [InlineData("[DEBRIEF-INTERNAL-TASK] [extract-facets]\nx", 0)]
    [InlineData("[ACME-INTERNAL-TASK] x", 0)]
    [InlineData("What is [DEBRIEF-INTERNAL-TASK]?", 1)]
    public async Task Calls_of_our_own_are_no_sessions(string prompt, int sessions)
    {
        _machine.Write(Transcript.With(Say.Queue("enqueue", prompt), Say.Queue("dequeue"), Say.Human(prompt), Say.Assistant("{}")));
        await _machine.SyncAsync();

        Assert.Equal(sessions, await Ask<long>("count(*)"));
    }

    [Theory]
    [InlineData("sdk-cli", "/tmp/debrief-own-call-k3J9aX", 0)]
    [InlineData("sdk-cli", @"C:\Users\me\AppData\Local\Temp\debrief-own-call-k3J9aX", 0)]
    [InlineData("sdk-cli", "/tmp/debrief-own-call-k3J9aX/below", 1)]
    [InlineData("sdk-cli", "/work/debrief", 1)]
    [InlineData("sdk-ts", "/tmp/debrief-own-call-k3J9aX", 1)]
    [InlineData("cli", "/tmp/debrief-own-call-k3J9aX", 1)]
    public async Task Without_a_mark_calls_of_our_own_are_told_by_the_entrypoint_in_a_folder_of_theirs(string entrypoint, string folder, int sessions)
    {
        _machine.Write(Transcript.With(Say.Human("x").With("entrypoint", entrypoint), Say.Assistant("{}")) with { Folder = folder });
        await _machine.SyncAsync();

        Assert.Equal(sessions, await Ask<long>("count(*)"));
    }

    [Theory]
    [InlineData("sdk-cli", 2, "sdk")]
    [InlineData("sdk-ts", 1, "sdk")]
    [InlineData("sdk-ts", 2, "user-interactive")]
    [InlineData("cli", 1, "user-interactive")]
    [InlineData("claude-vscode", 1, "user-interactive")]
    public async Task Who_began_it_is_told_by_the_client_and_the_number_of_prompts(string client, int prompts, string initiator)
    {
        _machine.Write(Transcript.With([.. Enumerable.Range(0, prompts).Select(i => Say.Human($"prompt {i}").With("entrypoint", client)), Say.Assistant("ok")]));
        await _machine.SyncAsync();

        Assert.Equal(initiator, await Ask<string>("initiated_by"));
    }

    [Fact]
    public async Task A_file_without_messages_is_no_session()
    {
        _machine.Write(Transcript.With(Say.Flat("summary", ("summary", "x"), ("leafUuid", "y")), Say.Flat("mode")));
        await _machine.SyncAsync();

        Assert.Equal(0, await Ask<long>("count(*)"));
    }

    [Theory]
    [InlineData(79, "x")]
    [InlineData(80, "x")]
    [InlineData(81, "…")]
    public async Task A_title_from_the_prompt_is_its_first_line_of_80_signs_at_most(int length, string end)
    {
        _machine.Write(Transcript.With(Say.Human("\n " + new string('x', length) + "\nmore")));
        await _machine.SyncAsync();

        var title = await Ask<string>("title");
        Assert.EndsWith(end, title);
        Assert.Equal(Math.Min(80, length), title.Length);
    }
}
