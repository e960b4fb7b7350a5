namespace Debrief.MockModel;

/// <summary>What Claude Code's own /insights takes for facets, so that it can be measured beside Debrief.</summary>
static class InsightsReply
{
    public static bool IsAskedBy(ReceivedPrompt prompt) => !prompt.System.Contains("-INTERNAL-TASK]", StringComparison.Ordinal) && prompt.User.Contains("RESPOND WITH ONLY A VALID JSON OBJECT", StringComparison.Ordinal);

    public static MockReply Reply { get; } = new("""
        {"underlying_goal":"Mend a division","goal_categories":{"fix_bug":1},"outcome":"mostly_achieved","user_satisfaction_counts":{"likely_satisfied":1},"claude_helpfulness":"very_helpful",
        "session_type":"single_task","friction_counts":{},"friction_detail":"","primary_success":"correct_code_edits","brief_summary":"A division was mended."}
        """);
}
