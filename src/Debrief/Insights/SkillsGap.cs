namespace Debrief.Insights;

/// <summary>Skills by the number of the person's sessions that missed or used them.</summary>
/// <param name="Used">By the facets, or by what was observed where there are none.</param>
/// <param name="Judged">Sessions whose missed skills could be told.</param>
sealed record SkillsGap(IReadOnlyList<Count> Missed, IReadOnlyList<Count> Used, int Judged)
{
    public static SkillsGap Of(IReadOnlyList<PastSession> own) => new(
        Tally.Of(own.SelectMany(session => session.Facet?.SkillsMissed?.Distinct() ?? [])),
        Tally.Of(own.SelectMany(session => session.SkillsUsed)),
        own.Count(session => session.Facet?.SkillsMissed is not null));

    public static SkillsGap Sum(IReadOnlyList<SkillsGap> days) =>
        new(Tally.Sum(days.Select(day => day.Missed)), Tally.Sum(days.Select(day => day.Used)), days.Sum(day => day.Judged));
}
