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
        insert into message_usage (id, transcript_id, at, model, input_tokens, output_tokens,
                                   cache_creation_5m_tokens, cache_creation_1h_tokens, cache_read_tokens, web_searches, output_is_final)
        values (@id, @transcript, @at, @model, @input, @output, @creation5m, @creation1h, @read, @searches, @final)
        on conflict (id) do nothing
        """);

    readonly Statement _find = new(db, """
        select transcript_id, at, model, input_tokens, output_tokens,
               cache_creation_5m_tokens, cache_creation_1h_tokens, cache_read_tokens, web_searches, output_is_final,
               transcripts.kind, transcripts.begun_at, transcripts.path
          from message_usage
          join transcripts on transcripts.id = message_usage.transcript_id
         where message_usage.id = @id
        """);

    readonly Statement _update = new(db, """
        update message_usage
           set transcript_id = @transcript, at = @at, model = @model, input_tokens = @input, output_tokens = @output,
               cache_creation_5m_tokens = @creation5m, cache_creation_1h_tokens = @creation1h, cache_read_tokens = @read,
               web_searches = @searches, output_is_final = @final
         where id = @id
        """);

    readonly Statement _copy = new(db, "insert into message_copies (message_id, transcript_id) values (@id, @transcript) on conflict do nothing");
    readonly Statement _ownsAfterAll = new(db, "delete from message_copies where message_id = @id and transcript_id = @transcript");

    /// <returns>How many rows were written.</returns>
    public int Write(IEnumerable<MessageUsage> messages, Claimant claimant)
    {
        var rows = 0;
        foreach (var message in messages)
        {
            var written = Insert(message, claimant.Transcript);
            rows += written > 0 ? written : Merge(message, claimant);
        }

        return rows;
    }

    public void Dispose()
    {
        foreach (var statement in (ReadOnlySpan<Statement>)[_insert, _find, _update, _copy, _ownsAfterAll])
            statement.Dispose();
    }

    int Insert(MessageUsage m, long transcript) =>
        _insert.Run(m.Id, transcript, Text(m.At), m.Model, m.Input, m.Output, m.CacheCreation5m, m.CacheCreation1h, m.CacheRead, m.WebSearches, m.OutputIsFinal);

    int Merge(MessageUsage claim, Claimant claimant)
    {
        var (known, owner) = Find(claim.Id);
        var merged = known.Merge(claim);
        if (owner.Transcript == claimant.Transcript)
            return merged == known ? 0 : Update(merged, owner.Transcript);

        var takesOver = claimant.ComesBefore(owner);
        var rows = _copy.Run(claim.Id, takesOver ? owner.Transcript : claimant.Transcript);
        if (takesOver)
            rows += _ownsAfterAll.Run(claim.Id, claimant.Transcript);
        if (takesOver || merged != known)
            rows += Update(merged, takesOver ? claimant.Transcript : owner.Transcript);
        return rows;
    }

    int Update(MessageUsage m, long transcript) =>
        _update.Run(transcript, Text(m.At), m.Model, m.Input, m.Output, m.CacheCreation5m, m.CacheCreation1h, m.CacheRead, m.WebSearches, m.OutputIsFinal, m.Id);

    (MessageUsage Usage, Claimant Owner) Find(string id)
    {
        using var row = _find.Query(id);
        row.Read();
        var usage = new MessageUsage
        {
            Id = id,
            At = row.IsDBNull(1) ? null : DateTimeOffset.Parse(row.GetString(1)),
            Model = row.GetString(2),
            Input = row.GetInt64(3),
            Output = row.GetInt64(4),
            CacheCreation5m = row.GetInt64(5),
            CacheCreation1h = row.GetInt64(6),
            CacheRead = row.GetInt64(7),
            WebSearches = row.GetInt32(8),
            OutputIsFinal = row.GetBoolean(9),
        };
        return (usage, new(row.GetInt64(0), row.GetString(10) == "copy", row.IsDBNull(11) ? null : row.GetInt64(11), row.GetString(12)));
    }

    static string? Text(DateTimeOffset? time) => time is { } at ? Columns.ToText(at) : null;
}

/// <summary>A transcript that holds a message.</summary>
/// <param name="RepeatsParent">It is a sub-agent's that begins with the whole conversation of its parent.</param>
/// <param name="BegunAt">When it was begun: a copy is begun later than what it copies.</param>
readonly record struct Claimant(long Transcript, bool RepeatsParent, long? BegunAt, string Path)
{
    public bool ComesBefore(Claimant other) => Compare(other) < 0;

    int Compare(Claimant other)
    {
        var byKind = RepeatsParent.CompareTo(other.RepeatsParent);
        var byTime = (BegunAt ?? long.MaxValue).CompareTo(other.BegunAt ?? long.MaxValue);
        return byKind != 0 ? byKind : byTime != 0 ? byTime : string.CompareOrdinal(Path, other.Path);
    }
}
