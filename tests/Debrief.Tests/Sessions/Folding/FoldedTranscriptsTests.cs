using System.Data.Common;
using System.Text.Json;
using Dapper;
using Debrief.Sessions;
using Debrief.Sessions.Folding;
using Debrief.Storage;
using Debrief.Tests.Support;

namespace Debrief.Tests.Sessions.Folding;

public sealed class FoldedTranscriptsOnSqlite() : FoldedTranscriptsTests(new Sqlite());
public sealed class FoldedTranscriptsOnPostgres() : FoldedTranscriptsTests(new Postgres());

/// <summary>What becomes of a transcript whose messages were folded when it, or a copy of it, turns up again all the same.</summary>
public abstract class FoldedTranscriptsTests(TestDatabase on) : IDisposable
{
    public void Dispose() => on.Dispose();

    static readonly Line[] Beginning =
    [
        Say.Human("Add a shop"), Say.Bash("ls", "c1"), Say.Result("a", "c1"), Say.Assistant("done", "m1"), Say.Human("And a door"), Say.Assistant("done too", "m2"),
    ];

    static readonly Transcript Original = new(Beginning) { Session = "11111111-0000-4000-8000-000000000000" };
    static readonly Transcript Continued = Original.Then(Say.Human("And a garden").At("18:00"), Say.Assistant("with trees", "m4").At("18:01"));

    static readonly Transcript Resumed = new([.. Beginning.Select(line => line.At("17:59")), Say.Human("And a roof").At("18:00"), Say.Assistant("with tiles", "m3").At("18:01")])
    {
        Session = "22222222-0000-4000-8000-000000000000",
        Ids = "2",
    };

    static readonly Transcript Forked = new([.. Beginning, Say.Human("And a wall").At("18:05"), Say.Assistant("of stone", "m5").At("18:06")]) { Session = "33333333-0000-4000-8000-000000000000" };

    public static TheoryData<string> Cases => ["restored", "grown", "read anew", "shrunk", "resumed", "forked", "copied elsewhere", "a third copy"];

