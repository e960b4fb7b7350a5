namespace Debrief.Insights;

/// <summary>Something to try next, and the figures that speak for it.</summary>
sealed record Recommendation(string Title, string Why);
