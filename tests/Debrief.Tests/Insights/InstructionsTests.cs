using Debrief.Insights;
using Debrief.Insights.Recommending;
using Debrief.Tests.Configuration;

namespace Debrief.Tests.Insights;

public sealed class InstructionsTests
{
    [Fact]
    public void What_CLAUDE_md_says_already_isn_t_recommended_but_that_it_wasn_t_followed()
    {
        using var folder = new TempFolder();
        var given = new Recommendation("Write into CLAUDE.md what to use instead when mcp__browser__extract_pdf fails twice", "It was called 12 times.") { Sought = "mcp__browser__extract_pdf", Projects = [folder.Path], Speaking = (4, 9), Signal = 0 };
        var instructions = new Instructions([folder["claude"]]);
        Assert.Same(given, instructions.Checked(given));

        File.WriteAllText(folder["CLAUDE.md"], "# Rules\n\n- Never call extract_pdf twice: use pdftotext.\n");

        var found = instructions.Checked(given);
        Assert.Equal("CLAUDE.md says it already: “Never call extract_pdf twice: use pdftotext.”. Say it more plainly, or make it a hook", found.Title);
        Assert.Equal("It was not followed in 4 of 9 sessions there. It was called 12 times.", found.Why);
        Assert.Contains("Keep the tone friendly", instructions.Checked(given with { Sought = "keep the tone friendly", Projects = [Write(folder, "- Keep the tone friendly!\n")] }).Title);
        Assert.Equal(given.Title, new Instructions([]).Checked(given with { Projects = [] }).Title);
    }

    [Theory]
    [InlineData("skills/tidy/SKILL.md", "---\nname: tidy\n---\n- Keep the tone friendly!\n", "/tidy says it already: “Keep the tone friendly!”. Start with it, or write it into CLAUDE.md, which every session reads")]
    [InlineData("commands/mail/reply.md", "Keep the tone friendly.\n", "/mail:reply says it already: “Keep the tone friendly.”. Start with it, or write it into CLAUDE.md, which every session reads")]
    [InlineData("commands/mail/reply.md", "Be brief.\n", null)]
    public void What_a_skill_or_a_command_says_already_is_pointed_to(string file, string text, string? title)
    {
        using var folder = new TempFolder();
        folder.Write($".claude/{file}", text);
        var given = new Recommendation("Write into CLAUDE.md what you had to say again", "") { Sought = "keep the tone friendly", Projects = [folder.Path] };

        Assert.Equal(title ?? given.Title, new Instructions([]).Checked(given).Title);
        Assert.Equal(title ?? given.Title, new Instructions([folder[".claude"]]).Checked(given with { Projects = [] }).Title);
    }

    [Theory]
    [InlineData("""{ "hooks": { "PreToolUse": [{ "matcher": "Edit|Bash", "hooks": [] }] } }""", true)]
    [InlineData("""{ "hooks": { "PostToolUse": [{ "matcher": "Ba.+" }] } }""", true)]
    [InlineData("""{ "hooks": { "PreToolUse": [{ "matcher": "*", "hooks": [] }, { "matcher": ".*" }, { "matcher": "(" }, { "matcher": "(a)\\1" }, { "hooks": [] }] } }""", false)]
    [InlineData("""{ "hooks": { "PreToolUse": [{ "matcher": "BashOutput" }, 7], "Stop": "no list" } }""", false)]
    [InlineData("""{ "hooks": [] }""", false)]
    [InlineData("not JSON", false)]
    [InlineData("[1]", false)]
    public void A_hook_that_is_for_the_tool_is_told_of(string settings, bool isTold)
    {
        using var folder = new TempFolder();
        folder.Write(".claude/settings.local.json", settings);
        var given = new Recommendation("Write into CLAUDE.md what to use instead when Bash fails twice", "") { Sought = "Bash", Projects = [folder.Path] };

        Assert.Equal(isTold ? "A hook for Bash is there already. Let it say what to use instead" : given.Title, new Instructions([]).Checked(given).Title);
    }

    [Theory]
    [InlineData("""{ "permissions": { "allow": ["Bash(ls:*)", "WebFetch"] } }""", "2 rules of your settings allow commands already. Add what you still approve each time: /permissions", 2)]
    [InlineData("""{ "permissions": { "allow": ["Read"], "deny": ["Bash(rm:*)"], } }""", "Say in CLAUDE.md what to use instead of what 1 rule of your settings denies: /permissions", 1)]
    [InlineData("""{ "permissions": { "allow": "all", "deny": [] } }""", null, 0)]
    [InlineData("""{ "permissions": [] }""", null, 0)]
    [InlineData("not JSON", null, 0)]
    public void What_settings_allow_or_deny_already_is_told_where_calls_were_denied(string settings, string? title, double signal)
    {
        using var folder = new TempFolder();
        folder.Write(".claude/settings.json", settings);
        var given = new Recommendation(Advice.Remedy("permission_denied")!, "") { Key = "prevent:permission_denied", Sought = Advice.Remedy("permission_denied"), IsOfPermissions = true, Projects = [folder.Path] };

        var found = new Instructions([]).Checked(given);

        Assert.Equal((title ?? given.Title, signal), (found.Title, found.Signal ?? -1));
    }

    [Fact]
    public void What_prevents_a_failure_may_stand_in_CLAUDE_md_already()
    {
        using var folder = new TempFolder();
        var given = new Recommendation(Advice.Remedy("stale_file")!, "9 calls failed.") { Key = "prevent:stale_file", Sought = Advice.Remedy("stale_file"), Projects = [Write(folder, "- Let formatters run last, and read files again after them.\n")] };

        var found = new Instructions([]).Checked(given);

        Assert.StartsWith("CLAUDE.md says it already: “Let formatters run last", found.Title);
        Assert.Equal("9 calls failed.", found.Why);
    }

    static string Write(TempFolder folder, string text)
    {
        File.WriteAllText(folder["CLAUDE.md"], text);
        return folder.Path;
    }
}
