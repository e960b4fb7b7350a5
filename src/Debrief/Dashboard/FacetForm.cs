using System.Globalization;
using System.Text.Json.Nodes;
using Debrief.Facets;
using Debrief.Facets.Corrected;
using Debrief.Profile;
using Debrief.Reports;

namespace Debrief.Dashboard;

/// <summary>A facet as the page shows it and lets a person correct it.</summary>
/// <param name="Shown">In words; null: unknown.</param>
/// <param name="Value">As the field of the form has it.</param>
/// <param name="Choices">One of these; null: free.</param>
sealed record FacetField(string Name, string Label, FacetKind Kind, string? Shown, string Value, IReadOnlyList<string>? Choices);

/// <summary>The facets that can be corrected, and what a form says of one.</summary>
static class FacetForm
{
    static readonly IReadOnlyList<(string Name, string Label, Func<SessionFacet, object?> Of)> s_fields =
    [
        ("underlying_goal", "Goal", facet => facet.UnderlyingGoal),
        ("brief_summary", "Summary", facet => facet.BriefSummary),
        ("outcome", "Outcome", facet => facet.Outcome),
        ("primary_success", "What went well", facet => facet.PrimarySuccess),
        ("friction_detail", "Friction", facet => facet.FrictionDetail),
        ("businesses", "Businesses", facet => facet.Businesses),
        ("priority_alignment", "Alignment", facet => facet.PriorityAlignment),
        ("priority_matched", "Priority", facet => facet.PriorityMatched),
        ("workflow_type", "Kind", facet => facet.WorkflowType),
        ("session_type", "Shape", facet => facet.SessionType),
        ("claude_helpfulness", "Helpfulness", facet => facet.ClaudeHelpfulness),
        ("skills_missed", "Missed skills", facet => facet.SkillsMissed),
        ("people_mentioned", "People", facet => facet.PeopleMentioned),
        ("outreach_type", "Outreach", facet => facet.OutreachType),
        ("course_corrections", "Corrections", facet => facet.CourseCorrections),
        ("artifacts_created", "Artifacts", facet => facet.ArtifactsCreated),
        ("knowledge_filed", "Knowledge filed", facet => facet.KnowledgeFiled),
        ("decisions_made", "Decisions", facet => facet.DecisionsMade),
        ("estimated_time_saved_minutes", "Minutes saved", facet => facet.EstimatedTimeSavedMinutes),
    ];

    public static IEnumerable<FacetField> Of(SessionFacet facet, UserProfile profile)
    {
        var correctable = new CorrectableFacets(profile);
        return s_fields.Select(field => new FacetField(field.Name, field.Label, CorrectableFacets.KindOf(field.Name), Shown(CorrectableFacets.KindOf(field.Name), Named(field.Name, field.Of(facet), profile)), Value(field.Of(facet)), correctable.ValuesOf(field.Name)));
    }

    /// <exception cref="UserError">It names no facet.</exception>
    public static JsonObject Answer(IFormCollection form)
    {
        var name = form["facet"].ToString();
        var field = s_fields.FirstOrDefault(field => field.Name == name);
        return field.Name is null ? throw new UserError("Choose a facet to correct.") : new() { [name] = form["unknown"].Count > 0 ? null : Answer(CorrectableFacets.KindOf(name), form["answer"]) };
    }

    static JsonNode? Answer(FacetKind kind, IEnumerable<string?> given)
    {
        var text = string.Join('\n', given).Trim();
        return kind switch
        {
            FacetKind.List => new JsonArray([.. text.Split([',', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(item => (JsonNode)item)]),
            FacetKind.Number => text.Length == 0 ? null : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : text,
            _ => text.Length == 0 ? null : text,
        };
    }

    /// <summary>As the profile calls them, and not by the words that stand for them.</summary>
    static object? Named(string facet, object? value, UserProfile profile) => (facet, value) switch
    {
        ("businesses", IReadOnlyList<string> slugs) => (IReadOnlyList<string>)[.. slugs.Select(slug => profile.Businesses.FirstOrDefault(business => business.Slug == slug)?.Name ?? slug)],
        ("priority_matched", string slug) when profile.Priorities.FirstOrDefault(priority => priority.Slug == slug) is { } priority => (IReadOnlyList<string>)[priority.Name],
        _ => value,
    };

    static string? Shown(FacetKind kind, object? value) => value switch
    {
        null => null,
        string text => kind == FacetKind.Choice ? Foreign.Words(text) : Foreign.Plain(text, 1000),
        IReadOnlyList<string> list => list.Count == 0 ? "none" : string.Join(", ", list.Take(30).Select(Foreign.Called)),
        var number => $"{number}",
    };

    static string Value(object? value) => value switch
    {
        null => "",
        IReadOnlyList<string> list => string.Join(", ", list),
        var other => $"{other}",
    };
}
