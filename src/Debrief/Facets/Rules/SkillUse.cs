using Debrief.Profile;
using Debrief.Sessions;

namespace Debrief.Facets.Rules;

/// <summary>Which skills did the work, and which could have.</summary>
static class SkillUse
{
    /// <summary>What ships with Claude Code is no skill of anybody's.</summary>
    static readonly HashSet<string> _builtIn = new(StringComparer.OrdinalIgnoreCase)
    {
        "add-dir", "agents", "allowed-tools", "approved-tools", "background", "bashes", "batch", "brief", "btw", "bug", "cd", "chrome", "claude-api", "clear", "color", "compact", "config", "context", "copy", "cost",
        "debug", "desktop", "diff", "doctor", "effort", "exit", "export", "extra-usage", "fast", "feedback", "files", "fork", "goal", "help", "hooks", "ide", "init", "insights", "install-github-app",
        "install-slack-app", "keybindings", "keybindings-help", "login", "logout", "loop", "mcp", "memory", "migrate-installer", "mobile", "model", "new", "output-style", "permissions", "plan", "plugin", "plugins",
        "pr-comments", "privacy-settings", "quit", "rate-limit-options", "release-notes", "reload-plugins", "remote-control", "remote-env", "rename", "reset", "resume", "review", "rewind", "sandbox", "schedule",
        "security-review", "session", "settings", "simplify", "skills", "stats", "status", "statusline", "stickers", "tag", "tasks", "teleport", "terminal-setup", "theme", "think-back", "todos", "ultraplan",
        "ultrareview", "undo", "update-config", "upgrade", "usage", "vim", "voice", "web-setup",
    };

    public static IReadOnlyList<string> Used(Session session) => [.. session.SkillsUsed
        .Concat(session.CommandsUsed)
        .Select(use => (Name: use.Key.TrimStart('/'), Uses: use.Value))
        .Where(use => use.Name.Length > 0 && !_builtIn.Contains(use.Name))
        .GroupBy(use => use.Name)
        .OrderByDescending(group => group.Sum(use => use.Uses))
        .ThenBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => group.Key)];

    /// <summary>Null where the profile has no skill that says by which words it is asked for.</summary>
    public static IReadOnlyList<string>? Missed(IReadOnlyList<Skill> skills, IReadOnlyList<string> used, IReadOnlyList<Turn> turns)
    {
        var telling = skills.Where(skill => skill.Does.Count > 0).ToList();
        return telling.Count == 0 ? null : [.. telling
            .Where(skill => !used.Any(name => IsSame(name, skill.Name)))
            .Where(skill => new Phrases(skill.Does) is var does && turns.Any(turn => does.AreIn(turn.Words)))
            .Select(skill => skill.Name)];
    }

    // A plugin's skill is called plugin:skill.
    public static bool IsSame(string used, string name) =>
        used.Equals(name.TrimStart('/'), StringComparison.OrdinalIgnoreCase) || used.EndsWith(":" + name.TrimStart('/'), StringComparison.OrdinalIgnoreCase);
}
