using Dapper;
using Debrief.Storage;

namespace Debrief.Dashboard;

/// <summary>What the filters offer. Read once a minute at most: new projects are rare, and looking through all sessions for them is not free.</summary>
sealed class Choices(Reads reads, TimeProvider clock)
{
    const int Most = 200;
    static readonly TimeSpan s_aWhile = TimeSpan.FromMinutes(1);

    volatile Known? _known;

    public async Task<Known> ReadAsync(CancellationToken cancel)
    {
        if (_known is { } known && clock.GetUtcNow() - known.At < s_aWhile)
            return known;

        await using var db = await reads.Database.ConnectAsync(cancel);
        var projects = await db.QueryAsync<string>(new CommandDefinition("""
            select project
              from claude_sessions
             where parent_id is null and project is not null
             group by project
             order by count(*) desc, project
             limit @Most
            """, new { Most }, cancellationToken: cancel));
        var owners = await db.QueryAsync<string>(new CommandDefinition("select distinct owner from claude_sessions where parent_id is null and owner is not null order by owner limit @Most", new { Most }, cancellationToken: cancel));
        // An empty database is looked at again each time: its first sync shows at once.
        known = new(clock.GetUtcNow(), [.. projects], [.. owners]);
        return known.Projects.Count == 0 ? known : _known = known;
    }

    /// <param name="Projects">Working directories, those of most sessions first.</param>
    /// <param name="Owners">None where the server holds one person's sessions only.</param>
    public sealed record Known(DateTimeOffset At, IReadOnlyList<string> Projects, IReadOnlyList<string> Owners);
}
