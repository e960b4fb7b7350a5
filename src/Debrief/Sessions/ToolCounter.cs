using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Debrief.Transcripts;

namespace Debrief.Sessions;

/// <summary>Counts tool calls and what became of them: failures by class, retry loops, files, lines, commits.</summary>
sealed partial class ToolCounter(TranscriptFacts facts)
{
    const int LoopLength = 3, MostFiles = 2000, MostPending = 1000;

    public void AddCalls(Entry entry)
    {
        foreach (ref readonly var block in CollectionsMarshal.AsSpan(entry.Blocks))
        {
            if (block.Kind != BlockKind.ToolUse || block.Tool is not { Length: > 0 and <= 200 } tool)
                continue;

            var id = entry.Text(block.ToolUseId);
            if (facts.Pending.ContainsKey(id))
                continue; // The same call on a repeated line.

            facts.Tools.CountOne(tool);
            if (facts.Pending.Count < MostPending)
                facts.Pending.Add(id, Call(entry, tool, block.Raw));
        }
    }

    /// <returns>Whether one was the result of a call that waited for it.</returns>
    public bool AddResults(Entry entry)
    {
        var waited = false;
        foreach (ref readonly var block in CollectionsMarshal.AsSpan(entry.Blocks))
        {
            if (block.Kind != BlockKind.ToolResult || !facts.Pending.Remove(entry.Text(block.ToolUseId), out var call))
                continue;

            waited = true;
            Result(entry, block.IsError ? ToolFailure.Classify(entry.Beginning(entry.ResultText(block.Raw), 400)) : null, call, block.Raw);
        }

        return waited;
    }

    void Result(Entry entry, FailureClass? failure, PendingCall call, Slice content)
    {
        if (failure is { } why)
        {
            Failed(call, why);
            return;
        }

        facts.Failing.Remove(call.Tool);
        if (call.Path is { } path && facts.Files.Count < MostFiles)
            facts.Files.Add(path);
        Lines(entry, call);
        Git(entry, call, content);
    }

    void Failed(PendingCall call, FailureClass why)
    {
        if (why == FailureClass.Cascade)
            return;

        facts.ToolFailures.CountOne(FailureNames[(int)why]);
        if (why == FailureClass.UserRejected)
            facts.Rejections++;
        if (!why.IsOfTheTool())
            return;

        if (call.Tool.StartsWith("mcp__", StringComparison.Ordinal))
            facts.McpFailures++;

        var before = facts.Failing.GetValueOrDefault(call.Tool);
        var times = before?.Retry == call.Retry ? before.Times + 1 : 1;
        facts.Failing[call.Tool] = new(call.Retry, times);
        if (times == LoopLength)
            facts.RetryLoops++;
    }

    void Lines(Entry entry, PendingCall call)
    {
        if (call.Path is null)
            return;

        var outcome = entry.Outcome;
        if (outcome is { Created: true, Content.IsEmpty: false })
            facts.LinesAdded += JsonLines.Count(entry.Bytes(outcome.Content));
        else if (outcome.LinesAdded + outcome.LinesRemoved > 0)
            (facts.LinesAdded, facts.LinesRemoved) = (facts.LinesAdded + outcome.LinesAdded, facts.LinesRemoved + outcome.LinesRemoved);
        else if (!outcome.IsPresent)
            (facts.LinesAdded, facts.LinesRemoved) = (facts.LinesAdded + call.Added, facts.LinesRemoved + call.Removed);
    }

    void Git(Entry entry, PendingCall call, Slice content)
    {
        // Of a command that went on in the background nobody knows here how it ended.
        if (call.Git == GitAct.None || IsInBackground(entry.Beginning(entry.ResultText(content), 200)))
            return;

        if (call.Git.HasFlag(GitAct.Commit))
            facts.Commits++;
        if (call.Git.HasFlag(GitAct.Push))
            facts.Pushes++;
        if (call.Git.HasFlag(GitAct.PullRequest) && PullRequest().Match(entry.Text(entry.ResultText(content))) is { Success: true } link)
            facts.PullRequests.Add(link.Value);
    }

    static bool IsInBackground(string result) =>
        result.StartsWith("Command running in background", StringComparison.Ordinal) || result.StartsWith("Command was manually backgrounded", StringComparison.Ordinal)
        || result.Contains("timed out after", StringComparison.Ordinal);

    PendingCall Call(Entry entry, string tool, Slice raw)
    {
        var input = ToolInput.Read(entry.Bytes(raw));
        if (input.Skill is { Length: <= 100 } skill && tool == "Skill")
            facts.Skills.CountOne(skill);

        var writes = tool is "Edit" or "Write" or "MultiEdit" or "NotebookEdit";
        return new PendingCall(tool, input.RetryHash, writes ? input.Path : null, input.Git,
            entry.IsSidechain && writes ? input.NewLines : 0, entry.IsSidechain && writes ? input.OldLines : 0);
    }

    static readonly string[] FailureNames = [.. Enum.GetNames<FailureClass>().Select(System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName)];

    [GeneratedRegex(@"https://[\w.-]+/[\w.-]+/[\w.-]+/(?:pull|merge_requests)/\d+")]
    private static partial Regex PullRequest();
}
