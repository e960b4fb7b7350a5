using System.Data.Common;
using Dapper;
using Debrief.Sessions;

namespace Debrief.Facets.Runs;

/// <summary>What an extractor's tries with a session came to, since it last succeeded or the session grew.</summary>
sealed record Tried
{
    public long Tries { get; init; }
    public long Failures { get; init; }
    public long OwnFaults { get; init; }

    public Attempt As(long id, string sessionId) => new(id, sessionId, (int)Failures, (int)OwnFaults);

    public static Task<Tried> ReadAsync(DbConnection db, DbTransaction transaction, Session session, FacetExtractor extractor, CancellationToken cancel) =>
        db.QuerySingleAsync<Tried>(new CommandDefinition("""
            select count(*) as tries, count(*) filter (where outcome = 'failed') as failures, count(*) filter (where own_fault) as own_faults
              from extraction_attempts
             where session_id = @Id
               and extractor = @Name
               and messages >= @MessageCount
               and outcome not in ('running', 'in_batch')
               and id > coalesce((select max(id) from extraction_attempts where session_id = @Id and extractor = @Name and outcome = 'extracted'), 0)
            """, new { session.Id, extractor.Name, session.MessageCount }, transaction, cancellationToken: cancel));
}
