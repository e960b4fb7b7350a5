using Debrief.Facets;

namespace Debrief.Insights;

/// <summary>Which tool an incident is about. Facts count tools and failures apart, so it is told only where no other tool is possible.</summary>
static class FailingTool
{
    const int FewestInALoop = 3;

    public static string? Of(PastSession session, Evidence incident) =>
        NamedIn(incident.Quote, session) ?? (incident.Value == "loop_detected" ? OfLoop(session) : null);

    /// <summary>The tool of the session's retry loops.</summary>
    public static string? OfLoops(PastSession session) => session.Facet?.RetryLoops > 0
        ? session.Facet.Evidence.Where(evidence => evidence.Value == "loop_detected").Select(evidence => NamedIn(evidence.Quote, session)).FirstOrDefault(tool => tool is not null)
            ?? (session.Facet.FrictionDetail is { } detail ? NamedIn(detail, session) : null)
            ?? OfLoop(session)
        : null;

    /// <summary>The tool whose name the words have. What a server calls its tool counts only where it can't be a mere word: extract_pdf, not open.</summary>
    static string? NamedIn(string words, PastSession session) => session.Facts.Tools.Keys
        .Where(tool => IsMcp(tool) && (HasWord(words, tool) || Own(tool).Contains('_') && HasWord(words, Own(tool))))
        .OrderByDescending(tool => Own(tool).Length)
        .ThenBy(tool => tool, StringComparer.Ordinal)
        .FirstOrDefault();

    /// <summary>The only one that can have failed often enough.</summary>
    static string? OfLoop(PastSession session)
    {
        var facts = session.Facts;
        var others = facts.ToolFailures.Where(failure => failure.Key is not "cascade").Sum(failure => failure.Value) - facts.McpFailures;
        var possible = facts.Tools
            .Where(tool => tool.Value >= FewestInALoop && (IsMcp(tool.Key) ? facts.McpFailures : others) >= FewestInALoop)
            .Select(tool => tool.Key)
            .ToList();
        return possible is [var only] ? only : null;
    }

    static bool IsMcp(string tool) => tool.StartsWith("mcp__", StringComparison.Ordinal);

    static string Own(string tool) => tool[(tool.LastIndexOf("__", StringComparison.Ordinal) + 2)..];

    static bool HasWord(string text, string word)
    {
        for (var at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.Ordinal))
        {
            if (!IsPart(text, at - 1) && !IsPart(text, at + word.Length))
                return true;
        }
        return false;
    }

    static bool IsPart(string text, int at) => at >= 0 && at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '_' or '-');
}
