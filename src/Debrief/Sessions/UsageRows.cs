using System.Data.Common;
using Debrief.Sessions.Folding;
using Debrief.Storage;

namespace Debrief.Sessions;

/// <summary>
/// Writes message_usage. Where a message stands in several transcripts, which of them owns it and which figures hold follow from
/// the claims alone, never from the order in which they come: so any order, and any repetition, ends in the same rows.
/// </summary>
sealed class UsageRows(DbConnection db) : IDisposable
{
    /// <summary>What <see cref="Read"/> reads, in its order.</summary>
    public const string Columns = """
        at, model, input_tokens, output_tokens, cache_creation_5m_tokens, cache_creation_1h_tokens, cache_read_tokens, web_searches, output_is_final
        """;

    readonly Statement _insert = new(db, """
        insert into message_usage (id, transcript_id, claim, at, model, input_tokens, output_tokens,
                                   cache_creation_5m_tokens, cache_creation_1h_tokens, cache_read_tokens, web_searches, output_is_final)
        select @id, @transcript, @claim, @at, @model, @input, @output, @creation5m, @creation1h, @read, @searches, @final
         where not exists (select 1 from folded_messages where hash = @hash)
            on conflict (id) do nothing
        """);

    readonly Statement _find = new(db, $"""
        select transcript_id, {Columns},
               claim, transcripts.begun_at, transcripts.read_to, transcripts.path
          from message_usage
          join transcripts on transcripts.id = message_usage.transcript_id
         where message_usage.id = @id
        """);

    readonly Statement _update = new(db, """
        update message_usage
           set transcript_id = @transcript, claim = @claim, at = @at, model = @model, input_tokens = @input, output_tokens = @output,
               cache_creation_5m_tokens = @creation5m, cache_creation_1h_tokens = @creation1h, cache_read_tokens = @read,
               web_searches = @searches, output_is_final = @final
         where id = @id
        """);

    readonly Statement _copy = new(db, "insert into message_copies (message_id, transcript_id) values (@id, @transcript) on conflict do nothing");
    readonly Statement _copyOfFolded = new(db, """
        insert into message_copies (message_id, transcript_id, owner_id)
        select @id, @transcript, transcript_id
          from folded_messages
         where hash = @hash and transcript_id <> @transcript
            on conflict do nothing
        """);

    readonly Statement _earlier = new(db, """
        select message_usage.id, transcripts.id, transcripts.path
          from message_usage
          join message_copies on message_copies.message_id = message_usage.id
          join transcripts on transcripts.id = message_copies.transcript_id
         where message_usage.transcript_id = @me
           and message_usage.claim = 0
           and transcripts.kind <> 'copy'
           and transcripts.begun_at = @begun_at
           and (transcripts.read_to, transcripts.path) < (@read_to, @path)
         order by message_usage.id, transcripts.read_to desc, transcripts.path desc
        """);

    readonly Statement _give = new(db, "update message_usage set transcript_id = @to where id = @id");
    readonly Statement _unsettle = new(db, "update transcripts set copies_seen = -1 where id = @id");
    readonly Statement _ownsAfterAll = new(db, "delete from message_copies where message_id = @id and transcript_id = @transcript");

    /// <returns>How many rows were written.</returns>
    public int Write(IEnumerable<MessageUsage> messages, Claimant claimant)
    {
        var all = messages.ToArray();
        var written = _insert.RunEach(Array.ConvertAll(all, message => Row(message, claimant)));
        var rows = 0;
        for (var i = 0; i < all.Length; i++)
            rows += written[i] > 0 ? written[i] : Merge(all[i], claimant);
        return rows;
    }

    /// <summary>Of transcripts begun at the same moment the shorter one owns what they share. One that grew may have become the longer.</summary>
    public int Yield(Claimant grown)
    {
        var owners = new Dictionary<string, long>(StringComparer.Ordinal);
        using (var earlier = _earlier.Query(grown.Transcript, grown.BegunAt, grown.ReadTo, grown.Path))
        {
            while (earlier.Read())
            {
                // What is no longer there couldn't be read again, and then its beginning would count nowhere.
                if (File.Exists(earlier.GetString(2)))
                    owners[earlier.GetString(0)] = earlier.GetInt64(1);
            }
        }

        var rows = 0;
        foreach (var (message, owner) in owners)
            rows += _give.Run(owner, message) + _ownsAfterAll.Run(message, owner) + _copy.Run(message, grown.Transcript);
        foreach (var transcript in owners.Values.Append(grown.Transcript).Distinct().Where(_ => owners.Count > 0))
            rows += _unsettle.Run(transcript);
        return rows;
    }

