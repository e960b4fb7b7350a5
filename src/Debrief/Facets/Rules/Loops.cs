using Debrief.Transcripts;

namespace Debrief.Facets.Rules;

/// <summary>The same call failing, or searches finding nothing, three times in a row.</summary>
static class Loops
{
    const int Often = 3;

    static readonly Phrases _nothing = new("No matches found", "No files found", "No results found", "0 results", "Found 0 files");

    public static IEnumerable<Evidence> In(IReadOnlyList<Passage> passages)
    {
        var calls = new Dictionary<string, Passage>();
        (string? Tool, string? Input) last = default;
        var failures = 0;
        var misses = 0;
        foreach (var passage in passages)
        {
            if (passage is { Speaker: Speaker.ToolCall, ToolUseId: { } id })
                calls[id] = passage;
            if (passage is not { Speaker: Speaker.ToolResult, ToolUseId: { } answered } || !calls.Remove(answered, out var call))
                continue;

            failures = !HasFailed(passage) ? 0 : last == (call.Tool, call.Text) ? failures + 1 : 1;
            last = (call.Tool, call.Text);
            if (failures == Often)
                yield return passage.AsEvidence("friction", Friction.LoopDetected, "assistant");

            misses = call.Tool is not ("Grep" or "Glob" or "WebSearch") ? misses : FoundNothing(passage) ? misses + 1 : 0;
            if (misses == Often)
                yield return passage.AsEvidence("friction", Friction.NoResults, "assistant");
        }
    }

    static bool HasFailed(Passage result) => result.Failure is not (null or FailureClass.Cascade or FailureClass.UserRejected or FailureClass.UserInterrupted);

    static bool FoundNothing(Passage result) => _nothing.AtStartOf(result.Text) is not null;
}
