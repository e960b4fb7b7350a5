using Dapper;
using Debrief.Storage;

namespace Debrief.Dashboard;

/// <summary>What the filters offer: of all sessions owners, and projects of the latest. Read once a minute at most.</summary>
sealed class Choices(Reads reads, TimeProvider clock)
{
    const int Most = 200;

    /// <summary>Of so many sessions projects are counted: a million would keep whoever looks first waiting.</summary>
    const int Latest = 2000;
    static readonly TimeSpan s_aWhile = TimeSpan.FromMinutes(1);

    volatile Known? _known;

    public async Task<Known> ReadAsync(CancellationToken cancel)
    {
        if (_known is { } known && clock.GetUtcNow() - known.At < s_aWhile)
            return known;

        await using var db = await reads.Database.ConnectAsync(cancel);
        var projects = await db.QueryAsync<string>(new CommandDefinition("""
            select project
              from (select project from claude_sessions where parent_id is null and ended_at is not null order by ended_at desc limit @Latest) as latest
             where project is not null
             group by project
             order by count(*) desc, project
             limit @Most
            """, new { Latest, Most }, cancellationToken: cancel));
        // From one to the next in the index. Sub-agents have their parents' owners.
        var owners = await db.QueryAsync<string>(new CommandDefinition("""
            with recursive owners (owner) as (
                select min(owner) from claude_sessions
                union all
                select (select min(s.owner) from claude_sessions s where s.owner > o.owner) from owners o where o.owner is not null)
            select owner from owners where owner is not null limit @Most -- whatever their parent_id
            """, new { Most }, cancellationToken: cancel));
        // An empty database is looked at again each time: its first sync shows at once.
        known = new(clock.GetUtcNow(), [.. projects], [.. owners]);
        return known.Projects.Count == 0 ? known : _known = known;
    }

    /// <param name="Projects">Working directories of the latest sessions, those of most first.</param>
    /// <param name="Owners">None where the server holds one person's sessions only.</param>
    public sealed record Known(DateTimeOffset At, IReadOnlyList<string> Projects, IReadOnlyList<string> Owners);
}
