using Dapper;
using Debrief.Storage;

namespace Debrief.Cli;

/// <summary>Which working directories the synced sessions had: what the first profile is drafted from.</summary>
static class ProjectsInDatabase
{
    /// <summary>Nothing where there is no database yet; it isn't made for this.</summary>
    public static async Task<IReadOnlyList<(string Project, int Sessions)>> ReadAsync(string connection, CancellationToken cancel)
    {
        await using var database = await Database.FindAsync(connection, cancel);
        if (database is null)
            return [];

        await using var db = await database.ConnectAsync(cancel);
        var rows = await db.QueryAsync<(string Project, long Sessions)>(new CommandDefinition(
            """
            select project, count(*) as sessions
            from claude_sessions
            where parent_id is null and project is not null
            group by project
            order by sessions desc, project
            """, cancellationToken: cancel));
        return [.. rows.Select(row => (row.Project, (int)row.Sessions))];
    }
}
