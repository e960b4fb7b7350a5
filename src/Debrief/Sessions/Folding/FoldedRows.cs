using System.Data.Common;
using Debrief.Storage;

namespace Debrief.Sessions.Folding;

/// <summary>
/// Puts a transcript's old messages together: those of one model in one quarter of an hour become one row. A day begins at a whole quarter of an hour in every time zone, so
/// that each row is of one day wherever it is asked for.
/// </summary>
sealed class FoldedRows(DbConnection db, DateTimeOffset before) : IDisposable
{
    static readonly TimeSpan s_quarter = TimeSpan.FromMinutes(15);

    readonly Statement _old = new(db, $"""
        select id, {UsageRows.Columns}
          from message_usage
         where transcript_id = @transcript and at < @before
         order by id
        """);

    readonly Statement _add = new(db, """
        insert into message_usage (id, transcript_id, claim, at, model, output_is_final, messages, input_tokens, output_tokens,
                                   cache_creation_5m_tokens, cache_creation_1h_tokens, cache_read_tokens, web_searches)
        values (@id, @transcript, 0, @at, @model, @final, @messages, @input, @output, @creation5m, @creation1h, @read, @searches)
        on conflict (id) do update
           set messages = message_usage.messages + excluded.messages, input_tokens = message_usage.input_tokens + excluded.input_tokens,
               output_tokens = message_usage.output_tokens + excluded.output_tokens,
               cache_creation_5m_tokens = message_usage.cache_creation_5m_tokens + excluded.cache_creation_5m_tokens,
               cache_creation_1h_tokens = message_usage.cache_creation_1h_tokens + excluded.cache_creation_1h_tokens,
               cache_read_tokens = message_usage.cache_read_tokens + excluded.cache_read_tokens, web_searches = message_usage.web_searches + excluded.web_searches
        """);

    readonly Statement _remember = new(db, "insert into folded_messages (hash, transcript_id) values (@hash, @transcript) on conflict do nothing");
    readonly Statement _tellCopies = new(db, "update message_copies set owner_id = @transcript where message_id = @id");
    readonly Statement _remove = new(db, "delete from message_usage where id = @id");
    // One with younger messages, whatever its file's time is, is looked at again.
    readonly Statement _done = new(db, """
        insert into folded_transcripts (transcript_id, read_to)
        select id, read_to from transcripts where id = @id and not exists (select 1 from message_usage where transcript_id = @id and at >= @before)
        on conflict (transcript_id) do update set read_to = excluded.read_to
        """);

    /// <returns>How many messages were folded, and into how many rows.</returns>
    public (int Messages, int Rows) Fold(long transcript)
    {
        // One alone takes less room than what would stand for it.
        var groups = Old(transcript).GroupBy(message => FoldedId.Of(transcript, Quarter(message.At!.Value), message.Model, message.OutputIsFinal)).Where(group => group.Count() > 1).ToList();
        var messages = groups.SelectMany(group => group).ToList();
        _remember.RunEach([.. messages.Select(message => new object?[] { FoldedId.Hash(message.Id), transcript })]);
        _tellCopies.RunEach([.. messages.Select(message => new object?[] { transcript, message.Id })]);
        _remove.RunEach([.. messages.Select(message => new object?[] { message.Id })]);
        _add.RunEach([.. groups.Select(group => Sum(group.Key, transcript, [.. group]))]);
        _done.Run(transcript, before);
        return (messages.Count, groups.Count);
    }

    public void Dispose()
    {
        foreach (var statement in (ReadOnlySpan<Statement>)[_old, _add, _remember, _tellCopies, _remove, _done])
            statement.Dispose();
    }

    List<MessageUsage> Old(long transcript)
    {
        var messages = new List<MessageUsage>();
        using var row = _old.Query(transcript, before);
        while (row.Read())
            if (!FoldedId.IsOne(row.GetString(0)))
                messages.Add(UsageRows.Read(row, row.GetString(0), 1));
        return messages;
    }

    static object?[] Sum(string id, long transcript, IReadOnlyList<MessageUsage> all) =>
    [
        id, transcript, Quarter(all[0].At!.Value), all[0].Model, all[0].OutputIsFinal, all.Count, all.Sum(m => m.Input), all.Sum(m => m.Output),
        all.Sum(m => m.CacheCreation5m), all.Sum(m => m.CacheCreation1h), all.Sum(m => m.CacheRead), all.Sum(m => m.WebSearches),
    ];

    static DateTimeOffset Quarter(DateTimeOffset at) => new(at.UtcTicks - at.UtcTicks % s_quarter.Ticks, TimeSpan.Zero);
}
