using Debrief.Sessions;
using Debrief.Transcripts;

namespace Debrief.Facets.Rules;

/// <summary>What a session left behind: new things, notes, choices.</summary>
static class Made
{
    static readonly Phrases _created = new("File created successfully", "created successfully");

    static readonly Phrases _choice = new("option", "let's", "lets", "go with", "i like option", "don't", "i'd prefer", "i prefer", "the first", "the second", "both");

    static readonly Phrases _consent = new("yes", "yeah", "yep", "ok", "okay", "sure", "go ahead", "do it", "sounds good", "agreed", "please do", "make it so", "ja", "oui", "sí", "да", "好", "可以", "是的");

    /// <summary>New files that last, commits and pull requests.</summary>
    public static int Artifacts(Session session, IReadOnlyList<Passage> passages) =>
        Files(passages, created: true).Count + session.Commits + session.PullRequests.Count;

    /// <summary>Notes and documents written or extended, each once.</summary>
    public static int Knowledge(IReadOnlyList<Passage> passages) => Files(passages, created: false).Count(Changes.IsNote);

    /// <summary>Choices the person made: answers to questions, options taken, proposals and plans accepted.</summary>
    public static int Decisions(IReadOnlyList<Turn> turns, IReadOnlyList<Passage> passages) =>
        turns.Sum(Choices) + passages.Count(passage => passage is { Speaker: Speaker.ToolResult, Tool: "ExitPlanMode", Failure: null });

    static int Choices(Turn turn)
    {
        if (turn.IsFirst)
            return 0;
        if (turn.IsAnswer)
            return Math.Max(1, turn.Words.AsSpan().Count("\"=\""));
        return _choice.AtStartOf(turn.Words) is not null || (turn.RepliesToAQuestion && _consent.AtStartOf(turn.Words) is not null) ? 1 : 0;
    }

    static HashSet<string> Files(IReadOnlyList<Passage> passages, bool created)
    {
        var files = new HashSet<string>();
        var calls = new Dictionary<string, string>();
        foreach (var passage in passages)
        {
            if (passage.ToolUseId is not { } id)
                continue;
            if (ToolInput.WrittenFile(passage) is { } file && IsLasting(file))
                calls[id] = file;
            else if (passage is { Speaker: Speaker.ToolResult, Failure: null } && calls.Remove(id, out var written) && (!created || _created.AreIn(Head(passage.Text))))
                files.Add(written);
        }

        return files;
    }

    static string Head(string text) => text[..Math.Min(text.Length, 500)];

    static bool IsLasting(string file) => !file.StartsWith("/tmp/", StringComparison.Ordinal) && !file.StartsWith("/private/tmp/", StringComparison.Ordinal)
        && !file.Contains("/scratchpad/", StringComparison.Ordinal) && !file.Contains("/.claude/plans/", StringComparison.Ordinal) && !file.Contains("\\Temp\\", StringComparison.Ordinal);
}
