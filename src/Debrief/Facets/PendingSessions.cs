using Dapper;
using Debrief.Sessions;
using Debrief.Storage;

namespace Debrief.Facets;

/// <summary>
/// Which sessions of more than five messages wait for facets: those that have ended and have none, or grew since they got them. Facets by rules cost nothing, and are
/// made again by other rules, from another profile, and by a model where one is asked for. What a model answered only a model replaces, and of itself only where the
/// session grew. Who failed waits its time, who is with another run doesn't wait, and whose answer is awaited from a batch doesn't wait for a model. Sub-agents wait only where they are asked for.
/// </summary>
/// <param name="profileVersion">Null: facets by rules don't wait because of the profile.</param>
sealed class PendingSessions(Database database, string? profileVersion = null)
{
    // Who was tried before comes after who was not, so that a few that always fail hold nobody up.
    const string Waiting = """
        select s.*, p.project as parent_project,
               (f.session_id is null or f.extractor = 'rules' and
                   (s.message_count > f.extracted_messages or f.prompt_version <> @rulesVersion or f.profile_version <> coalesce(@profileVersion, f.profile_version)))
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
           and not exists (select 1 from extraction_claims where session_id = s.id and claimed_until > @now)
           and (@Extractor = 'rules' or not exists (select 1 from extraction_attempts where session_id = s.id and outcome = 'in_batch'))
           and (@force and (@Extractor <> 'rules' or coalesce(f.extractor, 'rules') = 'rules')
                or (f.session_id is null
                    or f.extractor = 'rules' and
                       (@Extractor <> 'rules' or s.message_count > f.extracted_messages or f.prompt_version <> @rulesVersion or f.profile_version <> coalesce(@profileVersion, f.profile_version))
                    or f.extractor <> 'rules' and @Extractor <> 'rules' and
                       (s.message_count > f.extracted_messages or @Outdated and (f.prompt_version <> coalesce(@PromptVersion, f.prompt_version) or f.profile_version <> coalesce(@profileVersion, f.profile_version))))
                and (@RetryFailed or a.id is null or a.outcome <> 'failed' or s.message_count > a.messages or a.retry_at <= @now))
         order by case when @RetryFailed and a.outcome = 'failed' then 0 else 1 end,
                  case when s.parent_id is null then 0 else 1 end,
                  case when a.outcome in ('failed', 'interrupted') and a.messages >= s.message_count then a.try else 0 end,
                  s.ended_at desc, s.id
        """;

    /// <summary>Facets by a model that a model must make again: since the session grew, or, of one that didn't, by another prompt or profile.</summary>
    const string Stale = """
        select s.*, p.project as parent_project
          from session_facets f
          join claude_sessions s on s.id = f.session_id
          left join claude_sessions p on p.id = s.parent_id
         where (s.parent_id is null or @SubAgents)
           and s.ended_at <= @settled
           and f.extractor <> 'rules'
           and case when @grown then s.message_count > f.extracted_messages
                    else s.message_count <= f.extracted_messages and (f.prompt_version <> coalesce(@PromptVersion, f.prompt_version) or f.profile_version <> coalesce(@profileVersion, f.profile_version)) end
        """;

    /// <summary>A session that ended less long ago may go on.</summary>
    static readonly TimeSpan _settled = TimeSpan.FromMinutes(15);

    static PendingSessions() => SessionColumns.Register();

    /// <summary>Who is to extract: rules, model, bridge.</summary>
    public string Extractor { get; init; } = "rules";

    /// <summary>What a model is asked by now: facets by another prompt are outdated. Null: unknown, and so is which are.</summary>
    public string? PromptVersion { get; init; }

    /// <summary>Facets by a model wait also where they are outdated, though it costs to make them again.</summary>
    public bool Outdated { get; init; }

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
        var rows = await db.QueryAsync<Session, Waits, (Session Session, bool ByRules)>(
            new CommandDefinition(Waiting + " limit @most", Values(now, since, force, Extractor == "rules" ? limit : int.MaxValue), cancellationToken: cancel),
            (session, waits) => (session, waits.ByRules), splitOn: "by_rules");
        return [.. rows.Where(row => Extractor == "rules" || row.ByRules || !IsExcluded(row.Session)).Select(row => row.Session).Take(limit)];
    }

    public async Task<int> CountAsync(DateTimeOffset now, DateTimeOffset? since, CancellationToken cancel)
    {
        if (Extractor != "rules")
            return (await ListAsync(now, since, int.MaxValue, force: false, cancel)).Count;

        await using var db = await database.ConnectAsync(cancel);
        return await db.ExecuteScalarAsync<int>(new CommandDefinition($"select count(*) from ({Waiting}) w", Values(now, since, force: false, int.MaxValue), cancellationToken: cancel));
    }

    /// <summary>Why a session doesn't wait; null: it does, or is forced.</summary>
    /// <param name="known">Its facets.</param>
    public string? WhyNot(Session session, SessionFacet? known, bool force)
    {
        if (known is null)
            return null;
        var byRules = Extractor == "rules" || IsExcluded(session);
        if (byRules && known.Extractor != "rules")
            return $"Session {session.Id} has its facets by a model, which rules don't replace.";

        var isOutdated = known.Extractor == "rules" ? !byRules || IsOther(known, RulesExtractor.Version) : Outdated && IsOther(known, PromptVersion ?? known.PromptVersion);
        return force || isOutdated || session.MessageCount > known.ExtractedMessages ? null : $"Session {session.Id} has its facets already. Extract them again with --force.";
    }

    bool IsOther(SessionFacet known, string version) => known.PromptVersion != version || known.ProfileVersion != (profileVersion ?? known.ProfileVersion);

    /// <summary>Sessions whose facets by a model rest on another prompt or profile than today's, and that grew not since.</summary>
    public Task<int> CountOutdatedAsync(DateTimeOffset now, CancellationToken cancel) => CountStaleAsync(now, grown: false, cancel);

    /// <summary>Sessions that grew since a model answered about them.</summary>
    public Task<int> CountGrownAsync(DateTimeOffset now, CancellationToken cancel) => CountStaleAsync(now, grown: true, cancel);

    async Task<int> CountStaleAsync(DateTimeOffset now, bool grown, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        var stale = await db.QueryAsync<Session>(new CommandDefinition(Stale, new { settled = now - _settled, grown, SubAgents, PromptVersion, profileVersion }, cancellationToken: cancel));
        return stale.Count(session => !IsExcluded(session));
    }

    object Values(DateTimeOffset now, DateTimeOffset? since, bool force, int most) =>
        new { now, settled = now - _settled, since = since ?? DateTimeOffset.MinValue, force, RetryFailed, SubAgents, profileVersion, Extractor, PromptVersion, Outdated, rulesVersion = RulesExtractor.Version, most };

    sealed record Waits
    {
        public bool ByRules { get; init; }
    }
}
