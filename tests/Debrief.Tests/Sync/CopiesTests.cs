using CsCheck;
using Debrief.Tests.Support;

namespace Debrief.Tests.Sync;

public sealed class CopiesOnSqlite() : CopiesTests(new Sqlite());
public sealed class CopiesOnPostgres() : CopiesTests(new Postgres());

/// <summary>Resuming and forking copy a beginning: whatever is there first, every prompt, call and token counts once, and for the same session.</summary>
public abstract class CopiesTests(TestDatabase on) : IDisposable
{
    public void Dispose() => on.Dispose();

    static readonly Line[] Beginning =
    [
        Say.Human("Add a shop"), Say.Bash("ls", "c1"), Say.Result("a", "c1"), Say.Assistant("done", "m1"), Say.Human("And a door"), Say.Assistant("done too", "m2"),
    ];

    static readonly Transcript Original = new(Beginning) { Session = "11111111-0000-4000-8000-000000000000" };

    static Line[] Later(params Line[] lines) => [.. lines.Select((line, i) => Own(line, $"18:{i:00}"))];

    /// <summary>An entry that is in no other transcript.</summary>
    static Line Own(Line line, string at) => line.At(at).With("uuid", $"own-{line.ToString().GetHashCode(StringComparison.Ordinal):x}");

    /// <summary>Up to 1.0.x: new uuids, and every time that of the resuming; the ids of messages and calls stay.</summary>
    static readonly Transcript Resumed = new([.. Beginning.Select(line => line.At("17:59")), .. Later(Say.Human("And a roof"), Say.Assistant("with tiles", "m3"))])
    {
        Session = "22222222-0000-4000-8000-000000000000",
        Ids = "2",
        Version = "1.0.72",
    };

    /// <summary>2.1.14 to 2.1.19: the same uuids and times. Its id sorts before the original's.</summary>
    static readonly Transcript Forked = new([.. Beginning, .. Later(Say.Human("And a roof"), Say.Assistant("with tiles", "m3"))]) { Session = "00000000-0000-4000-8000-000000000000" };

    /// <summary>As the resumed, with an entry of its own time at the top.</summary>
    static readonly Transcript DatedFork = new([Say.Queue("dequeue").At("17:58"), .. Forked.Lines]) { Session = "00000000-0000-4000-8000-000000000000", Ids = "1" };

    static readonly Transcript Continued = Original.Then(Later(Say.Human("And a garden"), Say.Assistant("with trees", "m4")));

    public static TheoryData<string> Kinds => ["resumed", "forked", "dated fork", "continued", "exact copy", "three"];

    static List<(Transcript Transcript, string Root)> Case(string kind) => kind switch
    {
        "resumed" => [(Original, "claude"), (Resumed, "claude")],
        "forked" => [(Original, "claude"), (Forked, "claude")],
        "dated fork" => [(Original, "claude"), (DatedFork, "claude")],
        "continued" => [(Continued, "claude"), (Resumed, "claude")],
        "exact copy" => [(Original, "claude"), (Original, "backup")],
        _ => [(Original, "claude"), (Resumed, "claude"), (Forked, "backup"), (Original, "backup")],
    };

