using System.Data.Common;
using Dapper;
using Debrief.Storage;

namespace Debrief.Facets;

/// <summary>How facets answer over a span of time. Null keys are told as unknown.</summary>
/// <param name="Eligible">Sessions of more than five messages that ended in it.</param>
/// <param name="Extracted">Those of them that have facets; what follows is of these.</param>
sealed record FacetStats(int Eligible, int Extracted, IReadOnlyDictionary<string, int> Outcomes, IReadOnlyDictionary<string, int> PriorityAlignment,
    IReadOnlyDictionary<string, int> WorkflowTypes, IReadOnlyDictionary<string, int> InitiatedBy, IReadOnlyDictionary<string, int> Extractors,
    int CourseCorrections, int RetryLoops, int McpFailures, int CutShort);

sealed class FacetStatsReader(Database database)
{
    const string Unknown = "unknown";

    static FacetStatsReader() => Columns.Register();

    public async Task<FacetStats> ReadAsync(DateTimeOffset since, DateTimeOffset until, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        var rows = (await db.QueryAsync<Counted>(new CommandDefinition("""
            select f.session_id is not null as extracted, f.outcome, f.priority_alignment, f.workflow_type, f.initiated_by, f.extractor,
                   cast(count(*) as bigint) as sessions,
                   cast(coalesce(sum(f.course_corrections), 0) as bigint) as course_corrections,
                   cast(coalesce(sum(f.retry_loops), 0) as bigint) as retry_loops,
                   cast(coalesce(sum(f.mcp_failures), 0) as bigint) as mcp_failures,
                   cast(count(*) filter (where f.session_cut_short) as bigint) as cut_short
              from claude_sessions s
              left join session_facets f on f.session_id = s.id
             where s.parent_id is null and s.ended_at >= @since and s.ended_at < @until and s.message_count > 5
             group by 1, 2, 3, 4, 5, 6
            """, new { since, until }, cancellationToken: cancel))).AsList();

        var extracted = rows.Where(row => row.Extracted).ToList();
        return new((int)rows.Sum(row => row.Sessions), (int)extracted.Sum(row => row.Sessions),
            By(row => row.Outcome), By(row => row.PriorityAlignment), By(row => row.WorkflowType), By(row => row.InitiatedBy), By(row => row.Extractor),
            (int)rows.Sum(row => row.CourseCorrections), (int)rows.Sum(row => row.RetryLoops), (int)rows.Sum(row => row.McpFailures), (int)rows.Sum(row => row.CutShort));

        IReadOnlyDictionary<string, int> By(Func<Counted, string?> answer) => extracted
            .GroupBy(row => answer(row) ?? Unknown, StringComparer.Ordinal)
            .OrderByDescending(group => group.Sum(row => row.Sessions)).ThenBy(group => group.Key, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => (int)group.Sum(row => row.Sessions));
    }

    sealed record Counted
    {
        public bool Extracted { get; init; }
        public string? Outcome { get; init; }
        public string? PriorityAlignment { get; init; }
        public string? WorkflowType { get; init; }
        public string? InitiatedBy { get; init; }
        public string? Extractor { get; init; }
        public long Sessions { get; init; }
        public long CourseCorrections { get; init; }
        public long RetryLoops { get; init; }
        public long McpFailures { get; init; }
        public long CutShort { get; init; }
    }
}
