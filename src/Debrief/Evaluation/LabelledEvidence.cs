using System.Text.Json;
using Debrief.Facets;

namespace Debrief.Evaluation;

/// <summary>What a person's answer rests on: words in a line of the transcript.</summary>
/// <param name="Facet">outcome, satisfaction, friction or corrections.</param>
sealed record LabelledEvidence(string Facet, int Line, string Quote)
{
    /// <summary>Fewer letters in common say nothing.</summary>
    const int FewestLetters = 8;

    /// <returns>Null for facets whose evidence is not compared.</returns>
    public static LabelledEvidence? Of(JsonElement evidence)
    {
        var facet = FacetNamed(evidence.GetProperty("facet").GetString());
        return facet is null ? null : new(facet, evidence.GetProperty("line").GetInt32(), evidence.GetProperty("quote").GetString() ?? "");
    }

    /// <summary>It is about the same facet, and the same place: the line or one beside it, or one quote holds the other. What was concluded from it doesn't matter here.</summary>
    public bool Supports(Evidence evidence) =>
        FacetNamed(evidence.Facet) == Facet && (Math.Abs((long)evidence.Line - Line) <= 1 || Overlap(Letters(Quote), Letters(evidence.Quote)));

    /// <summary>Labels name the column, extractors what it tells of.</summary>
    public static string? FacetNamed(string? name) => name switch
    {
        "outcome" => "outcome",
        "satisfaction" or "user_satisfaction" or "user_satisfaction_counts" => "satisfaction",
        "friction" or "friction_counts" => "friction",
        "corrections" or "course_correction" or "course_corrections" => "corrections",
        _ => null,
    };

    static bool Overlap(string one, string other) =>
        Math.Min(one.Length, other.Length) >= FewestLetters && (one.Contains(other, StringComparison.Ordinal) || other.Contains(one, StringComparison.Ordinal));

    static string Letters(string quote) => string.Concat(quote.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
