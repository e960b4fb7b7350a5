using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Debrief.Tests.Support;

namespace Debrief.Tests.Sync;

public sealed class SyncerOnSqlite() : SyncerTests(new Sqlite());
public sealed class SyncerOnPostgres() : SyncerTests(new Postgres());

public abstract class SyncerTests(TestDatabase on) : IDisposable
{
    readonly SyncedMachine _machine = new(on);

    static readonly Transcript Talk = Transcript.With([
        Say.Flat("summary", ("summary", "A shop"), ("leafUuid", Transcript.With().Uuid(4))),
        Say.Human("Add a shop").With("gitBranch", "main"),
        Say.Assistant("On it", "m1", output: 1, stop: null),
        Say.Bash("git commit -m x"),
        Say.Result("[main 1]"),
        "{bad line",
        Say.Assistant("On it", "m1", output: 9),
        Say.Queue("enqueue", "and ü 🌈"),
        Say.Calls("Edit", new() { ["file_path"] = "/a.cs" }, "t2"),
        Say.Queue("remove"),
        Say.Result("ok", "t2", new JsonObject { ["structuredPatch"] = new JsonArray(new JsonObject { ["lines"] = new JsonArray("+a") }) }),
        .. Enumerable.Range(0, 3).SelectMany(i => new[] { Say.Bash("make", $"f{i}"), Say.Fails("Exit code 2", $"f{i}") }),
        Say.System("compact_boundary"),
        Say.Human("This session is being continued from a previous conversation").With("isCompactSummary", true),
        Say.Flat("file-history-snapshot", ("snapshot", new JsonObject { ["x"] = new JsonObject() })),
        Say.Flat("novelty"),
        Say.Human("thanks"),
        Say.Assistant("You're welcome", "m2"),
    ]);

    public void Dispose()
    {
        _machine.Dispose();
        on.Dispose();
    }

    [Fact]
    public async Task A_second_sync_opens_reads_and_writes_nothing()
    {
        _machine.Write(Talk);
        var first = await _machine.SyncAsync();
        var rows = await _machine.RowsAsync();
        var second = await _machine.SyncAsync();

        Assert.Equal((1, 1, 0, 23, 1, 1), (first.Files, first.Opened, first.Unchanged, first.Lines, first.BadLines, first.Sessions));
        Assert.Equal((1, 0, 1, 0, 0, 0, 0L), (second.Files, second.Opened, second.Unchanged, second.Lines, second.Sessions, second.RowsWritten, second.BytesRead));
        Assert.Equal(rows, await _machine.RowsAsync());
    }

    [Fact]
    public async Task Wherever_a_file_was_cut_the_rest_is_added_as_if_it_had_been_read_whole() => await Gen.Double[0, 1].Array[1, 4].SampleAsync(async cuts =>
    {
        using var machine = new SyncedMachine(on);
        var bytes = Talk.ToBytes();
        var path = machine.Write(Talk);
        foreach (var cut in cuts.Order().Select(part => (int)(part * bytes.Length)))
        {
            await File.WriteAllBytesAsync(path, bytes[..cut]);
            await machine.SyncAsync();
        }

        await File.WriteAllBytesAsync(path, bytes);
        await machine.SyncAsync();
        Assert.Equal(await machine.FreshRowsAsync(), await machine.RowsAsync());
    }, iter: on is Sqlite ? 40 : 10, threads: 1);

    [Fact]
    public async Task What_two_syncs_read_at_once_counts_once()
    {
        using var machine = new SyncedMachine(on);
        var transcripts = Enumerable.Range(0, 20).Select(number => Transcript.With(Say.Human($"Mend door {number}"), Say.Assistant("Done")) with { Session = $"s{number}" }).ToList();
        foreach (var transcript in transcripts)
            machine.Write(transcript);
        await machine.SyncAsync();
        foreach (var transcript in transcripts)
            machine.Write(transcript.Then("not JSON", Say.Human("And the window"), Say.Assistant("Done too")));

        await Task.WhenAll(Task.Run(() => machine.SyncAsync()), Task.Run(() => machine.SyncAsync()), Task.Run(() => machine.SyncAsync()));

        Assert.Equal(20 * 5, await machine.AskAsync<long>("select sum(lines) from transcripts"));
        Assert.Equal(20, await machine.AskAsync<long>("select sum(bad_lines) from transcripts"));
    }

