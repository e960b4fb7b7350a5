using System.Data;
using System.Data.Common;
using Dapper;
using Debrief.Facets;
using Debrief.Profile;

namespace Debrief.Insights.Stitching;

/// <summary>Reads what tells which sessions belong together.</summary>
static class TrailRows
{
    /// <summary>Of a session that changed more it says little which.</summary>
    const int MostFiles = 200;

    /// <returns>The person's, in the order of their end.</returns>
    public static async Task<IReadOnlyList<Trail>> ReadAsync(DbConnection db, DateTimeOffset since, DateTimeOffset end, string? owner, UserProfile profile, CancellationToken cancel)
    {
        await using var row = (DbDataReader)await db.ExecuteReaderAsync(new CommandDefinition("""
            select s.id, s.title, s.project, s.first_prompt, s.client, s.initiated_by, s.git_branch, s.resumed_from, s.files_touched,
                   coalesce(s.started_at, s.ended_at) as started_at, s.ended_at, f.underlying_goal, f.outcome, f.completion_chain
              from claude_sessions s
              left join session_facets f on f.session_id = s.id
             where s.parent_id is null and s.human_messages > 0 and s.ended_at >= @since and s.ended_at < @end and (@owner = '' or s.owner = @owner)
             order by s.ended_at, s.id
            """, new { since, end, owner = owner ?? "" }, cancellationToken: cancel));

        var trails = new List<Trail>();
        while (await row.ReadAsync(cancel))
        {
            if (PastSession.IsByPerson(profile.InitiatedBy(row.Text("project"), row.Text("first_prompt"), row.Text("client"), row.GetString("initiated_by"))))
                trails.Add(TrailOf(row));
        }
        return trails;
    }

    static Trail TrailOf(DbDataReader row) => new(new(row.GetString("id"), row.Text("title")), row.Text("project"),
        row.GetFieldValue<DateTimeOffset>("started_at"), row.GetFieldValue<DateTimeOffset>("ended_at"))
    {
        Branch = row.Text("git_branch"),
        ResumedFrom = row.Text("resumed_from"),
        Files = row.Names("files_touched")!.Take(MostFiles).ToHashSet(),
        Goal = Wording.Of(row.Text("underlying_goal") ?? ""),
        Outcome = row.Text("outcome"),
        Tasks = row.Json(RowJson.Default.CompletionChain, "completion_chain"),
    };
}
