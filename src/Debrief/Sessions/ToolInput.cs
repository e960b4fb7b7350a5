using System.Text.Json;
using System.Text.RegularExpressions;
using Debrief.Transcripts;

namespace Debrief.Sessions;

/// <summary>What matters of a tool call's input.</summary>
readonly ref partial struct ToolInput
{
    public string? Path { get; private init; }
    public string? Skill { get; private init; }
    public GitAct Git { get; private init; }

    /// <summary>Of what is tried: the command, the file, the address, the pattern; else of all of the input.</summary>
    public ulong RetryHash { get; private init; }
    public int OldLines => Lines(OldText);
    public int NewLines => Lines(NewText);

    ReadOnlySpan<byte> OldText { get; init; }
    ReadOnlySpan<byte> NewText { get; init; }

    public static ToolInput Read(ReadOnlySpan<byte> json)
    {
        try
        {
            // Some proxies write the input as a string; there is nothing to learn from that.
            return json is [(byte)'{', ..] ? ReadObject(json) : new ToolInput { RetryHash = StableHash.Roughly(json) };
        }
        catch (JsonException)
        {
            return new ToolInput { RetryHash = StableHash.Roughly(json) }; // It was jumped over when the line was read, and isn't quite JSON.
        }
    }

    static ToolInput ReadObject(ReadOnlySpan<byte> json)
    {
        string? path = null, skill = null;
        var git = GitAct.None;
        ulong? tried = null;
        Slice oldText = default, newText = default;
        var reader = new JsonCursor(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            if (name.SequenceEqual("file_path"u8) || name.SequenceEqual("notebook_path"u8))
            {
                path = String(ref reader);
                tried ??= path is null ? null : StableHash.Of(path);
            }
            else if (name.SequenceEqual("command"u8))
                (git, tried) = Command(ref reader);
            else if (name.SequenceEqual("skill"u8))
                skill = String(ref reader);
            else if (name.SequenceEqual("url"u8) || name.SequenceEqual("query"u8) || name.SequenceEqual("pattern"u8))
                tried ??= Hash(ref reader);
            else if (name.SequenceEqual("old_string"u8))
                oldText = reader.Jump(out _);
            else if (name.SequenceEqual("new_string"u8) || name.SequenceEqual("content"u8))
                newText = reader.Jump(out _);
            else
                reader.SkipValue();
        }

        return new ToolInput { Path = path, Skill = skill, Git = git, RetryHash = tried ?? StableHash.Roughly(json), OldText = json.Slice(oldText.Start, oldText.Length), NewText = json.Slice(newText.Start, newText.Length) };
    }

    static string? String(ref JsonCursor reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String && reader.ValueSpan.Length <= 4096)
            return LenientText.Read(reader.ValueSpan, reader.ValueIsEscaped);

        reader.Skip();
        return null;
    }

    static (GitAct, ulong?) Command(ref JsonCursor reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.String)
        {
            reader.Skip();
            return default;
        }

        var command = reader.ValueSpan;
        var git = command.IndexOf("git "u8) >= 0 ? Acts(LenientText.Read(command, reader.ValueIsEscaped)) : GitAct.None;
        return (git | (command.IndexOf("gh pr create"u8) >= 0 ? GitAct.PullRequest : GitAct.None), StableHash.Roughly(command));
    }

    static GitAct Acts(string command)
    {
        var acts = GitAct.None;
        foreach (var act in GitCommand().EnumerateMatches(command))
            acts |= command.AsSpan(act.Index, act.Length).EndsWith("commit", StringComparison.Ordinal) ? GitAct.Commit : GitAct.Push;
        return acts;
    }

    /// <summary>With options before the word, such as the -C that says in which folder.</summary>
    [GeneratedRegex(@"(?:^|[\n;&|(]\s*|\b(?:then|do|else|sudo|time|env)\s+)git(?:\s+-[cC]\s+\S+|\s+--?(?![cC]\s)[\w-]+(?:=\S+)?)*\s+(?:commit|push)(?![\w-])", RegexOptions.CultureInvariant)]
    private static partial Regex GitCommand();

    static ulong? Hash(ref JsonCursor reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
            return StableHash.Roughly(reader.ValueSpan);

        reader.Skip();
        return null;
    }

    /// <param name="value">As it is written, with its quotes if it is a string.</param>
    static int Lines(ReadOnlySpan<byte> value) => value is [(byte)'"', .. { IsEmpty: false } inside, (byte)'"'] ? JsonLines.Count(inside) : 0;
}
