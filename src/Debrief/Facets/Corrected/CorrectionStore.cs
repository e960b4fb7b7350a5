using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dapper;
using Debrief.Storage;

namespace Debrief.Facets.Corrected;

/// <summary>Keeps what a person says about sessions. It stands over every extraction, those to come too.</summary>
sealed class CorrectionStore(Database database, TimeProvider clock)
{
    static CorrectionStore()
    {
        Columns.Register();
        SqlMapper.AddTypeHandler(new JsonColumn<JsonObject>(CorrectedJson.Default.JsonObject));
    }

    /// <summary>Keeps the answers, beside earlier ones about other facets of the session, and puts them into its facets.</summary>
    /// <param name="by">Who says so.</param>
    /// <exception cref="UserError">The session has no facets yet.</exception>
    public async Task<SessionFacet> SaveAsync(string sessionId, FacetCorrection correction, string by, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        await using var transaction = await db.BeginTransactionAsync(cancel);
        var facet = await FacetStore.FindAsync(db, transaction, sessionId, cancel)
            ?? throw new UserError($"Session {sessionId} has no facets to correct yet: extract them first.");

        var all = await FindAsync(db, transaction, sessionId, cancel) is { } known ? Merged(known.Answers, correction.Answers) : correction.Answers;
        await db.ExecuteAsync(new CommandDefinition("""
            insert into facet_corrections (session_id, answers, corrected_by, corrected_at)
            values (@sessionId, @all, @by, @now)
            on conflict (session_id) do update set answers = excluded.answers, corrected_by = excluded.corrected_by, corrected_at = excluded.corrected_at
            """, new { sessionId, all, by, now = clock.GetUtcNow() }, transaction, cancellationToken: cancel));
        await FacetStore.SaveAsync(db, transaction, facet with { UpdatedAt = clock.GetUtcNow() }, cancel);
        await transaction.CommitAsync(cancel);
        return correction.Apply(facet);
    }

    /// <returns>Null where nobody has said anything.</returns>
    public async Task<FacetCorrection?> FindAsync(string sessionId, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        return await FindAsync(db, transaction: null, sessionId, cancel);
    }

    /// <summary>Likewise, within a transaction of somebody else's.</summary>
    public static async Task<FacetCorrection?> FindAsync(DbConnection db, DbTransaction? transaction, string sessionId, CancellationToken cancel) =>
        await db.QuerySingleOrDefaultAsync<string>(new CommandDefinition(
            "select answers from facet_corrections where session_id = @sessionId", new { sessionId }, transaction, cancellationToken: cancel)) is { } answers
            ? new(JsonSerializer.Deserialize(answers, CorrectedJson.Default.JsonObject)!)
            : null;

    static JsonObject Merged(JsonObject before, JsonObject now)
    {
        foreach (var (name, answer) in now)
            before[name] = answer?.DeepClone();
        return before;
    }
}
