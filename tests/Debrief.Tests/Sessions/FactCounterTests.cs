using System.Text.Json.Nodes;
using Debrief.Sessions;
using Debrief.Tests.Support;

namespace Debrief.Tests.Sessions;

public sealed class FactCounterTests
{
    [Fact]
    public void Project_is_the_first_entry_s_branch_and_version_the_last_s()
    {
        var facts = Reading.Facts(
            Say.Human("go").With("cwd", "/work/a").With("gitBranch", "main").With("version", "2.1.1").With("entrypoint", "cli"),
            Say.Assistant("ok").With("cwd", "/work/b").With("gitBranch", "topic").With("version", "2.1.2"),
            Say.Assistant("ok").With("gitBranch", "").Without("version"));

        Assert.Equal(("/work/a", "topic", "2.1.2", "cli"), (facts.Project, facts.GitBranch, facts.Version, facts.Client));
    }

    [Fact]
    public void Times_are_the_earliest_and_the_latest_whatever_their_order()
    {
        var facts = Reading.Facts(Say.Human("go").At("10:05"), Say.Assistant("a").At("10:01"), Say.Assistant("b").At("10:09"), Say.Assistant("c").At("10:08"), Say.System("turn_duration").At("23:00"));

        Assert.Equal(("10:01", "10:09"), (Clock(facts.FirstAt), Clock(facts.LastAt)));
    }

    static string Clock(long? at) => DateTimeOffset.FromUnixTimeMilliseconds(at!.Value).ToString("HH:mm");

    [Fact]
    public void Unknown_types_are_counted_and_bookkeeping_is_not()
    {
        var facts = Reading.Facts(Say.Flat("brand-new"), Say.Flat("brand-new"), Say.Flat(new string('x', 99)), "{\"a\":1}", "{\"type\":7}", Say.Flat("mode"), Say.Flat("last-prompt"), Say.Flat("progress"), Say.Flat("file-history-snapshot"));

        Assert.Equal([("(no type)", 3), ("brand-new", 2)], facts.UnknownEntries.Select(e => (e.Key, e.Value)).Order());
    }

    [Fact]
    public void Titles_come_in_their_order_and_the_last_of_a_kind_holds()
    {
        var facts = Reading.Facts(Say.Flat("ai-title", ("aiTitle", "first")), Say.Human("go"), Say.Flat("custom-title", ("customTitle", "mine")), Say.Flat("ai-title", ("aiTitle", "second")), Say.Flat("ai-title", ("aiTitle", " ")));

        Assert.Equal(("mine", "second"), (facts.CustomTitle, facts.AiTitle));
    }

    [Fact]
    public void A_summary_is_a_title_only_of_a_conversation_in_this_file()
    {
        var lines = new[] { Say.Flat("summary", ("summary", "Another's"), ("leafUuid", "elsewhere")), Say.Human("go"), Say.Assistant("ok") };
        Line About(int line) => Say.Flat("summary", ("summary", "This one"), ("leafUuid", Transcript.With().Uuid(line)));

        Assert.Null(Reading.Facts(lines).Summary);
        Assert.Equal("This one", Reading.Facts([.. lines, About(2)]).Summary);
        Assert.Equal("This one", Reading.Facts([About(2), .. lines[1..]]).Summary);
        Assert.Null(Reading.Facts([.. lines, Say.Flat("summary", ("summary", " "), ("leafUuid", Transcript.With().Uuid(2)))]).Summary);
    }

    [Fact]
    public void A_long_title_is_not_cut_in_the_middle_of_a_letter()
    {
        var title = Reading.Facts(Say.Flat("ai-title", ("aiTitle", new string('测', 399) + "🌈🌈"))).AiTitle!;

        Assert.Equal(new string('测', 399), title);
    }

    public static TheoryData<string, object[]> Endings => new()
    {
        { "Answer", [Say.Human("go"), Say.Assistant("ok")] },
        { "Prompt", [Say.Human("go"), Say.Assistant("ok"), Say.Human("more")] },
        { "ToolCall", [Say.Human("go"), Say.Bash("ls")] },
        { "ToolResult", [Say.Human("go"), Say.Bash("ls"), Say.Result()] },
        { "Interruption", [Say.Human("go"), Say.Assistant("hm"), Say.Interrupts()] },
        { "ApiError", [Say.Human("go"), Say.Assistant("API Error: x", model: "<synthetic>").With("isApiErrorMessage", true)] },
        { "Interruption", [Say.Human("go"), Say.Interrupts(), Say.Assistant("No response requested.", model: "<synthetic>")] },
        { "Answer", [Say.Human("go"), Say.Assistant("ok"), Say.Human("<task-notification>x"), Say.System("turn_duration"), Say.Flat("mode")] },
        { "Answer", [Say.Human("go"), Say.Assistant("ok"), Say.Bash("ls").Sidechain(), Say.Result().Sidechain()] },
        { "Nothing", [Say.Flat("mode")] },
    };

