using Debrief.Facets;
using Debrief.Insights.Daily;

namespace Debrief.Insights;

/// <summary>The friction of a period: of the one that is told, or of a week or month of its trend.</summary>
/// <param name="Sessions">The person's sessions with facets: what the sums are divided by.</param>
sealed record FrictionPoint(DateOnly First, int Sessions, int Corrections, int RetryLoops, int McpFailures, int CutShort)
{
    /// <summary>Corrections, loops and failed MCP calls per session; null without sessions.</summary>
    public double? PerSession => Sessions == 0 ? null : (double)(Corrections + RetryLoops + McpFailures) / Sessions;

    public static FrictionPoint Of(DateOnly first, IEnumerable<PastSession> own)
    {
        var facets = own.Select(session => session.Facet).OfType<SessionFacet>().ToList();
        return new(
            first,
            facets.Count,
            facets.Sum(facet => facet.CourseCorrections),
            facets.Sum(facet => facet.RetryLoops),
            facets.Sum(facet => facet.McpFailures),
            facets.Count(facet => facet.SessionCutShort));
    }

    public static FrictionPoint Sum(DateOnly first, IReadOnlyList<DayInsights> days) => new(
        first,
        days.Sum(day => day.Friction.Sessions),
        days.Sum(day => day.Friction.Corrections),
        days.Sum(day => day.Friction.RetryLoops),
        days.Sum(day => day.Friction.McpFailures),
        days.Sum(day => day.Friction.CutShort));
}