    public void Dispose()
    {
        foreach (var statement in (ReadOnlySpan<Statement>)[_insert, _find, _update, _copy, _copyOfFolded, _earlier, _give, _unsettle, _ownsAfterAll])
            statement.Dispose();
    }

    /// <param name="first">Where the <see cref="Columns"/> begin.</param>
    public static MessageUsage Read(DbDataReader row, string id, int first) => new()
    {
        Id = id,
        At = row.IsDBNull(first) ? null : row.GetFieldValue<DateTimeOffset>(first),
        Model = row.GetString(first + 1),
        Input = row.GetInt64(first + 2),
        Output = row.GetInt64(first + 3),
        CacheCreation5m = row.GetInt64(first + 4),
        CacheCreation1h = row.GetInt64(first + 5),
        CacheRead = row.GetInt64(first + 6),
        WebSearches = row.GetInt32(first + 7),
        OutputIsFinal = row.GetBoolean(first + 8),
    };

    static object?[] Row(MessageUsage m, Claimant by) =>
        [m.Id, by.Transcript, (int)by.Claim, m.At, m.Model, m.Input, m.Output, m.CacheCreation5m, m.CacheCreation1h, m.CacheRead, m.WebSearches, m.OutputIsFinal, FoldedId.Hash(m.Id)];

    int Merge(MessageUsage claim, Claimant claimant)
    {
        if (Find(claim.Id) is not (var known, var owner))
            return CopyOfFolded(claim.Id, claimant);

        var first = claimant.ComesBefore(owner) ? claimant : owner;
        var rows = owner.Transcript == claimant.Transcript ? 0 : Copy(claim.Id, first == owner ? claimant : owner, first);
        var merged = known.Merge(claim);
        return first == owner && merged == known ? rows : rows + Update(merged, first);
    }

    /// <summary>A transcript that says a message as its own, and isn't the first to, copied it; an echo copies nothing.</summary>
    int Copy(string id, Claimant later, Claimant first) =>
        (later.Claim == Claim.Echo ? 0 : _copy.Run(id, later.Transcript)) + _ownsAfterAll.Run(id, first.Transcript);

    /// <summary>What was folded stays as it is, and with whose it was: whoever says it again copied it.</summary>
    int CopyOfFolded(string id, Claimant claimant) => claimant.Claim == Claim.Echo ? 0 : _copyOfFolded.Run(id, claimant.Transcript, FoldedId.Hash(id));

    int Update(MessageUsage m, Claimant by) =>
        _update.Run(by.Transcript, (int)by.Claim, m.At, m.Model, m.Input, m.Output, m.CacheCreation5m, m.CacheCreation1h, m.CacheRead, m.WebSearches, m.OutputIsFinal, m.Id);

    /// <returns>Null: it was folded.</returns>
    (MessageUsage Usage, Claimant Owner)? Find(string id)
    {
        using var row = _find.Query(id);
        if (!row.Read())
            return null;

        return (Read(row, id, 1), new(row.GetInt64(0), (Claim)row.GetInt32(10), row.IsDBNull(11) ? null : row.GetInt64(11), row.GetInt64(12), row.GetString(13)));
    }
}

/// <summary>A transcript that holds a message.</summary>
/// <param name="BegunAt">When it was begun: a copy is begun later than what it copies.</param>
/// <param name="ReadTo">How long it is: a copy that was made without a time of its own has all of its original, and goes on.</param>
readonly record struct Claimant(long Transcript, Claim Claim, long? BegunAt, long ReadTo, string Path)
{
    public bool ComesBefore(Claimant other) => Compare(other) < 0;

    int Compare(Claimant other)
    {
        var byClaim = Claim.CompareTo(other.Claim);
        var byTime = (BegunAt ?? long.MaxValue).CompareTo(other.BegunAt ?? long.MaxValue);
        var byLength = ReadTo.CompareTo(other.ReadTo);
        return byClaim != 0 ? byClaim : byTime != 0 ? byTime : byLength != 0 ? byLength : string.CompareOrdinal(Path, other.Path);
    }
}

/// <summary>How a transcript holds a message, the strongest claim first.</summary>
enum Claim
{
    Own,

    /// <summary>In a sub-agent's transcript that begins with the whole conversation of its parent.</summary>
    RepeatedConversation,

    /// <summary>In the parent's transcript, as progress of its sub-agent.</summary>
    Echo,
}
