using System.Data.Common;
using Debrief.Storage;

namespace Debrief.Sessions;

/// <summary>
/// Writes message_usage. Where a message stands in several transcripts, which of them owns it and which figures hold follow from
/// the claims alone, never from the order in which they come: so any order, and any repetition, ends in the same rows.
/// </summary>
sealed class UsageRows(DbConnection db) : IDisposable
{
    readonly Statement _insert = new(db, """
        insert into message_usage (id, transcript_id, owner_rank, at, model, input_tokens, output_tokens,
                                   cache_creation_5m_tokens, cache_creation_1h_tokens, cache_read_tokens, web_searches, output_is_final)
        values (@id, @transcript, @rank, @at, @model, @input, @output, @creation5m, @creation1h, @read, @searches, @final)
        on conflict (id) do nothing
        """);

    readonly Statement _find = new(db, """
        select transcript_id, owner_rank, at, model, input_tokens, output_tokens,
               cache_creation_5m_tokens, cache_creation_1h_tokens, cache_read_tokens, web_searches, output_is_final
          from message_usage
         where id = @id
        """);

    readonly Statement _update = new(db, """
        update message_usage
           set transcript_id = @transcript, owner_rank = @rank, at = @at, model = @model, input_tokens = @input, output_tokens = @output,
               cache_creation_5m_tokens = @creation5m, cache_creation_1h_tokens = @creation1h, cache_read_tokens = @read,
               web_searches = @searches, output_is_final = @final
         where id = @id
        """);

    readonly Statement _copy = new(db, "insert into message_copies (message_id, transcript_id) values (@id, @transcript) on conflict do nothing");
    readonly Statement _ownsAfterAll = new(db, "delete from message_copies where message_id = @id and transcript_id = @transcript");

    /// <returns>How many rows were written.</returns>
    public int Write(IEnumerable<MessageUsage> messages, long transcript, string rank)
    {
        var rows = 0;
        foreach (var message in messages)
        {
            var written = Insert(message, transcript, rank);
            rows += written > 0 ? written : Merge(message, transcript, rank);
        }

        return rows;
    }

    public void Dispose()
    {
        foreach (var statement in (ReadOnlySpan<Statement>)[_insert, _find, _update, _copy, _ownsAfterAll])
            statement.Dispose();
    }

    int Insert(MessageUsage m, long transcript, string rank) =>
        _insert.Run(m.Id, transcript, rank, Text(m.At), m.Model, m.Input, m.Output, m.CacheCreation5m, m.CacheCreation1h, m.CacheRead, m.WebSearches, m.OutputIsFinal);

    int Merge(MessageUsage claim, long transcript, string rank)
    {
        var (known, owner, ownerRank) = Find(claim.Id);
        var merged = known.Merge(claim);
        var isOwner = owner == transcript || string.CompareOrdinal(rank, ownerRank) < 0;
        var rows = 0;
        if (owner != transcript)
            rows += _copy.Run(claim.Id, isOwner ? owner : transcript);
        if (isOwner && owner != transcript)
            rows += _ownsAfterAll.Run(claim.Id, transcript);
        if (merged != known || isOwner && owner != transcript)
            rows += Update(merged, isOwner ? transcript : owner, isOwner ? rank : ownerRank);
        return rows;
    }

    int Update(MessageUsage m, long transcript, string rank) =>
        _update.Run(transcript, rank, Text(m.At), m.Model, m.Input, m.Output, m.CacheCreation5m, m.CacheCreation1h, m.CacheRead, m.WebSearches, m.OutputIsFinal, m.Id);

    (MessageUsage Usage, long Owner, string Rank) Find(string id)
    {
        using var row = _find.Query(id);
        row.Read();
        var usage = new MessageUsage
        {
            Id = id,
            At = row.IsDBNull(2) ? null : DateTimeOffset.Parse(row.GetString(2)),
            Model = row.GetString(3),
            Input = row.GetInt64(4),
            Output = row.GetInt64(5),
            CacheCreation5m = row.GetInt64(6),
            CacheCreation1h = row.GetInt64(7),
            CacheRead = row.GetInt64(8),
            WebSearches = row.GetInt32(9),
            OutputIsFinal = row.GetBoolean(10),
        };
        return (usage, row.GetInt64(0), row.GetString(1));
    }

    static string? Text(DateTimeOffset? time) => time is { } at ? Columns.ToText(at) : null;
}