    [Fact]
    public async Task Whatever_a_transcript_calls_things_all_of_it_is_written()
    {
        // What can't be compressed fits into no index.
        var endless = Convert.ToHexString(new Random(7).GetItems<byte>([.. Enumerable.Range(0, 256).Select(value => (byte)value)], 20_000));
        string[] names = [endless, "a\0b", "\ud800", "\ufffe\uffff", "\\u0000", "'; drop table transcripts; --", new string('\u0001', 300)];
        var lines = names.SelectMany((name, number) => new[]
        {
            Say.Human($"Mend {name}").With("cwd", $"/work/{name}").With("gitBranch", name).With("version", name), Say.Calls(name, new() { ["file_path"] = $"/{name}" }, id: $"c{number}"), Say.Fails(name, $"c{number}"),
            Say.Assistant(name, id: name, model: name), Say.Flat("custom-title", ("customTitle", name)), Say.Flat($"new {name}"),
        }).ToArray();
        _machine.Write(Transcript.With(lines));
        _machine.WriteAt("agent-x.jsonl", Transcript.With(Say.Human("Look"), Say.Assistant("Seen", "m")) with { Session = endless, Agent = "x", Ids = "2" });

        var result = await _machine.SyncAsync();

        Assert.Equal((2, 0), (result.Opened, result.Unreadable.Count));
        Assert.Equal(2 * names.Length + 1, await _machine.AskAsync<long>("select count(*) from message_usage"));
        Assert.Equal(0, (await _machine.SyncAsync()).RowsWritten);
        Assert.Equal(await _machine.FreshRowsAsync(), await _machine.RowsAsync());
    }

    [Fact]
    public async Task A_session_has_its_sub_agent_however_many_transcripts_lie_between()
    {
        static Transcript Of(int number) =>
            Transcript.With(Say.Human("Add a shop"), Say.Assistant("On it", $"m{number}")) with { Session = $"5e551011-0000-4000-8000-{number:000000000000}", Ids = $"i{number}" };
        for (var i = 0; i < 250; i++)
            _machine.Write(Of(i));
        _machine.WriteAt("agent-x.jsonl", Of(250) with { Session = Of(0).Session, Agent = "x" });

        var result = await _machine.SyncAsync();

        Assert.Equal((251, 250), (result.Opened, result.Sessions));
        Assert.Equal(1, await _machine.AskAsync<long>($"select sum(sub_agents) from claude_sessions where parent_id is null and id = '{Of(0).Session}'"));
        Assert.Equal(250, await _machine.AskAsync<long>("select count(*) from claude_sessions where parent_id is null"));
    }

    [Fact]
    public async Task A_file_that_grew_is_read_from_where_it_was_left()
    {
        var path = _machine.Write(Talk);
        await _machine.SyncAsync();
        var before = new FileInfo(path).Length;
        _machine.Write(Talk.Then(Say.Human("more")));
        var result = await _machine.SyncAsync();

        Assert.Equal((1, new FileInfo(path).Length - before), (result.Lines, result.BytesRead));
    }

    [Fact]
    public async Task A_file_that_was_only_touched_is_not_read_again()
    {
        var path = _machine.Write(Talk);
        await _machine.SyncAsync();
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddHours(1));

