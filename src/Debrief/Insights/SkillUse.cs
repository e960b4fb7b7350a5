namespace Debrief.Insights;

/// <summary>A skill, with the person's sessions that used it and those that did by hand what it does, both in the order of their end.</summary>
sealed record SkillUse(string Name, IReadOnlyList<PastSession> Used, IReadOnlyList<PastSession> Missed)
{
    /// <summary>Those missed most often first, then those used most. The counts are those of <see cref="SkillsGap"/>.</summary>
    public static IReadOnlyList<SkillUse> Of(IReadOnlyList<PastSession> own)
    {
        var used = own.SelectMany(session => session.SkillsUsed.Select(skill => (Skill: skill, Session: session))).ToLookup(use => use.Skill, use => use.Session);
        var missed = own.SelectMany(session => (session.Facet?.SkillsMissed ?? []).Distinct().Select(skill => (Skill: skill, Session: session))).ToLookup(miss => miss.Skill, miss => miss.Session);
        return [.. used.Select(group => group.Key).Union(missed.Select(group => group.Key))
            .Select(skill => new SkillUse(skill, [.. used[skill]], [.. missed[skill]]))
            .OrderByDescending(skill => skill.Missed.Count)
            .ThenByDescending(skill => skill.Used.Count)
            .ThenBy(skill => skill.Name, StringComparer.Ordinal)];
    }
}