    [Theory]
    [MemberData(nameof(Endings))]
    public void The_last_act_is_the_ending(string ending, object[] lines) => Assert.Equal(ending, Reading.Facts([.. lines.Cast<Line>()]).Ending.ToString());

    [Fact]
    public void Chains_of_sub_agents_in_the_file_are_counted_by_their_roots()
    {
        var facts = Reading.Facts(
            Say.Human("go"), Say.Calls("Task", id: "a"),
            Say.Human("look").Sidechain().With("parentUuid", null), Say.Bash("ls", "b").Sidechain(), Say.Result(id: "b").Sidechain(),
            Say.Human("look again").Sidechain().With("parentUuid", null), Say.Assistant("seen").Sidechain(),
            Say.Result("seen", "a"), Say.Assistant("done"));

        Assert.Equal((2, 4, 1, 1), (facts.Sidechains, facts.Messages, facts.HumanMessages, facts.Tools["Bash"]));
    }

    [Fact]
    public void Api_errors_are_counted()
    {
        var facts = Reading.Facts(Say.Human("go"), Say.Assistant("API Error: x", model: "<synthetic>").With("isApiErrorMessage", true), Say.Assistant("Please run /login", model: "<synthetic>").With("isApiErrorMessage", true));

        Assert.Equal(2, facts.ApiErrors);
    }

    [Fact]
    public void A_compaction_is_counted_once_with_or_without_a_boundary()
    {
        var boundary = Say.System("compact_boundary", "Conversation compacted").With("parentUuid", null);
        var summary = Say.Human("This session is being continued from a previous conversation that ran out of context.").With("isCompactSummary", true);

        Assert.Equal(1, Reading.Facts(Say.Human("go"), Say.Assistant("ok"), boundary, summary, Say.Assistant("on")).Compactions);
        Assert.Equal(2, Reading.Facts(Say.Human("go"), boundary, summary, Say.Assistant("on"), boundary, summary).Compactions);
        Assert.Equal(1, Reading.Facts(Say.Human("go"), Say.Assistant("ok"), summary, Say.Assistant("on")).Compactions);
        Assert.Equal(0, Reading.Facts(Say.Human("go"), Say.System("microcompact_boundary", "x")).Compactions);
    }

    [Fact]
    public void What_a_compaction_writes_again_counts_once()
    {
        Line[] before = [Say.Human("go").At("10:00"), Say.Bash("make").At("10:01"), Say.Fails("Exit code 1").At("10:02"), Say.Assistant("hm", "m1").At("10:03")];
        Line[] compaction = [Say.System("compact_boundary").At("10:04"), Say.Human("This session is being continued from a previous conversation").With("isCompactSummary", true).At("10:04")];
        Line[] after = [Say.Human("on").At("10:05"), Say.Assistant("ok", "m2").At("10:06")];
        var once = Reading.Facts([.. before, .. compaction, .. after]);
        var again = Reading.Facts([.. before, .. compaction, .. before, .. after]);

        Assert.Equal((2, 7, 1, 1), (again.HumanMessages, again.Messages, again.Tools["Bash"], again.ToolFailures["command_failed"]));
        Assert.Equal((once.HumanMessages, once.Messages), (again.HumanMessages, again.Messages));
    }

    [Fact]
    public void A_scheduled_start_and_a_channel_are_noted_before_the_first_words_only()
    {
        Assert.True(Reading.Facts(Say.System("scheduled_task_fire", "x"), Say.Human("go").With("isMeta", true)).Scheduled);
        Assert.False(Reading.Facts(Say.Human("go"), Say.System("scheduled_task_fire", "x")).Scheduled);
        Assert.Equal("discord", Reading.Facts(Say.Human("<channel source=\"plugin:discord:discord\" user=\"a\">hi</channel>").With("isMeta", true)).Channel);
        Assert.Equal("channel", Reading.Facts(Say.Human("<channel source=\"telegram\" user=\"a\">hi</channel>")).Channel);
        Assert.Null(Reading.Facts(Say.Human("go"), Say.Human("<channel source=\"discord\" user=\"a\">hi</channel>")).Channel);
    }

    [Fact]
    public void A_warm_up_is_known_by_its_first_words()
    {
        Assert.True(Reading.Facts(Transcript.With(Say.Human("Warmup"), Say.Assistant("ready")) with { Agent = "a1" }).IsWarmUp);
        Assert.False(Reading.Facts(Transcript.With(Say.Human("Look"), Say.Assistant("ok"), Say.Human("Warmup")) with { Agent = "a1" }).IsWarmUp);
    }
}
