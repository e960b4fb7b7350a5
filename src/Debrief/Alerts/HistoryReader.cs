using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Dapper;
using Debrief.Insights;
using Debrief.LanguageModels;
using Debrief.Profile;
using Debrief.Storage;

namespace Debrief.Alerts;

/// <summary>Reads what rules look at.</summary>
sealed class HistoryReader(Database database, UserProfile profile)
{
    static readonly HashSet<string> s_reaching = new(["drafted_message", "scheduled_with", "introduced", "followed_up"], StringComparer.Ordinal);

    static HistoryReader() => Columns.Register();

    /// <param name="first">The first day that is to be asked about.</param>
    public async Task<History> ReadAsync(DateOnly first, CancellationToken cancel)
    {
        // A day earlier, for every time zone.
        var since = new DateTimeOffset(first.AddDays(-History.Days - 1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        await using var db = await database.ConnectAsync(cancel);
        var costs = (await db.QueryAsync<Usage>(new CommandDefinition("""
            select t.session_id, u.model, cast(sum(u.input_tokens) as bigint) as input, cast(sum(u.output_tokens) as bigint) as output,
                   cast(sum(u.cache_creation_5m_tokens) as bigint) as write5m, cast(sum(u.cache_creation_1h_tokens) as bigint) as write1h,
                   cast(sum(u.cache_read_tokens) as bigint) as read, cast(sum(u.web_searches) as bigint) as searches
              from message_usage u
              join transcripts t on t.id = u.transcript_id
              join claude_sessions s on s.id = t.session_id
             where s.ended_at >= @since
             group by t.session_id, u.model
            """, new { since }, cancellationToken: cancel))).ToLookup(usage => usage.SessionId);
        var sessions = await db.QueryAsync<Row>(new CommandDefinition("""
            select s.id, s.project, s.first_prompt, s.client, s.initiated_by, s.human_messages, s.ended_at, s.version, s.unknown_entries, s.cut_short,
                   f.extractor, f.course_corrections, f.priority_alignment, f.outcome, f.people_mentioned, f.relationship_actions
              from claude_sessions s
              left join session_facets f on f.session_id = s.id
             where s.parent_id is null and s.ended_at >= @since
             order by s.ended_at, s.id
            """, new { since }, cancellationToken: cancel));
        var runs = await db.QueryAsync<Run>(new CommandDefinition(
            "select job, started_at, outcome, error from job_runs where started_at >= @since and outcome in ('succeeded', 'failed') order by started_at, id", new { since }, cancellationToken: cancel));
        return new([.. sessions.Select(row => SessionOf(row, costs[row.Id]))], [.. runs.Select(run => new EndedRun(run.Job, DayOf(run.StartedAt), run.Outcome == "failed", run.Error))]);
    }

    public DateOnly DayOf(DateTimeOffset time) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, profile.TimeZone).DateTime);

    EndedSession SessionOf(Row row, IEnumerable<Usage> usage) => new(
        row.Id,
        DayOf(row.EndedAt),
        PastSession.IsByPerson(profile.InitiatedBy(row.Project, row.FirstPrompt, row.Client, row.InitiatedBy)) && row.HumanMessages > 0,
        row.Extractor is null ? null : row.CourseCorrections,
        row.PriorityAlignment,
        row.CutShort || row.Outcome is "partially_achieved" or "not_achieved",
        [.. (Json(row.PeopleMentioned, AlertRowJson.Default.IReadOnlyListString) ?? []).Select(profile.NameOf).Distinct()],
        [.. (Json(row.RelationshipActions, AlertRowJson.Default.IReadOnlyListAction) ?? []).Where(action => s_reaching.Contains(action.Name)).Select(action => profile.NameOf(action.Person)).Distinct()],
        row.Version,
        Json(row.UnknownEntries, AlertRowJson.Default.IReadOnlyDictionaryStringInt32) is { Count: > 0 },
        // Exact, so that it is the same in whatever order the models come.
        (double)usage.Sum(each => Prices.ExactCost(each.Model, each.Input, each.Output, each.Write5m, each.Write1h, each.Read, each.Searches) ?? 0));

    static T? Json<T>(string? text, JsonTypeInfo<T> type) where T : class => text is null ? null : JsonSerializer.Deserialize(text, type);

    internal sealed record Action(string Person, [property: System.Text.Json.Serialization.JsonPropertyName("action")] string Name);

    sealed record Row
    {
        public required string Id { get; init; }
        public string? Project { get; init; }
        public string? FirstPrompt { get; init; }
        public string? Client { get; init; }
        public required string InitiatedBy { get; init; }
        public int HumanMessages { get; init; }
        public DateTimeOffset EndedAt { get; init; }
        public string? Version { get; init; }
        public string? UnknownEntries { get; init; }
        public bool CutShort { get; init; }
        public string? Extractor { get; init; }
        public int? CourseCorrections { get; init; }
        public string? PriorityAlignment { get; init; }
        public string? Outcome { get; init; }
        public string? PeopleMentioned { get; init; }
        public string? RelationshipActions { get; init; }
    }

    sealed record Usage
    {
        public required string SessionId { get; init; }
        public required string Model { get; init; }
        public long Input { get; init; }
        public long Output { get; init; }
        public long Write5m { get; init; }
        public long Write1h { get; init; }
        public long Read { get; init; }
        public long Searches { get; init; }
    }

    sealed record Run
    {
        public required string Job { get; init; }
        public DateTimeOffset StartedAt { get; init; }
        public required string Outcome { get; init; }
        public string? Error { get; init; }
    }
}
