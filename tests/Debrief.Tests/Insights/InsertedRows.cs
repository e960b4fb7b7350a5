using System.Data.Common;
using Dapper;
using Debrief.Facets;
using Debrief.Sessions;
using Debrief.Storage;

namespace Debrief.Tests.Insights;

/// <summary>Puts rows into the tables, as the stages before would leave them.</summary>
sealed class InsertedRows(DbConnection db)
{
    // Long after the session: no aggregate may go by it.
    static readonly DateTimeOffset Extracted = new(2026, 11, 11, 11, 11, 11, TimeSpan.Zero);

    static InsertedRows() => Columns.Register();

    public void Session(Session session)
    {
        using var rows = new SessionRows(db);
        rows.Save(session);
    }

    public async Task FacetAsync(string sessionId, SessionFacet facet)
    {
        await using var transaction = await db.BeginTransactionAsync();
        await FacetStore.SaveAsync(db, transaction, facet with { SessionId = sessionId, ExtractedMessages = 12, CreatedAt = Extracted, UpdatedAt = Extracted }, CancellationToken.None);
        await transaction.CommitAsync();
    }

    /// <summary>Of twelve messages.</summary>
    public Task AttemptAsync(string sessionId, string outcome) => db.ExecuteAsync("""
        insert into extraction_attempts (session_id, try, started_at, host, pid, extractor, model, prompt_version, messages, outcome, dropped)
        values (@sessionId, 1, @Extracted, 'here', 1, 'model', 'm', 'v1', 12, @outcome, '{}')
        """, new { sessionId, outcome, Extracted });

    /// <param name="transcript">Its number.</param>
    /// <param name="sessionId">Null: nothing in the transcript says.</param>
    public Task TranscriptAsync(long transcript, string? sessionId) => db.ExecuteAsync("""
        insert into transcripts (id, path, session_id, kind, size, modified_at, read_to, copied_to, copies_seen, lines, bad_lines, facts, shrunk, archived_size)
        values (@transcript, 't.jsonl', @sessionId, 'session', 1, 1, 1, 0, 0, 1, 0, '{}', false, 0)
        """, new { transcript, sessionId });

    public Task UsageAsync(long transcript, string? at, string model, long input, long output, long write5m, long write1h, long read, int searches) => db.ExecuteAsync("""
        insert into message_usage (id, transcript_id, claim, at, model, input_tokens, output_tokens, cache_creation_5m_tokens, cache_creation_1h_tokens,
               cache_read_tokens, web_searches, output_is_final)
        values (@id, @transcript, 0, @time, @model, @input, @output, @write5m, @write1h, @read, @searches, true)
        """, new { id = Guid.NewGuid().ToString(), transcript, time = at is null ? (DateTimeOffset?)null : Some.Time(at), model, input, output, write5m, write1h, read, searches });
}