    /// <summary>What is there at first and gone when it is folded, and what turns up afterwards.</summary>
    static ((Transcript Transcript, string Root)[] First, (Transcript Transcript, string Root)[] Then) Case(string name) => name switch
    {
        "restored" => ([(Original, "claude")], [(Original, "claude")]),
        "grown" => ([(Original, "claude")], [(Continued, "claude")]),
        "read anew" => ([(Original, "claude")], [(new Transcript([Say.Queue("dequeue"), .. Continued.Lines]) { Session = Original.Session }, "claude")]),
        "shrunk" => ([(Original, "claude")], [(new Transcript(Beginning[..4]) { Session = Original.Session }, "claude")]),
        "resumed" => ([(Original, "claude")], [(Resumed, "claude")]),
        "forked" => ([(Original, "claude")], [(Forked, "claude")]),
        "copied elsewhere" => ([(Original, "claude")], [(Original, "other")]),
        _ => ([(Original, "claude"), (Resumed, "claude")], [(Forked, "claude"), (Resumed, "other")]),
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task It_counts_as_if_nothing_had_been_folded(string name)
    {
        var (first, then) = Case(name);
        using var folding = await TurnUpAsync(first, then, foldsAtOnce: true);
        using var keeping = await TurnUpAsync(first, then, foldsAtOnce: false);

        Assert.Equal(await FiguresAsync(keeping), await FiguresAsync(folding));
        Assert.Equal(0, (await folding.SyncAsync("claude", "other")).RowsWritten);
        Assert.NotEqual(0, await folding.AskAsync<long>("select count(*) from folded_messages"));

        // Once more when what turned up is gone too.
        Delete(folding, then);
        await FoldAsync(folding);
        Assert.Equal(await FiguresAsync(keeping), await FiguresAsync(folding));
        Assert.Equal(0, (await FoldAsync(folding)).Transcripts);
    }

    [Fact]
    public async Task What_is_still_there_or_copied_by_what_is_stays_as_it_is()
    {
        using var machine = New();
        await WriteAsync(machine, (Original, "claude"));
        Assert.Equal((0, 1), Told(await FoldAsync(machine)));

        await WriteAsync(machine, (Resumed, "claude"));
        Delete(machine, [(Original, "claude")]);
        Assert.Equal((0, 2), Told(await FoldAsync(machine)));

        Delete(machine, [(Resumed, "claude")]);
        Assert.Equal(0, (await FoldAsync(machine, DateTimeOffset.UtcNow.AddDays(-1))).Transcripts);
        Assert.NotEqual(0, (await FoldAsync(machine)).Messages);
    }

    [Fact]
    public async Task What_was_pushed_is_folded_when_nothing_was_added_for_so_long_though_it_is_there()
    {
        using var machine = New();
        await WriteAsync(machine, (Original, "claude"));
        await ExecuteAsync(machine, "update transcripts set owner = 'kim', host = 'laptop'");

        Assert.Equal(0, (await FoldAsync(machine, DateTimeOffset.UtcNow.AddDays(-1))).Messages);
        Assert.NotEqual(0, (await FoldAsync(machine)).Messages);
    }

    [Fact]
    public async Task What_fails_in_the_middle_changes_nothing_and_the_next_run_goes_on()
    {
        using var machine = New();
        await WriteAsync(machine, (Original, "claude"), (Resumed, "claude"));
        Delete(machine, [(Original, "claude"), (Resumed, "claude")]);
        var (before, rows) = (await FiguresAsync(machine), await machine.RowsAsync());
        await ExecuteAsync(machine, on.Dialect == Dialect.Sqlite
            ? "create trigger none before insert on message_usage when new.messages > 1 begin select raise(abort, 'none'); end"
            : "alter table message_usage add constraint none check (messages = 1)");

        await Assert.ThrowsAnyAsync<DbException>(() => FoldAsync(machine));
        Assert.Equal(rows, await machine.RowsAsync());
        Assert.Equal(0, await machine.AskAsync<long>("select (select count(*) from folded_messages) + (select count(*) from folded_transcripts)"));

        await ExecuteAsync(machine, on.Dialect == Dialect.Sqlite ? "drop trigger none" : "alter table message_usage drop constraint none");
        Assert.NotEqual(0, (await FoldAsync(machine)).Messages);
        Assert.Equal(before, await FiguresAsync(machine));
    }

    [Fact]
    public async Task No_message_of_a_transcript_passes_for_a_folded_one()
    {
        using var machine = New();
        await WriteAsync(machine, (Original, "claude"));
        Delete(machine, [(Original, "claude")]);
        await FoldAsync(machine);
        var id = await machine.AskAsync<string>("select id from message_usage where messages > 1");
        var before = await FiguresAsync(machine);

        await WriteAsync(machine, (new Transcript(Say.Human("Mine"), Say.Assistant("yours", id, input: 1_000_000)) { Ids = "9" }, "claude"));

        Assert.Equal(1, await machine.AskAsync<long>("select count(*) from message_usage where input_tokens = 1000000"));
        Assert.Contains(before.Split('\n')[0], await FiguresAsync(machine));
    }

    SyncedMachine New()
    {
        var machine = new SyncedMachine(on);
        Directory.CreateDirectory(machine.Claude("projects", "other"));
        return machine;
    }

    async Task<SyncedMachine> TurnUpAsync((Transcript, string)[] first, (Transcript, string)[] then, bool foldsAtOnce)
    {
        var machine = New();
        await WriteAsync(machine, first);
        Delete(machine, first);
        if (foldsAtOnce)
            await FoldAsync(machine);
        await WriteAsync(machine, then);
        return machine;
    }

    static async Task WriteAsync(SyncedMachine machine, params (Transcript Transcript, string Root)[] transcripts)
    {
        foreach (var (transcript, root) in transcripts)
        {
            machine.Write(transcript, root);
            await machine.SyncAsync("claude", "other");
        }
    }

    static void Delete(SyncedMachine machine, (Transcript Transcript, string Root)[] transcripts) => Array.ForEach(transcripts, one => File.Delete(machine.PathOf(one.Transcript, one.Root)));

    static async Task<FoldResult> FoldAsync(SyncedMachine machine, DateTimeOffset? before = null)
    {
        await using var database = await machine.OpenAsync();
        return await new UsageFold(database).RunAsync(before ?? DateTimeOffset.UtcNow.AddDays(1), isTrial: false, CancellationToken.None);
    }

    static async Task ExecuteAsync(SyncedMachine machine, string sql)
    {
        await using var database = await machine.OpenAsync();
        await using var db = await database.ConnectAsync(CancellationToken.None);
        await db.ExecuteAsync(sql);
    }

    static (int Messages, int Kept) Told(FoldResult result) => (result.Messages, result.Kept);

    /// <summary>What each session spent and was, and what all spent by day.</summary>
    static async Task<string> FiguresAsync(SyncedMachine machine)
    {
        await using var database = await machine.OpenAsync();
        await using var db = await database.ConnectAsync(CancellationToken.None);
        var sessions = await db.QueryAsync<(string Id, long Humans, string? ResumedFrom, string? FirstPrompt, string Tools)>(
            "select id, cast(human_messages as bigint), resumed_from, first_prompt, cast(tools as text) from claude_sessions order by id");
        var usage = await new UsageReader(database).ReadAsync([UsageBy.Session, UsageBy.Day, UsageBy.Model], null, null, TimeZoneInfo.Utc, CancellationToken.None);
        return string.Join('\n', usage.SelectMany(report => report.Rows).Select(row => $"{row.Key.Name} {JsonSerializer.Serialize(row.Usage)}").Concat(sessions.Select(session => $"{session}")));
    }
}
