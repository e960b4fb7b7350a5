using Dapper;
using Debrief.Sessions;
using Debrief.Storage;

namespace Debrief.Facets;

/// <summary>
/// Which sessions of more than five messages wait for facets: those that have ended and have none, or grew since they got them. Facets by rules are made again
/// from another profile, and by a model where one is asked for. Who failed waits its time. Sub-agents wait only where they are asked for.
/// </summary>
/// <param name="profileVersion">Null: facets by rules don't wait because of the profile.</param>
sealed class PendingSessions(Database database, string? profileVersion = null)
{
    // Who was tried before comes after who was not, so that a few that always fail hold nobody up.
    const string Waiting = """
        select s.*, p.project as parent_project,
               (f.session_id is null or s.message_count > f.extracted_messages or @profileVersion is not null and f.extractor = 'rules' and f.profile_version <> @profileVersion)
               and (r.id is null or r.outcome <> 'failed' or s.message_count > r.messages or r.retry_at <= @now) as by_rules
          from claude_sessions s
          left join claude_sessions p on p.id = s.parent_id
          left join session_facets f on f.session_id = s.id
          left join extraction_attempts a on a.id = (select max(id) from extraction_attempts where session_id = s.id and extractor = @Extractor and outcome <> 'running')
          left join extraction_attempts r on r.id = (select max(id) from extraction_attempts where session_id = s.id and extractor = 'rules' and outcome <> 'running')
         where (s.parent_id is null or @SubAgents)
           and s.message_count > 5
           and s.ended_at <= @settled
           and s.ended_at >= @since
           and (@force
                or (f.session_id is null
                    or s.message_count > f.extracted_messages
                    or f.extractor = 'rules' and (@Extractor <> 'rules' or @profileVersion is not null and f.profile_version <> @profileVersion))
                and (@RetryFailed or a.id is null or a.outcome <> 'failed' or s.message_count > a.messages or a.retry_at <= @now))
         order by case when @RetryFailed and a.outcome = 'failed' then 0 else 1 end,
                  case when s.parent_id is null then 0 else 1 end,
                  case when a.outcome in ('failed', 'interrupted') and a.messages >= s.message_count then a.try else 0 end,
                  s.ended_at desc, s.id
        """;

    /// <summary>A session that ended less long ago may go on.</summary>
    static readonly TimeSpan _settled = TimeSpan.FromMinutes(15);

    static PendingSessions() => SessionColumns.Register();

    /// <summary>Who is to extract: rules, model, bridge.</summary>
    public string Extractor { get; init; } = "rules";

    /// <summary>Those that failed come first, whatever time they should wait.</summary>
    public bool RetryFailed { get; init; }

    /// <summary>Those that have rows, after the sessions.</summary>
    public bool SubAgents { get; init; }

    /// <summary>Sessions that go by rules whoever is to extract.</summary>
    public Func<Session, bool> IsExcluded { get; init; } = _ => false;

    /// <summary>The first to be extracted first.</summary>
    /// <param name="since">Sessions that ended before are left out.</param>
    /// <param name="force">Those that have facets too, and those that wait because they failed.</param>
    public async Task<IReadOnlyList<Session>> ListAsync(DateTimeOffset now, DateTimeOffset? since, int limit, bool force, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        var rows = await db.QueryAsync<Session, long, (Session Session, bool ByRules)>(
            new CommandDefinition(Waiting + " limit @most", Values(now, since, force, Extractor == "rules" ? limit : int.MaxValue), cancellationToken: cancel),
            (session, byRules) => (session, byRules != 0), splitOn: "by_rules");
        return [.. rows.Where(row => Extractor == "rules" || row.ByRules || !IsExcluded(row.Session)).Select(row => row.Session).Take(limit)];
    }

    public async Task<int> CountAsync(DateTimeOffset now, DateTimeOffset? since, CancellationToken cancel)
    {
        if (Extractor != "rules")
            return (await ListAsync(now, since, int.MaxValue, force: false, cancel)).Count;

        await using var db = await database.ConnectAsync(cancel);
        return await db.ExecuteScalarAsync<int>(new CommandDefinition($"select count(*) from ({Waiting}) w", Values(now, since, force: false, int.MaxValue), cancellationToken: cancel));
    }

    object Values(DateTimeOffset now, DateTimeOffset? since, bool force, int most) =>
        new { now, settled = now - _settled, since = since ?? DateTimeOffset.MinValue, force, RetryFailed, SubAgents, profileVersion, Extractor, most };
}
