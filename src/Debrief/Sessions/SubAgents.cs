using System.Text.Json;
using Dapper;
using Debrief.Storage;

namespace Debrief.Sessions;

/// <summary>
/// The sub-agents of sessions, made of their transcripts whenever somebody asks. What they did is counted in their session already: they are shown beside
/// it, and only those that are to get facets become rows.
/// </summary>
sealed class SubAgents(Database database)
{
    static SubAgents() => SessionColumns.Register();

    /// <summary>Those that worked for a session, in the order in which they began.</summary>
    /// <param name="sessionId">Null: those of all sessions.</param>
    public async Task<IReadOnlyList<Session>> ListAsync(string? sessionId, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        var transcripts = await db.QueryAsync<Transcript>(new CommandDefinition("""
            select t.session_id, t.path, t.facts, s.project, s.owner, s.host
              from transcripts t
              join claude_sessions s on s.id = t.session_id
             where t.kind = 'sub_agent'
               and t.session_id = coalesce(@sessionId, t.session_id)
             order by t.begun_at nulls first, t.path
            """, new { sessionId }, cancellationToken: cancel));
        return [.. transcripts.GroupBy(transcript => IdOf(transcript.SessionId, transcript.Path)).Select(Agent).OfType<Session>()];
    }

    /// <summary>Those whose id begins so, or that are called so: agent-1f3a, or 1f3a.</summary>
    public async Task<IReadOnlyList<Session>> FindAsync(string prefix, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        var all = await db.QueryAsync<Transcript>(new CommandDefinition(
            "select session_id, path, '' as facts from transcripts where kind = 'sub_agent' and session_id is not null", cancellationToken: cancel));
        var found = new List<Session>();
        foreach (var session in all.Where(transcript => IsMeant(prefix, transcript.SessionId, NameIn(transcript.Path))).Select(transcript => transcript.SessionId).Distinct())
            found.AddRange((await ListAsync(session, cancel)).Where(agent => IsMeant(prefix, session, NameOf(agent))));
        return found;
    }

    /// <summary>Gives them rows of their own, in which they can get facets; those that have one get it anew.</summary>
    public async Task KeepAsync(IEnumerable<Session> agents, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        await using var transaction = await db.BeginTransactionAsync(cancel);
        using var rows = new SessionRows(db);
        foreach (var agent in agents)
            rows.Save(agent);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>A sub-agent has the name of its file, which is its own within the session.</summary>
    public static string IdOf(string sessionId, string path) => $"{sessionId}.{NameIn(path)}";

    /// <summary>Of a sub-agent's id: what its file is called.</summary>
    public static string NameOf(Session agent) => agent.Id[(agent.ParentId!.Length + 1)..];

    static Session? Agent(IEnumerable<Transcript> parts)
    {
        var all = parts.ToList();
        var first = all[0];
        var facts = all.Select(part => JsonSerializer.Deserialize(part.Facts, FactsJson.Default.TranscriptFacts)!);
        return SessionBuilder.BuildAgent(IdOf(first.SessionId, first.Path), first.SessionId, facts, first.Project) is { } agent ? agent with { Owner = first.Owner, Host = first.Host } : null;
    }

    /// <summary>The path may be another machine's, written as it is there.</summary>
    static string NameIn(string path) => Path.GetFileNameWithoutExtension(path[(path.AsSpan().LastIndexOfAny('/', '\\') + 1)..]);

    static bool IsMeant(string prefix, string sessionId, string name) =>
        new[] { name, $"{sessionId}.{name}", name.Replace("agent-", "", StringComparison.Ordinal) }.Any(id => id.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    sealed record Transcript
    {
        public required string SessionId { get; init; }
        public required string Path { get; init; }
        public required string Facts { get; init; }
        public string? Project { get; init; }
        public string? Owner { get; init; }
        public string? Host { get; init; }
    }
}
