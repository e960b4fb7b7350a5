using System.Data;
using System.Data.Common;
using System.Text.Json;
using Dapper;
using Debrief.Profile;
using Debrief.Storage;

namespace Debrief.Sessions;

/// <summary>Sessions page by page, the newest first. Those whose end is unknown are on none.</summary>
sealed class SessionPages(Database database)
{
    /// <summary>Read at a time where the program must look at each: a server would send all it has.</summary>
    const int AtATime = 500;

    /// <summary>Words that more sessions have are looked for from the newest session on; of others, all that have them are taken from the index.</summary>
    public int Common { get; init; } = 5000;

    static SessionPages() => SessionColumns.Register();

    /// <param name="after">Where the page before ended; null: from the newest.</param>
    /// <returns>And where the next page goes on; null: there is none.</returns>
    public async Task<(IReadOnlyList<Session> Sessions, SessionCursor? Next)> ReadAsync(SessionFilter filter, SessionCursor? after, int limit, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        var sessions = new List<Session>();
        var sql = Sql(filter, await AreCommonAsync(db, filter.Words, cancel));
        var most = filter.Project is null && filter.Takes is null ? limit + 1 : AtATime;
        while (true)
        {
            var (found, last, isAll) = await ReadAsync(db, sql, filter, after, most, cancel);
            foreach (var session in found)
            {
                if (sessions.Count == limit)
                    return (sessions, SessionCursor.After(sessions[^1]));
                sessions.Add(session);
            }

            if (isAll)
                return (sessions, null);
            after = last;
        }
    }

    /// <returns>Those that are meant of the next so many, the place of the last of these, and whether there are no more.</returns>
    async Task<(List<Session> Found, SessionCursor? Last, bool IsAll)> ReadAsync(DbConnection db, string sql, SessionFilter filter, SessionCursor? after, int most, CancellationToken cancel)
    {
        await using var row = (DbDataReader)await db.ExecuteReaderAsync(new CommandDefinition(sql, Values(filter, after, most), cancellationToken: cancel));
        var found = new List<Session>();
        SessionCursor? last = null;
        var rows = 0;
        var read = row.GetRowParser<Session>();
        for (; await row.ReadAsync(cancel); rows++)
        {
            last = new(row.GetFieldValue<DateTimeOffset>("ended_at"), row.GetString("id"));
            if ((filter.Project is null || IsMeant(filter.Project, row)) && filter.Takes?.Invoke(Businesses(row), Project(row)) != false)
                found.Add(read(row));
        }

        return (found, last, rows < most);
    }

    async Task<bool> AreCommonAsync(DbConnection db, string? searched, CancellationToken cancel) =>
        SearchWords.In(searched, database.Dialect) is { } words && database.Dialect.HaveWords?.Invoke("search_texts", "@words", "@most") is { } count
        && await db.ExecuteScalarAsync<int>(new CommandDefinition(count, new { words, most = Common + 1 }, cancellationToken: cancel)) > Common;

    /// <summary>With the search, which has an index of its own, only where something is searched for.</summary>
    string Sql(SessionFilter filter, bool areCommon) => $"""
        select s.*, f.businesses as judged_businesses
          from claude_sessions s
          left join session_facets f on f.session_id = s.id
         where s.parent_id is null
           and s.ended_at >= @since and s.ended_at < @until
           and s.ended_at <= @at and (s.ended_at < @at or s.id < @id)
           and (@outcome = '' or f.outcome = @outcome)
           and (@alignment = '' or f.priority_alignment = @alignment or @alignment = 'unknown' and f.priority_alignment is null)
           and (@owner = '' or s.owner = @owner)
           and (@host = '' or s.host = @host)
           and (@kind = '' or f.workflow_type = @kind)
           and (@priority = '' or f.priority_matched = @priority)
           and (@skill = '' or @skill in (select value from {database.Dialect.Each("f.skills_used")} as used))
           and (@missed = '' or @missed in (select value from {database.Dialect.Each("f.skills_missed")} as missed))
           and (@friction = '' or cast(f.friction_counts as text) like @friction and replace(cast(f.friction_counts as text), ' ', '') not like @noFriction)
           {(filter.Person is null ? "" : $"and exists (select 1 from {database.Dialect.Each("f.people_mentioned")} as person where lower(value) in (select value from {database.Dialect.Each("@person")} as name))")}
           {(SearchWords.In(filter.Words, database.Dialect) is null ? "" : $"and {Searched(areCommon)}")}
         order by s.ended_at desc, s.id desc
         limit @most
        """;

    string Searched(bool areCommon) => areCommon
        ? $"exists (select 1 from search_texts where search_texts.session_id = s.id and {database.Dialect.HasWords("search_texts", "@words")})"
        : $"s.id in (select session_id from search_texts where {database.Dialect.HasWords("search_texts", "@words")})";

    /// <summary>Globs are matched here, so that they mean the same in every database.</summary>
    public static bool IsMeant(string project, DbDataReader row) => ProjectGlob.Means(project, Project(row));

    static string? Project(DbDataReader row) => row.IsDBNull("project") ? null : row.GetString("project");

    static IReadOnlyList<string>? Businesses(DbDataReader row) =>
        row.IsDBNull("judged_businesses") ? null : JsonSerializer.Deserialize(row.GetString("judged_businesses"), SessionJson.Default.IReadOnlyListString);

    object Values(SessionFilter filter, SessionCursor? after, int most) => new
    {
        since = filter.Since ?? DateTimeOffset.MinValue,
        until = filter.Until ?? DateTimeOffset.MaxValue,
        at = after?.EndedAt ?? DateTimeOffset.MaxValue,
        id = after?.Id ?? "",
        outcome = filter.Outcome ?? "",
        alignment = filter.Alignment ?? "",
        owner = filter.Owner ?? "",
        host = filter.Host ?? "",
        kind = filter.Kind ?? "",
        priority = filter.Priority ?? "",
        skill = filter.Skill ?? "",
        missed = filter.MissedSkill ?? "",
        friction = filter.Friction is { } friction ? $"%\"{friction.Replace("%", "", StringComparison.Ordinal)}\"%" : "",
        // Kinds that were looked for and not found are counted too: none of them.
        noFriction = $"%\"{filter.Friction?.Replace("%", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal)}\":0%",
        person = StoredText.Json(filter.Person ?? [], SessionJson.Default.IReadOnlyListString),
        words = SearchWords.In(filter.Words, database.Dialect) ?? "",
        most,
    };
}
