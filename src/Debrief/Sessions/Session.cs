using System.Text.Json.Serialization;
using Debrief.Profile;

namespace Debrief.Sessions;

/// <summary>What the transcripts of one session tell, counted by code over all of them: the observed facts.</summary>
sealed record Session
{
    public required string Id { get; init; }

    /// <summary>Of a sub-agent: the session that it worked for. Null: it is a session.</summary>
    public string? ParentId { get; init; }

    /// <summary>The project of that session.</summary>
    public string? ParentProject { get; init; }

    /// <summary>Whose it is, where a server holds those of several people; null: whoever runs this Debrief.</summary>
    public string? Owner { get; init; }

    /// <summary>The machine it was held on; null where nothing says.</summary>
    public string? Host { get; init; }

    /// <summary>The working directory of its first entry; null when no entry said.</summary>
    public string? Project { get; init; }
    public string? Title { get; init; }
    public string? FirstPrompt { get; init; }
    public string? GitBranch { get; init; }

    /// <summary>The entrypoint, such as cli, claude-vscode, sdk-ts; null before Claude Code 2.1.81.</summary>
    public string? Client { get; init; }
    public string? Version { get; init; }
    public DateTimeOffset? StartedAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Sum of <see cref="ActiveSpans"/>.</summary>
    public int ActiveSeconds { get; init; }

    /// <summary>When somebody or something was at work, pauses of over ten minutes left out: disjoint, ascending.</summary>
    public IReadOnlyList<ActiveSpan> ActiveSpans { get; init; } = [];

    /// <summary>User and assistant entries.</summary>
    public int MessageCount { get; init; }

    /// <summary>What a person typed.</summary>
    public int HumanMessages { get; init; }
    public IReadOnlyDictionary<string, int> PromptReasons { get; init; } = Counts.None;
    public IReadOnlyDictionary<string, int> Tools { get; init; } = Counts.None;
    public IReadOnlyDictionary<string, int> ToolFailures { get; init; } = Counts.None;
    public int McpFailures { get; init; }
    public IReadOnlyDictionary<string, int> SkillsUsed { get; init; } = Counts.None;
    public IReadOnlyDictionary<string, int> CommandsUsed { get; init; } = Counts.None;
    public IReadOnlyList<string> FilesTouched { get; init; } = [];
    public int LinesAdded { get; init; }
    public int LinesRemoved { get; init; }
    public int Commits { get; init; }
    public int Pushes { get; init; }
    public IReadOnlyList<string> PullRequests { get; init; } = [];
    public int Interruptions { get; init; }
    public int Rejections { get; init; }
    public int RetryLoops { get; init; }
    public int Compactions { get; init; }
    public int ApiErrors { get; init; }

    /// <summary>Ends in the middle of work: interrupted, on an error, or without an answer.</summary>
    public bool CutShort { get; init; }
    public string? ResumedFrom { get; init; }
    public int SubAgents { get; init; }

    /// <summary>As observed: user-interactive, discord-mention, scheduled-job, sub-agent, webhook or sdk. The profile's rules come first where it is read.</summary>
    public string InitiatedBy { get; init; } = "user-interactive";
    public int BadLines { get; init; }
    public IReadOnlyDictionary<string, int> UnknownEntries { get; init; } = Counts.None;
    public DateTimeOffset? FacetsExtractedAt { get; init; }

    /// <summary>Who started it, by the profile's rules; a sub-agent is one whatever they say.</summary>
    public string InitiatedIn(UserProfile profile) => ParentId is null ? profile.InitiatedBy(Project, FirstPrompt, Client, InitiatedBy) : InitiatedBy;
}

/// <summary>A half-open span of time.</summary>
readonly record struct ActiveSpan(DateTimeOffset From, DateTimeOffset To)
{
    [JsonIgnore]
    public TimeSpan Length => To - From;
}

static class Counts
{
    public static readonly IReadOnlyDictionary<string, int> None = new Dictionary<string, int>();
}
