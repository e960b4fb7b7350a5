namespace Debrief.Profile;

/// <summary>What a person told Debrief about themselves: whom they work for, what matters, with whom and when.</summary>
sealed record UserProfile
{
    /// <summary>What the assistant is called in reports.</summary>
    public string Assistant { get; init; } = "Claude";

    /// <summary>Whom reports speak to; null when not told.</summary>
    public string? Name { get; init; }

    /// <summary>Of what a model writes to them: en, de, fr and so on.</summary>
    public string Language { get; init; } = "en";

    /// <summary>Tells one text of the profile from another; empty where there is no profile.</summary>
    public string Version { get; init; } = "";

    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Local;
    public IReadOnlyList<Business> Businesses { get; init; } = [];
    public IReadOnlyList<Priority> Priorities { get; init; } = [];
    public IReadOnlyList<Person> People { get; init; } = [];
    public IReadOnlyList<Skill> Skills { get; init; } = [];
    public IReadOnlyList<InitiatorRule> StartedBy { get; init; } = [];

    /// <summary>The business that names the very working directory, else the first one of whose globs matches it; null when none does, or there is none.</summary>
    public Business? BusinessOf(string? project) => project is null ? null
        : Businesses.FirstOrDefault(business => business.Projects.Contains(project)) ?? Businesses.FirstOrDefault(business => business.Projects.Any(glob => ProjectGlob.Matches(glob, project)));

    /// <summary>Of which business a session was, as a slug: the one that it was judged to be of first, else its project's; null: nobody can tell.</summary>
    public string? BusinessOf(IReadOnlyList<string>? judged, string? project) => judged is [var first, ..] ? first : BusinessOf(project)?.Slug;

    /// <summary>Who started a session, by the rules; as observed where no rule holds.</summary>
    public string InitiatedBy(string? project, string? firstPrompt, string? client, string observed) =>
        StartedBy.FirstOrDefault(rule => rule.Holds(project, firstPrompt, client))?.InitiatedBy ?? observed;
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
sealed record InitiatorRule(string InitiatedBy, string? Project, string? Prompt, string? Client)
{
    public static readonly IReadOnlyList<string> Initiators = ["user-interactive", "discord-mention", "scheduled-job", "sub-agent", "webhook", "sdk"];

    public bool Holds(string? project, string? firstPrompt, string? client) =>
        (Project is null || (project is not null && ProjectGlob.Matches(Project, project)))
        && (Prompt is null || (firstPrompt is not null && firstPrompt.AsSpan().TrimStart().StartsWith(Prompt, StringComparison.OrdinalIgnoreCase)))
        && (Client is null || string.Equals(Client, client, StringComparison.OrdinalIgnoreCase));
}
