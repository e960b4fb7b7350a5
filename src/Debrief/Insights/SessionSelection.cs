using Debrief.Profile;

namespace Debrief.Insights;

/// <summary>Which sessions an aggregate is of; null is any.</summary>
/// <param name="Owner">Whose, where a server holds those of several people.</param>
/// <param name="Business">A slug, or <see cref="NoBusiness"/>.</param>
/// <param name="Project">A glob on the working directory, or a part of it.</param>
/// <param name="Kind">What it was: its facet workflow_type.</param>
sealed record SessionSelection(string? Owner = null, string? Business = null, string? Project = null, string? Kind = null)
{
    /// <summary>Sessions of which nobody can tell the business.</summary>
    public const string NoBusiness = "unknown";

    /// <summary>The owner is asked of the database.</summary>
    public bool Takes(string? business, string? project, string? kind) =>
        (Business is null || Business == (business ?? NoBusiness))
        && (Kind is null || Kind == kind)
        && (Project is null || ProjectGlob.Means(Project, project));
}
