using System.Text.Json;

namespace Debrief.Insights.Recommending;

/// <summary>How many rules settings have for what Claude Code may do.</summary>
readonly record struct Permissions(int Allowed, int Denied)
{
    public static Permissions In(IEnumerable<string> claudeDirectories)
    {
        var all = claudeDirectories.SelectMany(folder => ClaudeSettings.In(folder, "permissions")).ToList();
        return new(all.Sum(each => Count(each, "allow")), all.Sum(each => Count(each, "deny")));
    }

    /// <summary>The advice as it stands, or what there is already.</summary>
    public Recommendation Checked(Recommendation given) => this switch
    {
        { Denied: > 0 } => given with { Title = $"Say in CLAUDE.md what to use instead of what {Rules(Denied)} of your settings {(Denied == 1 ? "denies" : "deny")}: /permissions", Signal = Allowed },
        { Allowed: > 0 } => given with { Title = $"{Rules(Allowed)} of your settings {(Allowed == 1 ? "allows" : "allow")} commands already. Add what you still approve each time: /permissions", Signal = Allowed },
        _ => given with { Signal = 0 },
    };

    static string Rules(int count) => $"{count} rule{(count == 1 ? "" : "s")}";

    static int Count(JsonElement permissions, string name) => permissions.TryGetProperty(name, out var rules) && rules.ValueKind == JsonValueKind.Array ? rules.GetArrayLength() : 0;
}
