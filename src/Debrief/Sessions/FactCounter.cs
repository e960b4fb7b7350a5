using System.Runtime.InteropServices;
using System.Text;
using Debrief.LanguageModels;
using Debrief.Privacy;
using Debrief.Transcripts;

namespace Debrief.Sessions;

/// <summary>Adds a transcript's entries, one after the other, to its facts.</summary>
sealed class FactCounter
{
    /// <summary>Types that say nothing about the work. All others that aren't handled below are counted as unknown.</summary>
    static readonly HashSet<string> Bookkeeping = new(StringComparer.Ordinal)
    {
        "file-history-snapshot", "file-history-delta", "last-prompt", "agent-name", "agent-color", "agent-setting", "tag", "mode", "permission-mode",
        "bridge-session", "worktree-state", "relocated", "content-replacement", "marble-origami-commit", "marble-origami-snapshot", "task-summary", "speculation-accept",
        "fork-context-ref", "continued-in", "cost-state", "frame-link", "atis-latch", "artifact-autoreact-ledger", "artifact-comment-monitor", "history-suppression",
        "isolation-latch", "attribution-snapshot", "launched", "started", "result", "failed",
    };

    const int LongestTitle = 400;

    readonly TranscriptFacts _facts;
    readonly bool _isAgent;
    readonly ToolCounter _tools;
    readonly PromptCounter _prompts;
    readonly UsageCounter _usage;
    readonly byte[] _lastUuid = new byte[64];
    int _lastUuidLength;

    /// <param name="isAgent">The file of a sub-agent: nobody types in it.</param>
    public FactCounter(TranscriptFacts facts, bool isAgent, UsageCounter usage)
    {
        (_facts, _isAgent, _usage) = (facts, isAgent, usage);
        _tools = new ToolCounter(facts);
        _prompts = new PromptCounter(facts, isAgent);
        if (facts.LastUuid is { } uuid)
            Remember(Encoding.UTF8.GetBytes(uuid));
    }

    /// <summary>To be called after the last entry.</summary>
    public void Finish()
    {
        _facts.IsOwnTask |= OwnCall.Is(_facts.Client, _facts.Project);
        _facts.LastUuid = _lastUuidLength == 0 ? null : Encoding.UTF8.GetString(LastUuid);
        _facts.MaskSecrets();
    }

    ReadOnlySpan<byte> LastUuid => _lastUuid.AsSpan(0, _lastUuidLength);

    /// <summary>An entry of which another transcript tells the facts: its tokens still have to be compared, and it still tells when this transcript was begun.</summary>
    public void AddCopied(Entry entry)
    {
        _usage.Add(entry);
        if (entry.Type is "user" or "assistant" or "system" or "attachment" or "queue-operation")
            Begin(entry);
    }

    public void Add(Entry entry)
    {
        switch (entry.Type)
        {
            case "assistant":
                Envelope(entry);
                Assistant(entry);
                break;
            case "user":
                Envelope(entry);
                User(entry);
                break;
            case "system":
                Envelope(entry);
                System(entry);
                break;
            case "attachment":
                Envelope(entry);
                _prompts.AddAttachment(entry);
                break;
            case "progress":
                _usage.Add(entry);
                break;
            case "queue-operation":
                Begin(entry);
                _prompts.AddQueueOperation(entry);
                break;
            case "summary":
                Summary(entry);
                break;
            case "ai-title":
                _facts.AiTitle = Title(entry) ?? _facts.AiTitle;
                break;
            case "custom-title":
                _facts.CustomTitle = Title(entry) ?? _facts.CustomTitle;
                break;
            case "pr-link":
                if (!entry.Content.IsEmpty)
                    _facts.PullRequests.Add(entry.Text(entry.Content));
                break;
            case { } type when Bookkeeping.Contains(type):
                break;
            default:
                _facts.UnknownEntries.CountOne(entry.Type is { Length: <= 60 } name ? name : "(no type)");
                break;
        }
    }

    /// <summary>What every entry of the tree carries. The project is that of the first entry, branch and version those of the last.</summary>
    void Envelope(Entry entry)
    {
        _facts.SessionId ??= entry.SessionId is { } id ? BoundedId.Of(id) : null;
        _facts.Project ??= entry.WorkingDirectory;
        _facts.ForkedFrom ??= entry.ForkedFrom;
        _facts.Client ??= entry.Client;
        if (!string.IsNullOrEmpty(entry.GitBranch))
            _facts.GitBranch = entry.GitBranch;
        _facts.Version = entry.Version ?? _facts.Version;
        Begin(entry);
        Remember(entry.Bytes(entry.Uuid));
        if (_facts.Summaries.Count > 0 && _facts.Summaries.Remove(entry.Text(entry.Uuid), out var title))
            _facts.Summary = title;
    }