    async Task<SyncedMachine> WriteOneByOne(IEnumerable<(Transcript Transcript, string Root)> transcripts)
    {
        var machine = new SyncedMachine(on);
        Directory.CreateDirectory(machine.Claude("projects", "backup"));
        foreach (var (transcript, root) in transcripts)
        {
            machine.Write(transcript, root);
            await machine.SyncAsync("claude", "backup");
        }

        return machine;
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Whatever_order_they_come_in_the_rows_are_the_same(string kind)
    {
        var transcripts = Case(kind);
        foreach (var order in new[] { transcripts, Enumerable.Reverse(transcripts).ToList() })
        {
            using var machine = await WriteOneByOne(order);

            Assert.Equal(WithoutTimes(await machine.FreshRowsAsync("claude", "backup")), WithoutTimes(await machine.RowsAsync()));
            Assert.Equal(0, (await machine.SyncAsync("claude", "backup")).RowsWritten);
        }
    }

    static string WithoutTimes(string rows) => System.Text.RegularExpressions.Regex.Replace(rows, "modified_at=\\d+ ", "");

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Every_prompt_call_and_token_counts_once(string kind)
    {
        using var machine = await WriteOneByOne(Case(kind));
        var humans = kind switch { "exact copy" => 2, "continued" => 4, "three" => 3, _ => 3 };

        Assert.Equal(humans, await machine.AskAsync<long>("select sum(human_messages) from claude_sessions"));
        Assert.Equal(1, await machine.AskAsync<long>("select sum(cast(tools ->> 'Bash' as integer)) from claude_sessions"));
    }

    [Theory]
    [InlineData("resumed")]
    [InlineData("forked")]
    [InlineData("dated fork")]
    public async Task What_was_first_owns_the_beginning(string kind)
    {
        using var machine = await WriteOneByOne(Case(kind));

        Assert.Equal(2, await machine.AskAsync<long>($"select human_messages from claude_sessions where id = '{Original.Session}'"));
        Assert.Equal(1, await machine.AskAsync<long>($"select human_messages from claude_sessions where id <> '{Original.Session}'"));
        Assert.Equal(Original.Session, await machine.AskAsync<string>($"select resumed_from from claude_sessions where id <> '{Original.Session}'"));
        Assert.Equal("And a roof", await machine.AskAsync<string>($"select first_prompt from claude_sessions where id <> '{Original.Session}'"));
    }

    [Fact]
    public async Task A_copy_that_grows_gives_the_rows_of_a_fresh_reading()
    {
        using var machine = await WriteOneByOne([(Original, "claude"), (Resumed, "claude"), (Resumed.Then(Own(Say.Human("And a bell"), "19:00"), Own(Say.Assistant("rings", "m5"), "19:01")), "claude")]);

        Assert.Equal(await machine.FreshRowsAsync("claude", "backup"), await machine.RowsAsync());
    }

    [Fact]
    public async Task A_copy_that_shrank_keeps_what_was_known_when_its_original_turns_up()
    {
        using var machine = await WriteOneByOne([(Resumed, "claude")]);
        await File.WriteAllBytesAsync(machine.PathOf(Resumed), Resumed.ToBytes()[..600]);
        await machine.SyncAsync();
        machine.Write(Original);
        await machine.SyncAsync();

        Assert.Equal(3, await machine.AskAsync<long>($"select human_messages from claude_sessions where id = '{Resumed.Session}'"));
        Assert.Equal(0, (await machine.SyncAsync()).RowsWritten);
    }

    [Fact]
    public async Task However_they_grow_and_are_synced_in_between_the_rows_are_those_of_a_fresh_reading() =>
        await Gen.Select(Gen.Int[0, 4], Gen.Double[0, 1], Gen.Bool).Array[1, 8].SampleAsync(async steps =>
        {
            List<(Transcript Transcript, string Root)> all = [(Continued, "claude"), (Resumed, "claude"), (Forked, "claude"), (DatedFork with { Session = "99999999-0000-4000-8000-000000000000" }, "backup"), (Original, "backup")];
            using var machine = new SyncedMachine(on);
            Directory.CreateDirectory(machine.Claude("projects", "backup"));
            var lengths = new int[all.Count];
            var finish = Enumerable.Range(0, all.Count).Select(i => (i, 1.0, i == all.Count - 1));
            foreach (var (index, part, sync) in steps.Concat(finish))
            {
                var (transcript, root) = all[index];
                var bytes = transcript.ToBytes();
                lengths[index] = Math.Max(lengths[index], (int)(part * bytes.Length));
                var path = machine.PathOf(transcript, root);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                await File.WriteAllBytesAsync(path, bytes[..lengths[index]]);
                if (sync)
                    await machine.SyncAsync("claude", "backup");
            }

            Assert.Equal(await machine.FreshRowsAsync("claude", "backup"), await machine.RowsAsync());
        }, iter: on is Sqlite ? 60 : 15, threads: 1);

    [Fact]
    public async Task Of_two_begun_at_the_same_moment_the_longer_yields_the_beginning_to_the_shorter()
    {
        using var machine = await WriteOneByOne([(Original, "claude"), (Forked, "claude")]);
        Assert.Equal("Add a shop", await machine.AskAsync<string>($"select first_prompt from claude_sessions where id = '{Original.Session}'"));

        machine.Write(Original.Then(Own(Say.Human("And a bell"), "19:00"), Own(Say.Assistant("rings", "m5"), "19:01"), Own(Say.Human("And a cellar"), "19:02")));
        await machine.SyncAsync();
        Assert.Equal("And a bell", await machine.AskAsync<string>($"select first_prompt from claude_sessions where id = '{Original.Session}'"));
        Assert.Equal(5, await machine.AskAsync<long>("select sum(human_messages) from claude_sessions"));
        Assert.Equal(await machine.FreshRowsAsync("claude", "backup"), await machine.RowsAsync());
    }

    [Fact]
    public async Task An_original_that_grows_gives_the_rows_of_a_fresh_reading()
    {
        using var machine = await WriteOneByOne([(Original, "claude"), (Forked, "claude"), (Original.Then(Own(Say.Human("And a bell"), "19:00"), Own(Say.Assistant("rings", "m5"), "19:01"), Own(Say.Human("And a cellar"), "19:02")), "claude")]);

        Assert.Equal(await machine.FreshRowsAsync("claude", "backup"), await machine.RowsAsync());
    }
}
