using Debrief.Profile;
using Debrief.Sessions;

namespace Debrief.Facets.Asking;

/// <summary>What was counted over the whole transcript, told to the model so that it needn't guess from a sample.</summary>
static class SessionFacts
{
    const int MostFiles = 20;
    const int MostSkills = 50;

    /// <param name="projectSkills">Those that only this project has.</param>
    public static string Of(Session session, SessionFacet observed, IReadOnlyList<Skill> projectSkills) =>
        DigestEntry.Harmless(string.Join('\n', Lines(session, observed, projectSkills).Select(line => $"- {line}")));

    static IEnumerable<string> Lines(Session session, SessionFacet observed, IReadOnlyList<Skill> projectSkills)
    {
        if (session.ParentId is not null)
            yield return "a sub-agent of another session: nobody speaks with it; entries marked task say what that session wants of it, and stand for the person's wish where the goal and its outcome are asked for";
        yield return $"working directory: {Word(session.Project)}; branch: {Word(session.GitBranch)}; started by: {observed.InitiatedBy}";
        yield return $"{session.MessageCount} messages, {session.HumanMessages} of them typed by the person; {session.ActiveSeconds / 60} minutes of activity; {(session.CutShort ? "cut short in the middle of work" : "not cut short")}";
        yield return $"tools: {Counts(session.Tools)}; failed: {Counts(session.ToolFailures)} (by reason); retry loops: {session.RetryLoops}; failed MCP calls: {session.McpFailures}";
        yield return $"interruptions: {session.Interruptions}; refused tools: {session.Rejections}; API errors: {session.ApiErrors}; compactions: {session.Compactions}; sub-agents: {session.SubAgents}";
        yield return $"{session.FilesTouched.Count} files touched{Files(session.FilesTouched)}; {session.LinesAdded} lines added, {session.LinesRemoved} removed; {session.Commits} commits, {session.Pushes} pushes, {session.PullRequests.Count} pull requests";
        yield return $"skills and commands used: {(observed.SkillsUsed is { Count: > 0 } used ? string.Join(", ", used.Take(MostFiles).Select(Word)) : "none")}";
        if (projectSkills.Count > 0)
            yield return $"skills of this project alone: {string.Join("; ", projectSkills.Take(MostSkills).Select(skill => skill.About is null ? Word(skill.Name) : $"{Word(skill.Name)} ({Word(skill.About)})"))}";
    }

    static string Counts(IReadOnlyDictionary<string, int> counts) =>
        counts.Count == 0 ? "none" : string.Join(", ", counts.OrderByDescending(count => count.Value).Take(MostFiles).Select(count => $"{Word(count.Key)} {count.Value}"));

    static string Files(IReadOnlyList<string> files) => files.Count == 0 ? "" : $" (such as {string.Join(", ", files.Take(MostFiles).Select(Word))})";

    /// <summary>Foreign text too: one line, and short.</summary>
    static string Word(string? text) => text is null ? "unknown" : Quote.Shorten(string.Join(' ', Shown.Clean(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), 120);
}
