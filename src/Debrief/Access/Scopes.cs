namespace Debrief.Access;

/// <summary>What a token lets its holder do.</summary>
static class Scopes
{
    public const string Read = "read";

    /// <summary>Hand in transcripts, and nothing else.</summary>
    public const string Push = "push";

    /// <summary>Use the server's model, and nothing else.</summary>
    public const string Ask = "ask";

    /// <summary>Everything.</summary>
    public const string Write = "write";

    public static readonly IReadOnlyList<string> All = [Read, Push, Ask, Write];
}
