namespace Debrief.Sessions;

/// <summary>Which sessions: null is any.</summary>
/// <param name="Since">Their end: then or later.</param>
/// <param name="Until">Their end: before then.</param>
/// <param name="Project">A glob on the working directory, or a part of it.</param>
sealed record SessionFilter(DateTimeOffset? Since, DateTimeOffset? Until, string? Project, string? Outcome, string? Alignment, string? Owner = null, string? Host = null)
{
    /// <summary>Words that stand in the title, the first prompt, the goal or the summary; all of them, or words that begin so.</summary>
    public string? Words { get; init; }

    /// <summary>The facet workflow_type.</summary>
    public string? Kind { get; init; }
    public string? Priority { get; init; }
    public string? Skill { get; init; }
    public string? MissedSkill { get; init; }

    /// <summary>A kind of friction.</summary>
    public string? Friction { get; init; }

    /// <summary>The names that one person goes by, lower case.</summary>
    public IReadOnlyList<string>? Person { get; init; }

    /// <summary>What only the program can tell, of the businesses that were judged and the working directory.</summary>
    public Func<IReadOnlyList<string>?, string?, bool>? Takes { get; init; }
}
