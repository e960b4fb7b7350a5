using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Dapper;
using Debrief.Storage;

namespace Debrief.Insights.Daily;

/// <summary>How often each of some days changed.</summary>
sealed class DayChanges
{
    /// <summary>So many notes are read in no time; beyond them they are put together.</summary>
    const int MostNotes = 2000;

    readonly IReadOnlyList<Note> _notes;

    DayChanges(IReadOnlyList<Note> notes) => _notes = notes;

    /// <summary>And would be far fewer put together.</summary>
    public bool AreMany => _notes.Count > MostNotes && _notes.Count > 2 * _notes.Select(DaysOf).Distinct().Count();

    /// <summary>All that may have changed between two moments.</summary>
    public static async Task<DayChanges> ReadAsync(DbConnection db, Span span, CancellationToken cancel) => new([.. await db.QueryAsync<Note>(new CommandDefinition(
        "select id, from_at, to_at, changes from changed_spans where to_at >= @from and from_at < @to", new { from = span.From, to = span.To }, cancellationToken: cancel))]);

    /// <summary>It never becomes less, and more with every change.</summary>
    public long Of(Span day)
    {
        long changes = 0;
        foreach (var note in _notes)
            changes += note.ToAt >= day.From && note.FromAt < day.To ? note.Changes : 0;
        return changes;
    }

    /// <summary>Makes one note of all between the same days, wider than they were: that counts some days anew, and misses none.</summary>
    public static async Task PutTogetherAsync(Database database, Span span, CancellationToken cancel)
    {
        await using var db = await database.Written.ConnectAsync(cancel);
        // Whoever puts together does it alone. Notes that others add meanwhile aren't among those that it read, and stay.
        await using var transaction = await Dialect.BeginAloneAsync(db, "changed spans", cancel);
        var notes = (await ReadAsync(db, span, cancel))._notes;
        await db.ExecuteAsync(new CommandDefinition($"delete from changed_spans where id in (select cast(value as bigint) from {database.Dialect.Each("@ids")})",
            new { ids = JsonSerializer.Serialize(notes.Select(note => note.Id.ToString(CultureInfo.InvariantCulture)), DayJson.Default.IEnumerableString) }, transaction, cancellationToken: cancel));
        await db.ExecuteAsync(new CommandDefinition("insert into changed_spans (from_at, to_at, changes) values (@FromAt, @ToAt, @Changes)",
            notes.GroupBy(DaysOf).Select(group => new
            {
                FromAt = new DateTimeOffset(group.Key.From, TimeSpan.Zero),
                ToAt = new DateTimeOffset(group.Key.To, TimeSpan.Zero).AddDays(1).AddMilliseconds(-1),
                Changes = group.Sum(note => note.Changes),
            }), transaction, cancellationToken: cancel));
        await transaction.CommitAsync(cancel);
    }

    static (DateTime From, DateTime To) DaysOf(Note note) => (note.FromAt.UtcDateTime.Date, note.ToAt.UtcDateTime.Date);

    sealed record Note
    {
        public required long Id { get; init; }
        public required DateTimeOffset FromAt { get; init; }
        public required DateTimeOffset ToAt { get; init; }
        public required long Changes { get; init; }
    }
}
