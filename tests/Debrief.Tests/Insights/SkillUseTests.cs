using Debrief.Facets;
using Debrief.Insights;

namespace Debrief.Tests.Insights;

public sealed class SkillUseTests
{
    [Fact]
    public void Skills_are_used_and_missed_as_often_as_the_gap_says()
    {
        PastSession[] own =
        [
            Of(Some.Facet() with { SkillsUsed = ["compose", "compose"], SkillsMissed = ["prep"] }, "2026-03-04 10:00"),
            Of(Some.Facet() with { SkillsUsed = [], SkillsMissed = ["prep", "compose"] }, "2026-03-05 10:00"),
            new(Some.Session() with { SkillsUsed = Some.Counts(("agenda", 3)) }, null, "user-interactive", null),
        ];

        var skills = SkillUse.Of(own);
        var gap = SkillsGap.Of(own);

        Assert.Equal(["prep", "compose", "agenda"], skills.Select(skill => skill.Name));
        Assert.Equal(gap.Used.OrderBy(count => count.Name), skills.Where(skill => skill.Used.Count > 0).Select(skill => new Count(skill.Name, skill.Used.Count)).OrderBy(count => count.Name));
        Assert.Equal(gap.Missed.OrderBy(count => count.Name), skills.Where(skill => skill.Missed.Count > 0).Select(skill => new Count(skill.Name, skill.Missed.Count)).OrderBy(count => count.Name));
    }

    static PastSession Of(SessionFacet facet, string ended) => new(Some.Session(ended), facet, "user-interactive", null);
}