    void Remember(ReadOnlySpan<byte> uuid)
    {
        _lastUuidLength = uuid.Length <= _lastUuid.Length ? uuid.Length : 0;
        uuid[.._lastUuidLength].CopyTo(_lastUuid);
    }

    /// <summary>After a compaction some versions write kept entries again: same time, new uuid.</summary>
    bool IsWrittenAgain(Entry entry) => _facts.CompactedAt is { } compacted && entry.At?.ToUnixTimeMilliseconds() <= compacted;

    void Begin(Entry entry)
    {
        if (!_facts.HasBegun && entry.At is { } at)
            _facts.BegunAt = Math.Max(_facts.BegunAt ?? 0, at.ToUnixTimeMilliseconds());
        _facts.HasBegun |= entry is { Type: "user" or "assistant", At: not null };
    }

    void Message(Entry entry)
    {
        if (entry.At is { } at)
        {
            var time = at.ToUnixTimeMilliseconds();
            _facts.FirstAt = Math.Min(_facts.FirstAt ?? time, time);
            _facts.LastAt = Math.Max(_facts.LastAt ?? time, time);
            ActiveTime.Add(_facts.Active, time);
        }

        if (entry.IsSidechain && !_isAgent)
            _facts.Sidechains += entry.HasParent ? 0 : 1;
        else
            _facts.Messages++;
    }

    void Assistant(Entry entry)
    {
        _usage.Add(entry);
        if (IsWrittenAgain(entry))
            return;

        Message(entry);
        _tools.AddCalls(entry);
        if (entry.IsApiError)
            _facts.ApiErrors++;
        if (entry.IsSidechain && !_isAgent)
            return;

        if (entry.IsApiError)
            _facts.Ending = Ending.ApiError;
        else if (HasToolCall(entry))
            _facts.Ending = Ending.ToolCall;
        else if (entry.Message.Model != "<synthetic>")
            _facts.Ending = Ending.Answer;
    }

    static bool HasToolCall(Entry entry)
    {
        foreach (ref readonly var block in CollectionsMarshal.AsSpan(entry.Blocks))
        {
            if (block.Kind == BlockKind.ToolUse)
                return true;
        }

        return false;
    }

    void User(Entry entry)
    {
        var rejected = _facts.Rejections;
        if (!_tools.AddResults(entry) && IsWrittenAgain(entry))
            return;

        Message(entry);
        Compacted(entry);
        _prompts.Add(entry, UserEntry.Of(entry), justRejected: _facts.Rejections > rejected);
    }

    /// <summary>Up to 1.0.x only the summary tells of a compaction; later ones come after the boundary that was counted.</summary>
    void Compacted(Entry entry)
    {
        if (!entry.IsCompactSummary || entry.IsSidechain)
            return;

        _facts.Compactions += _facts.ExpectsSummary ? 0 : 1;
        _facts.ExpectsSummary = false;
    }

    void System(Entry entry)
    {
        switch (entry.Subtype)
        {
            case "compact_boundary":
                _facts.Compactions++;
                _facts.ExpectsSummary = true;
                _facts.CompactedAt = _facts.LastAt;
                break;
            case "scheduled_task_fire":
                _facts.Scheduled |= _facts.HumanMessages == 0;
                break;
            case "local_command" when !entry.Content.IsEmpty:
                _prompts.AddLocalCommand(entry.Text(entry.Content));
                break;
        }
    }

    void Summary(Entry entry)
    {
        if (Title(entry) is not { } title || entry.LeafUuid.IsEmpty || _facts.Summaries.Count >= 1000)
            return;

        // Titles at the top of a file are mostly of other conversations: each waits for the entry it is about.
        var leaf = entry.Text(entry.LeafUuid);
        if (LastUuid.SequenceEqual(entry.Bytes(entry.LeafUuid)))
            _facts.Summary = title;
        else
            _facts.Summaries[leaf] = title;
    }

    static string? Title(Entry entry)
    {
        var title = Beginning.Of(Secrets.Mask(entry.Text(entry.Content).Trim()), LongestTitle);
        return title.Length == 0 ? null : title;
    }
}

static class Counting
{
    public static void CountOne(this Dictionary<string, int> counts, string name) => counts[name] = counts.GetValueOrDefault(name) + 1;
}
