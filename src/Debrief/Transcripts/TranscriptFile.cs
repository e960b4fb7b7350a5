using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Debrief.Transcripts;

/// <summary>A transcript as it lies on the disk.</summary>
/// <param name="ModifiedAt">Ticks of the file's time; with the size, what tells a changed file from an unchanged one.</param>
/// <param name="SessionId">As its place tells; null where only its content can.</param>
sealed record TranscriptFile(string Path, long Size, long ModifiedAt, TranscriptKind Kind, string? SessionId)
{
    /// <summary>The first eight bytes of the path's SHA-256: the same in every database.</summary>
    public long Id { get; } = IdOf(Path);

    public static long IdOf(string path) => BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(path)));

    public static TranscriptFile At(string path, long size, long modifiedAt)
    {
        var name = System.IO.Path.GetFileNameWithoutExtension(path.AsSpan());
        var session = SessionAbove(path);
        var (kind, owner) = name.StartsWith("agent-") || session is not null
            ? (AgentKind(name), session)
            : (TranscriptKind.Session, name.ToString());
        return new(path, size, modifiedAt, kind, owner);
    }

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
