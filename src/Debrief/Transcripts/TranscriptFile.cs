namespace Debrief.Transcripts;

/// <summary>A transcript as it lies on the disk.</summary>
/// <param name="ModifiedAt">Ticks of the file's time; with the size, what tells a changed file from an unchanged one.</param>
sealed record TranscriptFile(string Path, long Size, long ModifiedAt)
{
    static readonly string Agents = $"{System.IO.Path.DirectorySeparatorChar}subagents{System.IO.Path.DirectorySeparatorChar}";

    /// <summary>Whose it is; null: whoever runs this Debrief.</summary>
    public string? Owner { get; init; }

    /// <summary>The machine it was written on; null where its place doesn't say.</summary>
    public string? Host { get; init; }

    /// <summary>A hash of the path: the same in every database.</summary>
    public long Id { get; } = unchecked((long)StableHash.Of(Path));

    public TranscriptKind Kind => IsAgent ? AgentKind(Name) : TranscriptKind.Session;

    /// <summary>As its place tells; null where only its content can.</summary>
    public string? SessionId => IsAgent ? SessionAbove(Path) : Name.ToString();

    bool IsAgent => Name.StartsWith("agent-") || (Path.Contains(Agents, StringComparison.Ordinal) && SessionAbove(Path) is not null);

    ReadOnlySpan<char> Name => System.IO.Path.GetFileNameWithoutExtension(Path.AsSpan());

    // These hold the parent's conversation again, to summarise it, to guess the next prompt, to answer an aside.
    static TranscriptKind AgentKind(ReadOnlySpan<char> name) =>
        name.StartsWith("agent-acompact-") || name.StartsWith("agent-aprompt_suggestion-") || name.StartsWith("agent-aside_question-")
            ? TranscriptKind.Copy
            : TranscriptKind.SubAgent;

    /// <summary>…/SESSION/subagents/[workflows/RUN/]agent-ID.jsonl</summary>
    static string? SessionAbove(string path)
    {
        // No further up: a folder of that name may hold everything.
        var folder = System.IO.Path.GetDirectoryName(path);
        for (var steps = 0; steps < 3 && folder is not null; steps++)
        {
            if (System.IO.Path.GetFileName(folder) == "subagents")
                return System.IO.Path.GetFileName(System.IO.Path.GetDirectoryName(folder));
            folder = System.IO.Path.GetDirectoryName(folder);
        }

        return null;
    }
}

enum TranscriptKind
{
    Session,
    SubAgent,

    /// <summary>A sub-agent that begins with the whole conversation of its parent: only its tokens are its own.</summary>
    Copy,
}
