using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Debrief.MockModel;

/// <summary>What a model would say that had read no more than the first words of the person, or a sub-agent's task: a whole and valid answer, borne out by that one quote.</summary>
public static partial class FacetReply
{
    public static MockReply To(ReceivedPrompt prompt) => new(Of(prompt.User).ToJsonString());

    /// <param name="prompt">With a digest in it: <c>#12 human: words</c>.</param>
    public static JsonObject Of(string prompt)
    {
        var first = FirstWords().Match(prompt);
        var line = first.Success ? int.Parse(first.Groups["line"].ValueSpan) : 1;
        var quote = first.Success ? first.Groups["words"].Value.Trim() : "nothing";
        return new()
        {
            ["underlying_goal"] = $"A goal that begins: {quote}",
            ["goal_categories"] = new JsonArray(new JsonObject { ["category"] = "implement_feature", ["count"] = 1 }),
            ["outcome"] = new JsonObject { ["value"] = "mostly_achieved", ["line"] = line, ["quote"] = quote },
            ["satisfaction"] = new JsonArray(new JsonObject { ["value"] = "likely_satisfied", ["line"] = line, ["quote"] = quote }),
            ["claude_helpfulness"] = "very_helpful",
            ["session_type"] = "single_task",
            ["friction"] = new JsonArray(),
            ["friction_detail"] = null,
            ["primary_success"] = "it was read",
            ["brief_summary"] = "One sentence about it.",
            ["businesses"] = new JsonArray(),
            ["priority_alignment"] = null,
            ["priority_matched"] = null,
            ["workflow_type"] = "coding",
            ["completion"] = new JsonObject { ["started"] = 1, ["completed"] = 1, ["abandoned"] = 0 },
            ["skills_missed"] = new JsonArray(),
            ["course_corrections"] = new JsonArray(),
            ["pivot_trigger"] = null,
            ["people"] = new JsonArray(),
            ["relationship_actions"] = new JsonArray(),
            ["outreach_type"] = "none",
            ["time_saved"] = new JsonObject { ["low"] = 10, ["high"] = 20 },
            ["decisions_made"] = 0,
            ["confidence"] = 0.8,
        };
    }

    [GeneratedRegex(@"^#(?<line>\d+) (human|task): (?<words>.{1,60})", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex FirstWords();
}
