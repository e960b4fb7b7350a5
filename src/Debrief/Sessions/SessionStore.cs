using System.Data.Common;
using Dapper;
using Debrief.Storage;

namespace Debrief.Sessions;

/// <summary>Finds sessions, with all that was observed of them.</summary>
sealed class SessionStore(Database database)
{
    const int ShortestPrefix = 4;
    const int CandidatesTold = 5;

    static SessionStore() => SessionColumns.Register();

    /// <summary>The sessions that ended in a half-open span of time, the newest first. Those whose end is unknown come last, and only where no span is given.</summary>
    /// <param name="project">A glob on the working directory as in the profile, or a part of it; null: all.</param>
    /// <param name="limit">How many are read; all are counted.</param>
    public async Task<SessionList> ListAsync(DateTimeOffset? since, DateTimeOffset? until, string? project, int limit, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        await using var row = (DbDataReader)await db.ExecuteReaderAsync(new CommandDefinition("""
            select *
              from claude_sessions
             where parent_id is null
               and (@since is null or ended_at >= @since)
               and (@until is null or ended_at < @until)
             order by ended_at desc nulls last, id
            """, new { since, until }, cancellationToken: cancel));

        // Globs are matched here, so that they mean the same in every database.
        var total = 0;
        var sessions = new List<Session>();
        var read = row.GetRowParser<Session>();
        while (await row.ReadAsync(cancel))
            if ((project is null || SessionPages.IsMeant(project, row)) && total++ < limit)
                sessions.Add(read(row));
        return new(sessions, total);
    }

    /// <summary>The session of that id, or the only one whose id begins so; where there is none, the sub-agent that is called so.</summary>
    /// <param name="prefix">At least four characters, unless it is a whole id.</param>
    /// <exception cref="UserError">There is none, or more than one.</exception>
    public async Task<Session> FindAsync(string prefix, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        var found = await CandidatesAsync(db, prefix, cancel);
        var id = found switch
        {
            _ when found.Exists(candidate => candidate.Id == prefix) => prefix,
            _ when prefix.Length < ShortestPrefix => throw new UserError($"\"{prefix}\" is too short for a session's id. Give at least {ShortestPrefix} of its characters."),
            [] => null,
            [var only] => only.Id,
            _ => throw new UserError(Ambiguous("sessions", prefix, found)),
        };
        if (id is null)
            return await SubAgentAsync(prefix, cancel);

        return await db.QuerySingleAsync<Session>(new CommandDefinition("select * from claude_sessions where id = @id", new { id }, cancellationToken: cancel));
    }

    async Task<Session> SubAgentAsync(string prefix, CancellationToken cancel)
    {
        var found = await new SubAgents(database).FindAsync(prefix, cancel);
        return found switch
        {
            [] => throw new NothingFound($"There is no session whose id begins with \"{prefix}\". `debrief sessions` lists them."),
            [var only] => only,
            _ => throw new UserError(Ambiguous("sub-agents", prefix, [.. found.Select(agent => new Candidate { Id = agent.Id, Title = agent.Title })])),
        };
    }

    static async Task<List<Candidate>> CandidatesAsync(DbConnection db, string prefix, CancellationToken cancel) =>
        [.. await db.QueryAsync<Candidate>(new CommandDefinition("""
            select id, coalesce(title, first_prompt) as title
              from claude_sessions
             where parent_id is null
               and substr(lower(id), 1, length(@prefix)) = lower(@prefix)
             order by ended_at desc nulls last, id
            """, new { prefix }, cancellationToken: cancel))];

    static string Ambiguous(string what, string prefix, List<Candidate> found)
    {
        var told = string.Join(", ", found.Take(CandidatesTold).Select(candidate => $"{candidate.Id} ({candidate.Name})"));
        var more = found.Count > CandidatesTold ? $", and {found.Count - CandidatesTold} more" : "";
        return $"{found.Count} {what} have ids that begin with \"{prefix}\": {told}{more}. Give more of the id.";
    }


    sealed record Candidate
    {
        const int Longest = 40;

        public required string Id { get; init; }
        public string? Title { get; init; }

        public string Name => Title switch
        {
            null => "no title",
            { Length: <= Longest } => Title,
            _ => Beginning.Of(Title, Longest) + "…",
        };
    }
}

/// <param name="Total">How many there are, read or not.</param>
sealed record SessionList(IReadOnlyList<Session> Sessions, int Total);
