using Dapper;
using Debrief.Facets;
using Debrief.Insights;
using Debrief.Profile;
using Debrief.Storage;

namespace Debrief.Dashboard;

/// <summary>Which sessions another profile would count for another business. What a model or a person said of one stays.</summary>
sealed class MovedSessions(Database database)
{
    public async Task<IReadOnlyList<MovedFigure>> ReadAsync(Period period, UserProfile before, UserProfile after, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        var ended = await db.QueryAsync<Ended>(new CommandDefinition("""
            select s.id, s.project, s.active_seconds, f.extractor, coalesce(cast(c.answers as text), '') like '%"businesses"%' as by_person
              from claude_sessions s
              left join session_facets f on f.session_id = s.id
              left join facet_corrections c on c.session_id = s.id
             where s.parent_id is null and s.project is not null and s.ended_at >= @From and s.ended_at < @To
            """, new { period.From, period.To }, cancellationToken: cancel));

        var moved = ended.Where(session => after.BusinessOf(session.Project)?.Slug != before.BusinessOf(session.Project)?.Slug).ToList();
        var judged = await new FacetStore(database).BusinessesAsync(moved.Select(session => session.Id), cancel);
        return [.. moved
            .GroupBy(session => (From: before.BusinessOf(judged.GetValueOrDefault(session.Id), session.Project), To: After(session)))
            .Select(group => new MovedFigure(group.Key.From, group.Key.To, group.Count(), TimeSpan.FromSeconds(group.Sum(session => session.ActiveSeconds))))
            .OrderBy(figure => figure.From == figure.To).ThenByDescending(figure => figure.Sessions)];

        string? After(Ended session) => session.Extractor is null or "rules" && !session.ByPerson ? after.BusinessOf(session.Project)?.Slug : after.BusinessOf(judged.GetValueOrDefault(session.Id), session.Project);
    }

    sealed record Ended
    {
        public required string Id { get; init; }
        public required string Project { get; init; }
        public double ActiveSeconds { get; init; }
        public string? Extractor { get; init; }
        public bool ByPerson { get; init; }
    }
}

/// <summary>Sessions that go from one business to another, or stay where somebody judged them to be.</summary>
/// <param name="From">A slug; null: unknown.</param>
sealed record MovedFigure(string? From, string? To, int Sessions, TimeSpan Active)
{
    public bool Stays => From == To;
}
