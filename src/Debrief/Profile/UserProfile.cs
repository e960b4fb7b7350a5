namespace Debrief.Profile;

/// <summary>What a person told Debrief about themselves: whom they work for, what matters, with whom and when.</summary>
sealed record UserProfile
{
    /// <summary>What the assistant is called in reports.</summary>
    public string Assistant { get; init; } = "Claude";

    /// <summary>Whom reports speak to; null when not told.</summary>
    public string? Name { get; init; }

    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Local;
    public IReadOnlyList<Business> Businesses { get; init; } = [];
    public IReadOnlyList<Priority> Priorities { get; init; } = [];
    public IReadOnlyList<Person> People { get; init; } = [];
    public IReadOnlyList<Skill> Skills { get; init; } = [];
    public IReadOnlyList<InitiatorRule> StartedBy { get; init; } = [];
}

/// <param name="Projects">Globs on the session's working directory.</param>
sealed record Business(string Slug, string Name, string? About, IReadOnlyList<string> Projects);

/// <param name="Businesses">Slugs of businesses whose sessions advance this priority.</param>
sealed record Priority(string Slug, string Name, string? About, IReadOnlyList<string> Businesses);

sealed record Person(string Name, IReadOnlyList<string> Aliases, string? About);

/// <param name="Does">Words that, in a prompt, ask for what this skill does: without them a missed use can't be told by rules.</param>
sealed record Skill(string Name, string? About, IReadOnlyList<string> Does);

/// <summary>A rule for who started a session. All of its conditions that are given must hold; the first rule that holds wins.</summary>
/// <param name="InitiatedBy">user-interactive, discord-mention, scheduled-job, sub-agent, webhook or sdk.</param>
/// <param name="Project">A glob on the working directory.</param>
/// <param name="Prompt">What the first prompt begins with.</param>
/// <param name="Client">The entrypoint, such as sdk-ts.</param>
sealed record InitiatorRule(string InitiatedBy, string? Project, string? Prompt, string? Client);
