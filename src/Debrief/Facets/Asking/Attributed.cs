using System.Text.Json;
using Debrief.Facets.Rules;
using Debrief.Profile;

namespace Debrief.Facets.Asking;

/// <summary>Whose work a model says it was, what it served and which skill would have done it: only what the profile and the machine know.</summary>
/// <param name="skills">Those that exist.</param>
sealed class Attributed(UserProfile profile, IReadOnlyList<Skill> skills, Citations citations)
{
    public SessionFacet Apply(FacetAnswer answer, SessionFacet observed) => WithPriority(answer, observed) with
    {
        Businesses = Businesses(answer, observed.Businesses ?? []),
        SkillsMissed = Missed(answer, observed.SkillsUsed ?? []),
    };

    /// <summary>The folder is a fact; a model only adds to it.</summary>
    IReadOnlyList<string>? Businesses(FacetAnswer answer, IReadOnlyList<string> byFolder)
    {
        var asked = answer.Businesses.Select(slug => slug.Trim()).Distinct(StringComparer.Ordinal).ToList();
        var known = asked.Where(slug => profile.Businesses.Any(business => business.Slug == slug)).ToList();
        citations.Count("unknown_business", asked.Count - known.Count);
        return profile.Businesses.Count == 0 ? null : [.. byFolder.Union(known, StringComparer.Ordinal)];
    }

    /// <summary>Alignment and priority are one answer: half of the model's with half of the folder's would be nobody's.</summary>
    SessionFacet WithPriority(FacetAnswer answer, SessionFacet observed)
    {
        var matched = answer.PriorityMatched?.Trim();
        var isKnown = matched is Attribution.Upkeep || profile.Priorities.Any(priority => priority.Slug == matched);
        citations.Count("unknown_priority", matched is null || isKnown ? 0 : 1);
        if (profile.Priorities.Count == 0 || answer.PriorityAlignment is not { } alignment)
            return observed;

        // What serves a priority serves one that there is.
        if (alignment is Alignment.Aligned or Alignment.Supportive && (!isKnown || matched is Attribution.Upkeep))
        {
            citations.Count("alignment_without_priority");
            return observed;
        }

        return observed with { PriorityAlignment = JsonNamingPolicy.SnakeCaseLower.ConvertName(alignment.ToString()), PriorityMatched = isKnown ? matched : null };
    }

    List<string> Missed(FacetAnswer answer, IReadOnlyList<string> used)
    {
        var asked = answer.SkillsMissed.Select(name => name.Trim().TrimStart('/')).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var known = asked.Select(name => skills.FirstOrDefault(skill => skill.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Name).OfType<string>().ToList();
        var missed = known.Where(name => !used.Any(use => SkillUse.IsSame(use, name) || SkillUse.IsSame(name, use))).ToList();
        citations.Count("unknown_skill", asked.Count - known.Count);
        citations.Count("skill_was_used", known.Count - missed.Count);
        return missed;
    }
}
