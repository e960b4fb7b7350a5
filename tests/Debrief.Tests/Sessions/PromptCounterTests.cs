using Debrief.Sessions;
using Debrief.Tests.Support;
using Debrief.Transcripts;

namespace Debrief.Tests.Sessions;

public sealed class PromptCounterTests
{
    static int Humans(params Line[] lines)
    {
        var facts = Reading.Facts(lines);
        return facts.HumanMessages + PromptCounter.OnlyQueued(facts);
    }

    [Fact]
    public void A_queued_prompt_counts_once_when_it_is_dequeued_and_follows() =>
        Assert.Equal(1, Humans(Say.Queue("enqueue", "more"), Say.Queue("dequeue"), Say.Human("more")));

    [Fact]
    public void A_prompt_of_which_only_the_queue_tells_counts() =>
        Assert.Equal(2, Humans(Say.Human("go"), Say.Queue("enqueue", "more"), Say.Queue("remove"), Say.Assistant("ok")));

    [Fact]
    public void A_removed_prompt_that_comes_as_an_entry_or_an_attachment_counts_once()
    {
        Assert.Equal(2, Humans(Say.Human("go"), Say.Queue("enqueue", " more\n"), Say.Queue("remove"), Say.Human("more")));
        Assert.Equal(2, Humans(Say.Human("go"), Say.Queue("enqueue", "more"), Say.Queue("remove"), Say.Queued("more")));
        Assert.Equal(2, Humans(Say.Human("go"), Say.Queue("enqueue", "more"), Say.Queue("remove", "more"), Say.Queued("more")));
    }

    [Fact]
    public void Remove_with_a_text_means_that_prompt_and_without_one_the_first()
    {
        Assert.Equal(2, Humans(Say.Queue("enqueue", "a"), Say.Queue("enqueue", "b"), Say.Queue("remove", "b"), Say.Queue("dequeue"), Say.Human("a")));
        Assert.Equal(2, Humans(Say.Queue("enqueue", "a"), Say.Queue("enqueue", "b"), Say.Queue("remove"), Say.Queue("dequeue"), Say.Human("b")));
        Assert.Equal(0, Humans(Say.Queue("enqueue", "a"), Say.Queue("remove", "never queued"), Say.Queue("dequeue")));
        Assert.Equal(0, Humans(Say.Queue("remove"), Say.Queue("dequeue"), Say.Queue("popAll")));
    }

    [Fact]
    public void What_was_taken_back_to_be_edited_is_no_prompt() =>
        Assert.Equal(1, Humans(Say.Queue("enqueue", "a"), Say.Queue("enqueue", "b"), Say.Queue("popAll", "a\nb"), Say.Queue("remove"), Say.Human("a b")));

    [Fact]
    public void Notices_and_built_in_commands_in_the_queue_are_nobody_s_words()
    {
        Assert.Equal(0, Humans(Say.Queue("enqueue", "<task-notification>x</task-notification>"), Say.Queue("remove"), Say.Queue("enqueue", "<command-name>/clear</command-name>"), Say.Queue("remove")));
        Assert.Equal(0, Humans(Say.Queued("<task-notification>x", "task-notification"), Say.Queued("do it", "task-notification"), Say.Queued("do it", "prompt", "coordinator")));
        Assert.Equal(2, Humans(Say.Queued("do it", "prompt", "human"), Say.Queued("do this")));
    }

    [Fact]
    public void The_first_prompt_is_a_person_s() =>
        Assert.Equal("Add a shop", Reading.Facts(Say.Human("<local-command-stdout>x"), Say.Human("<command-name>/clear</command-name>"), Say.Blocks("<ide_opened_file>x</ide_opened_file>", "Add a shop"), Say.Human("more")).FirstPrompt);

    [Fact]
    public void An_interruption_is_counted_and_its_echo_is_not()
    {
        Assert.Equal(1, Reading.Facts(Say.Human("go"), Say.Assistant("hm"), Say.Interrupts()).Interruptions);
        Assert.Equal(1, Reading.Facts(Say.Human("go"), Say.Assistant("hm"), Say.Interrupts(), Say.Interrupts()).Interruptions);
        Assert.Equal(2, Reading.Facts(Say.Human("go"), Say.Assistant("hm"), Say.Interrupts(), Say.Human("on"), Say.Interrupts()).Interruptions);
    }

    [Fact]
    public void A_rejection_and_what_follows_it_is_one_act()
    {
        const string Refused = "The user doesn't want to proceed with this tool use. STOP what you are doing";
        var facts = Reading.Facts(Say.Human("go"), Say.Bash("rm -r x"), Say.Fails(Refused), Say.Interrupts(tool: true));

        Assert.Equal((1, 0, Ending.Interruption), (facts.Rejections, facts.Interruptions, facts.Ending));
        Assert.Equal(1, facts.ToolFailures["user_rejected"]);
    }

    [Fact]
    public void Commands_are_counted_by_name()
    {
        var facts = Reading.Facts(
            Say.Human("<command-name>/clear</command-name><command-args></command-args>"),
            Say.Human("<command-message>ship</command-message><command-name>/ship</command-name><command-args>now\nplease</command-args>"),
            Say.System("local_command", "<command-name>/model</command-name>\n<command-message>model</command-message>"),
            Say.System("local_command", "<local-command-stdout>Set model</local-command-stdout>"));

        Assert.Equal([("/clear", 1), ("/model", 1), ("/ship", 1)], facts.Commands.Select(c => (c.Key, c.Value)).Order());
        Assert.Equal(1, facts.HumanMessages);
        Assert.Equal(2, facts.PromptReasons["built_in_command"]);
    }

    [Fact]
    public void Every_user_entry_has_a_reason()
    {
        var facts = Reading.Facts(Say.Human("go"), Say.Bash("ls"), Say.Result(), Say.Human("<task-notification>x"), Say.Human("x").With("isMeta", true), Say.Human("x").Sidechain());

        Assert.Equal([("meta", 1), ("prompt", 1), ("sub_agent", 1), ("task_notification", 1), ("tool_result", 1)], facts.PromptReasons.Select(r => (r.Key, r.Value)).Order());
    }

    [Fact]
    public void A_long_first_prompt_is_not_cut_in_the_middle_of_a_sign() =>
        Assert.False(char.IsHighSurrogate(Reading.Facts(Say.Human(new string('x', 999) + "🌈🌈")).FirstPrompt![^1]));
}
