using System.Data.Common;
using System.Diagnostics;
using Debrief.EndToEnd.Support;
using Debrief.Tests.Support;

namespace Debrief.EndToEnd.Sync;

public sealed class KilledSyncOnSqlite(UndisturbedOnSqlite undisturbed) : KilledSyncTests(undisturbed), IClassFixture<UndisturbedOnSqlite>;
public sealed class KilledSyncOnPostgres(UndisturbedOnPostgres undisturbed) : KilledSyncTests(undisturbed), IClassFixture<UndisturbedOnPostgres>;

public sealed class UndisturbedOnSqlite() : KilledSyncTests.Undisturbed(new Sqlite());
public sealed class UndisturbedOnPostgres() : KilledSyncTests.Undisturbed(new Postgres());

/// <summary>SIGKILL at twenty moments; after each a second sync, and the content must be that of an undisturbed one.</summary>
public abstract class KilledSyncTests(KilledSyncTests.Undisturbed undisturbed)
{
    readonly Random _random = new(20);

    [Fact]
    public async Task Killed_at_any_time_it_is_made_good_by_the_next()
    {
        var (killed, within) = (0, undisturbed.Took);
        for (var attempt = 0; attempt < 25 && killed < 10; attempt++)
        {
            if (await IsMadeGoodAsync(_ => Task.Delay(within * _random.NextDouble())) is not Phase.Over)
                killed++;
            else
                within *= 0.8; // It had ended before: the machine is less busy now than when it was measured.
        }
        Assert.Equal(10, killed);
    }

    [Fact]
    public Task Killed_while_copies_are_settled_it_is_made_good_by_the_next() =>
        KilledInAsync(Phase.Copies, debrief => AllAreReadAsync(debrief.Database));

    [Fact]
    public Task Killed_while_the_archive_is_written_it_is_made_good_by_the_next() =>
        KilledInAsync(Phase.Archive, debrief => Task.FromResult(Directory.Exists(Path.Combine(debrief.Home, "archive"))));

    /// <param name="hasBegun">That phase, in a home.</param>
    async Task KilledInAsync(Phase phase, Func<DebriefProcess, Task<bool>> hasBegun)
    {
        var reached = 0;
        for (var moment = 0; moment < 5; moment++)
        {
            reached += phase == await IsMadeGoodAsync(async debrief =>
            {
                for (var wait = Stopwatch.StartNew(); !await hasBegun(debrief) && wait.Elapsed < TimeSpan.FromSeconds(30);)
                    await Task.Delay(2);
                await Task.Delay(_random.Next(40) * moment / 4);
            }) ? 1 : 0;
        }
        Assert.InRange(reached, 1, 5);
    }

    /// <returns>What was still to do when it was killed.</returns>
    async Task<Phase> IsMadeGoodAsync(Func<DebriefProcess, Task> moment)
    {
        using var debrief = undisturbed.NewHome();
        using (var sync = debrief.Start("sync", "--json"))
        {
            await moment(debrief);
            await sync.KillAsync();
        }
        var phase = await PhaseAsync(debrief.Database);

        (await debrief.RunAsync("sync", "--json")).Succeeded();

        SameContent(undisturbed.Content, await StoredContent.OfAsync(debrief), phase);
        return phase;
    }

    async Task<bool> AllAreReadAsync(string database)
    {
        try
        {
            return (ConnectionString.IsPostgres(database) || File.Exists(database)) && await Database.RowsAsync(database, "select count(*) from transcripts") is [var read] && read == $"{undisturbed.Transcripts.Files}";
        }
        catch (DbException)
        {
            // There is no table yet, or it is being made.
            return false;
        }
    }

    async Task<Phase> PhaseAsync(string database)
    {
        if (!await AllAreReadAsync(database))
            return Phase.Reading;
        if (await Database.RowsAsync(database, "select 1 from transcripts t where copies_seen <> (select count(*) from message_copies c where c.transcript_id = t.id) limit 1") is [_])
            return Phase.Copies;
        return await Database.RowsAsync(database, "select 1 from transcripts where archived_size < read_to limit 1") is [_] ? Phase.Archive : Phase.Over;
    }

    /// <summary>Names the first line that differs; the whole would be millions of characters.</summary>
    static void SameContent(string expected, string actual, Phase phase)
    {
        if (expected == actual)
            return;
        var (left, right) = (expected.Split('\n'), actual.Split('\n'));
        var line = Enumerable.Range(0, Math.Max(left.Length, right.Length)).First(i => left.ElementAtOrDefault(i) != right.ElementAtOrDefault(i));
        Assert.Fail($"Killed in phase {phase}, line {line}:\nundisturbed: {left.ElementAtOrDefault(line)}\nafter kill:  {right.ElementAtOrDefault(line)}");
    }

    enum Phase { Reading, Copies, Archive, Over }

    /// <summary>One sync that nobody disturbs: what it leaves, and how long it takes.</summary>
    public abstract class Undisturbed(TestDatabase on) : IAsyncLifetime
    {
        ForkedTranscripts? _transcripts;

        internal ForkedTranscripts Transcripts => _transcripts!;
        internal string Content { get; private set; } = "";
        internal TimeSpan Took { get; private set; }

        /// <summary>With a database of its own.</summary>
        internal DebriefProcess NewHome()
        {
            var debrief = new DebriefProcess(Transcripts.Folder);
            if (on is Postgres)
                debrief.Environment["DEBRIEF_DATABASE"] = on.New(hasTables: false);
            return debrief;
        }

        public async ValueTask InitializeAsync()
        {
            _transcripts = new();
            using var debrief = NewHome();
            var watch = Stopwatch.StartNew();
            (await debrief.RunAsync("sync", "--json")).Succeeded();
            Took = watch.Elapsed;
            Content = await StoredContent.OfAsync(debrief);

            // Else there was no second phase to kill.
            Assert.NotEmpty(await Database.RowsAsync(debrief.Database, "select id from transcripts where copied_to > 0"));
        }

        public ValueTask DisposeAsync()
        {
            _transcripts?.Dispose();
            on.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