        Assert.Equal((1, 0), ((await _machine.SyncAsync()) is var result ? result.Opened : 0, result.Lines));
    }

    [Fact]
    public async Task A_file_that_shrank_keeps_what_was_known_and_is_named()
    {
        var path = _machine.Write(Talk);
        await _machine.SyncAsync();
        var sessions = await _machine.AskAsync<long>("select human_messages from claude_sessions");
        await File.WriteAllBytesAsync(path, Talk.ToBytes()[..300]);
        var result = await _machine.SyncAsync();

        Assert.Equal(path, Assert.Single(result.Shrunk));
        Assert.Equal(sessions, await _machine.AskAsync<long>("select human_messages from claude_sessions"));
        Assert.Equal(1, await _machine.AskAsync<long>("select shrunk from transcripts"));
        Assert.Equal((0, 0), ((await _machine.SyncAsync()) is var again ? again.Shrunk.Count : -1, again.RowsWritten));
    }

    [Fact]
    public async Task Counts_beyond_all_measure_can_still_be_summed()
    {
        _machine.Write(Transcript.With(Say.Human("hi"), Say.Assistant("a", "m1", input: long.MaxValue), Say.Assistant("b", "m2", input: long.MaxValue, output: long.MinValue)));
        await _machine.SyncAsync();

        Assert.Equal((2_000_000_000_000, 20), (await _machine.AskAsync<long>("select sum(input_tokens) from message_usage"), await _machine.AskAsync<long>("select sum(output_tokens) from message_usage")));
    }

    [Fact]
    public async Task A_shrunk_file_that_grows_again_is_read_anew()
    {
        var path = _machine.Write(Talk);
        await _machine.SyncAsync();
        await File.WriteAllBytesAsync(path, Talk.ToBytes()[..300]);
        await _machine.SyncAsync();
        _machine.Write(Talk.Then(Say.Human("more")));
        await _machine.SyncAsync();

        Assert.Equal(await _machine.FreshRowsAsync(), await _machine.RowsAsync());
    }

    [Fact]
    public async Task A_rewritten_file_is_read_anew_unless_it_tells_less()
    {
        _machine.Write(Talk);
        await _machine.SyncAsync();
        _machine.Write(Talk with { Folder = "/work/a-much-longer-name-of-a-folder" });
        await _machine.SyncAsync();
        Assert.Equal("/work/a-much-longer-name-of-a-folder", await _machine.AskAsync<string>("select project from claude_sessions"));

        _machine.Write(Transcript.With(Say.Human(new string('x', 20_000))));
        var result = await _machine.SyncAsync();
        Assert.Single(result.Shrunk);
        Assert.Equal("Add a shop", await _machine.AskAsync<string>("select first_prompt from claude_sessions"));
    }

    [Fact]
    public async Task A_file_that_vanished_keeps_its_session()
    {
        var path = _machine.Write(Talk);
        await _machine.SyncAsync();
        var rows = await _machine.RowsAsync();
        File.Delete(path);
        var result = await _machine.SyncAsync();

        Assert.Equal((0, 0), (result.Files, result.RowsWritten));
        Assert.Equal(rows, await _machine.RowsAsync());
    }

    [Fact]
    public async Task A_file_that_can_t_be_read_is_named_and_the_others_are_read()
    {
        _machine.Write(Talk);
        var gone = _machine.PathOf(Talk with { Session = "gone" });
        File.CreateSymbolicLink(gone, "/nowhere/x.jsonl");
        Directory.CreateDirectory(_machine.PathOf(Talk with { Session = "a-folder" }));
        var result = await _machine.SyncAsync();

        Assert.Equal((2, 1, 1), (result.Files, result.Opened, result.Sessions));
        Assert.Equal(gone, Assert.Single(result.Unreadable).Path);
        File.Delete(gone);
        _machine.Write(Talk with { Session = "gone", Ids = "2" });
        Assert.Equal(1, (await _machine.SyncAsync()).Opened);
    }

    [Fact]
    public async Task A_link_to_a_transcript_is_read_as_the_transcript()
    {
        var path = _machine.Claude("elsewhere.jsonl", "other");
        Talk.WriteTo(path);
        Directory.CreateDirectory(Path.GetDirectoryName(_machine.PathOf(Talk))!);
        File.CreateSymbolicLink(_machine.PathOf(Talk), path);
        await _machine.SyncAsync();
        await File.AppendAllTextAsync(path, Talk.Then(Say.Human("more")).ToString()[Talk.ToString().Length..]);
        await _machine.SyncAsync();

        Assert.Equal(Encoding.UTF8.GetByteCount(Talk.Then(Say.Human("more")).ToString()), await _machine.AskAsync<long>("select read_to from transcripts"));
    }

    [Fact]
    public async Task Bad_lines_are_kept_with_their_offsets()
    {
        _machine.Write(Talk);
        await _machine.SyncAsync();

        Assert.Equal(Encoding.UTF8.GetByteCount(Talk.ToString()[..Talk.ToString().IndexOf("{bad line", StringComparison.Ordinal)]), await _machine.AskAsync<long>("select byte_offset from bad_lines"));
        Assert.Equal(1, await _machine.AskAsync<long>("select bad_lines from claude_sessions"));
    }

    [Fact]
    public async Task Titles_of_the_index_stand_in_for_missing_ones()
    {
        var bare = Transcript.With(Say.Human("Add a shop\nwith a door"), Say.Assistant("ok"));
        _machine.Write(bare);
        await _machine.SyncAsync();
        Assert.Equal("Add a shop", await _machine.AskAsync<string>("select title from claude_sessions"));

        File.WriteAllText(Path.Combine(Path.GetDirectoryName(_machine.PathOf(bare))!, "sessions-index.json"), $$"""{"version":1,"entries":[7,{"sessionId":"{{bare.Session}}","summary":"Of the index"}]}""");
        _machine.Write(bare.Then(Say.Human("more")));
        await _machine.SyncAsync();
        Assert.Equal("Of the index", await _machine.AskAsync<string>("select title from claude_sessions"));

        _machine.Write(bare.Then(Say.Human("more"), Say.Flat("ai-title", ("aiTitle", "Of the model"))));
        await _machine.SyncAsync();
        Assert.Equal("Of the model", await _machine.AskAsync<string>("select title from claude_sessions"));
    }
}
