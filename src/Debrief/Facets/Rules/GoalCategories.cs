using Debrief.Transcripts;

namespace Debrief.Facets.Rules;

/// <summary>What kind of thing each ask is. The word that comes first in a message decides.</summary>
static class GoalCategories
{
    static readonly (string Category, Phrases Words)[] _rules =
    [
        ("git_ops", new("commit and push", "commit this", "commit these", "commit the", "commit it", "commit all", "commit everything", "commit changes", "commit your", "git commit", "push it", "push this", "push to", "push the", "force push",
            "git push", "rebase", "merge it", "merge this", "merge into", "cherry-pick", "squash", "open a pr", "create a pr", "create the pr", "create a pull request", "check out", "checkout the", "new branch", "stash this", "提交")),
        ("write_tests", new("write tests", "write a test", "write the test", "add tests", "add a test", "add test", "unit test", "unit tests", "integration test", "integration tests", "test coverage", "more tests")),
        ("review_code", new("review", "code review", "look over", "feedback on")),
        ("debug_fix", new("fix", "bug", "bugs", "debug", "error", "errors", "broken", "fails", "failing", "crash", "crashes", "doesn't work", "not working", "troubleshoot", "diagnose", "issue", "corrupted", "unreachable",
            "panic", "wrong", "repariere", "behebe", "corrige", "исправь", "修复")),
        ("refactor", new("refactor", "rename", "clean up the code", "cleanup", "simplify", "extract", "deduplicate", "restructure", "dead code", "unused", "move this into", "重构")),
        ("deploy_release", new("deploy", "release", "publish to", "rollout", "roll out", "ship")),
        ("configure_system", new("install", "configure", "config", "set up", "setup", "enable", "disable", "upgrade", "update my", "uninstall", "log in", "login", "ssh", "dns", "firewall", "router", "timeout",
            "环境", "安装", "配置")),
        ("communicate", new("email", "e-mail", "reply to", "respond to", "message to", "slack", "announce", "newsletter", "send a", "write to")),
        ("file_organise", new("organize", "organise", "sort", "move all", "archive", "file this", "folder structure", "tidy")),
        ("status_check", new("status", "check if", "check whether", "verify", "confirm", "is it running", "audit", "health", "progress", "what's next", "performance now")),
        ("write_content", new("write", "document", "docs", "documentation", "readme", "description", "summary", "summarize", "summarise", "draft", "article", "blog", "post", "template", "translate", "report", "changelog",
            "markdown", "文档", "总结")),
        ("research", new("research", "investigate", "compare", "find out", "look up", "search", "what are the options", "best practice", "best practices", "alternatives", "recommend", "trade offs", "trade-offs", "deep dive", "调研")),
        ("plan_design", new("plan", "design", "architecture", "proposal", "brainstorm", "approach", "roadmap", "spec", "设计", "方案")),
        ("data_analysis", new("analyze", "analyse", "statistics", "chart", "dataset", "csv", "query", "sql", "plot", "分析")),
        ("implement_feature", new("implement", "add", "build", "create", "make", "support", "extend", "feature", "change", "show", "replace", "generate", "baue", "ajoute", "añade", "добавь", "сделай", "实现", "添加", "增加")),
        ("understand_code", new("explain", "understand", "walk me through", "show me how", "look into", "look at", "have a look", "recheck", "check how", "check where", "check the code", "erkläre", "explique", "explica", "объясни", "解释")),
    ];

    static readonly Phrases _questions = new(
        "how", "why", "what", "what's", "where", "which", "who", "when", "is it", "is there", "is that", "is this", "is the", "are there", "are we", "are these", "does it", "does this", "does that", "does the", "do we", "do i",
        "did it", "did we", "so is", "so does", "on which", "would it", "should i", "warum", "wie", "was ist", "pourquoi", "comment", "por qué", "cómo", "почему", "как", "为什么", "怎么", "什么");

    public static readonly IReadOnlyList<string> Values = [.. _rules.Select(rule => rule.Category), "other"];

    /// <summary>The asks of a session in order. What only says yes, or refines the ask before, is none.</summary>
    public static IReadOnlyList<Ask> In(IReadOnlyList<Turn> turns)
    {
        var asks = new List<Ask>();
        foreach (var turn in turns)
        {
            if (turn.IsAnswer || turn.IsRejection || Of(turn) is not { } category)
                continue;

            var refines = asks.Count > 0 && asks[^1].Category == category && (Corrections.Of(turn) is not null || (Satisfaction.Of(turn) is not null && !Satisfaction.IsNextOrder(turn)));
            if (!refines)
                asks.Add(new(category, turn));
        }

        return asks;
    }

    static string? Of(Turn turn)
    {
        var words = turn.Words;
        if (_questions.AtStartOf(words) is not null && words.Contains('?') && !Names(words, "debug_fix"))
            return Question(turn);

        var found = _rules
            .Select(rule => (rule.Category, At: rule.Words.FindIn(words)?.At ?? int.MaxValue))
            .MinBy(rule => rule.At);
        if (found.At < int.MaxValue)
            return found.Category;
        return words.Contains('?') ? Question(turn) : null;
    }

    static bool Names(string words, string category) => Array.Find(_rules, rule => rule.Category == category).Words.AreIn(words);

    // A question is of the kind of what was looked at to answer it.
    static string? Question(Turn turn)
    {
        if (turn.Answer.Any(passage => passage.Speaker == Speaker.ToolCall && passage.Tool is "WebSearch" or "WebFetch"))
            return "research";
        return turn.Answer.Any(passage => passage.Speaker == Speaker.ToolCall && passage.Tool is "Read" or "Grep" or "Glob") ? "understand_code" : null;
    }
}

sealed record Ask(string Category, Turn Turn);
