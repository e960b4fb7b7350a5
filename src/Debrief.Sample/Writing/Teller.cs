using System.Text.Json.Nodes;

namespace Debrief.Sample.Writing;

/// <summary>Tells a scenario as the entries that Claude Code would have written.</summary>
sealed partial class Teller
{
    static readonly string[] goodbyes = ["Any time.", "All right.", "My pleasure."];

    readonly Dice dice;
    readonly Clock clock;
    readonly string title;
    readonly UserEntries user;
    readonly Answers answers;
    readonly ContextWindow context;
    readonly Bookkeeping notes;
    readonly List<Transcript> transcripts = [];
    DateTimeOffset turnBegan;
    string? lastPrompt;

    Teller(Transcript transcript, string title, string model, Dice dice, Clock clock, string? agent)
    {
        (Transcript, this.title, this.dice, this.clock) = (transcript, title, dice, clock);
        var writer = new TranscriptWriter(transcript, dice);
        context = new(dice, dice.Between(15_000, 19_000));
        user = new(writer, clock, context);
        answers = new(writer, dice, clock, context, model, agent);
        notes = new(writer, clock);
        transcripts.Add(transcript);
    }

    public Transcript Transcript { get; }

    bool BySdk => Transcript.Envelope.Client.StartsWith("sdk", StringComparison.Ordinal);

    public static Teller ForSession(Scenario scenario, string version, DateTimeOffset start, Dice dice, Transcript? earlier)
    {
        var envelope = new Envelope(dice.Uuid(), scenario.Folder, scenario.Branch, version, scenario.Client);
        var teller = new Teller(new(envelope), scenario.Title, scenario.Model, dice, new(start, dice), agent: null);
        if (!teller.BySdk)
            teller.notes.Opening();
        if (earlier is not null)
            teller.Resume(earlier, (Prompt)scenario.Beats[0]);
        return teller;
    }

    // The first prompt is queued before the earlier entries are copied: it alone tells when this transcript was begun.
    void Resume(Transcript earlier, Prompt first)
    {
        notes.Queue("enqueue", first.OneOf[0]);
        notes.Queue("dequeue");
        Transcript.CopyFrom(earlier);
    }

    /// <summary>Gives the session's transcript and those of its sub-agents.</summary>
    public IReadOnlyList<Transcript> Tell(IReadOnlyList<Beat> beats)
    {
        foreach (var beat in beats)
            Tell(beat);

        // Nobody leaves the person's last word without an answer.
        if (beats[^1] is Prompt)
            answers.Say(dice.OneOf(goodbyes));
        EndTurn();
        if (lastPrompt is not null)
            Close(lastPrompt);
        return transcripts;
    }

    void Tell(Beat beat)
    {
        switch (beat)
        {
            case Prompt prompt: Hear(dice.OneOf(prompt.OneOf)); break;
            case QueuedPrompt { MidTurn: true } queued: HearMidTurn(queued.Text); break;
            case QueuedPrompt queued: HearQueued(queued.Text); break;
            case ChannelMessage message: HearChannel(message); break;
            case SlashCommand command: HearSlash(command); break;
            case BuiltInCommand command: HearBuiltIn(command); break;
            case ShellInput input: HearShell(input); break;
            case MentionedFile file: notes.Mention(file); break;
            case Thought thought: answers.Think(thought.Text); break;
            case Said said: answers.Say(said.Text); break;
            case ToolCalls tools: Use(tools.Calls); break;
            case RefusedCall refused: Refuse(refused); break;
            case Delegated delegated: Delegate(delegated); break;
            case Interrupted: Interrupt(); break;
            case Away away: Leave(away.Minutes); break;
            case Compacted compacted: Compact(compacted.Summary); break;
            case ApiFailure failure: answers.WriteFailure(failure); break;
            case PullRequestLink link: notes.PullRequest(link); break;
            default: throw new ArgumentOutOfRangeException(nameof(beat), beat, "Nobody told how to tell this.");
        }
    }

    void EndTurn()
    {
        if (answers.Write("end_turn") is null || Transcript.Envelope.AgentId is not null || BySdk)
            return;

        notes.TurnDuration(clock.Now - turnBegan);
        notes.Title(title);
    }

    void Close(string prompt)
    {
        if (!BySdk)
            notes.Title(title);
        notes.LastPrompt(prompt, Transcript.Leaf!);
    }

    void Use(IReadOnlyList<ToolCall> calls)
    {
        var ids = calls.Select(answers.Call).ToList();
        var line = answers.Write("tool_use")!;
        foreach (var (call, id) in calls.Zip(ids))
        {
            clock.Pass(call.Seconds);
            var structured = call.Failed ? $"Error: {call.Result.Replace("<tool_use_error>", "").Replace("</tool_use_error>", "")}" : call.Structured;
            user.Result(id, call.Result, structured, call.Failed, line);
            if (call.Follows is null)
                continue;

            user.Meta(call.Follows, id);
            answers.Skill = (string?)call.Input["skill"];
        }
    }

    void Refuse(RefusedCall refused)
    {
        var id = answers.Call(refused.Call);
        var line = answers.Write("tool_use")!;
        clock.Pass(25);
        var text = "The user doesn't want to proceed with this tool use. The tool use was rejected (eg. if it was a file edit, the new_string was NOT written to the file). "
            + (refused.Reason is null ? "STOP what you are doing and wait for the user to tell you how to proceed." : $"To tell you how to proceed, the user said:\n{refused.Reason}");
        user.Result(id, text, refused.Reason is null ? "User rejected tool use" : $"Error: {text}", failed: true, line);
        if (refused.Reason is null)
            user.Interruption("[Request interrupted by user for tool use]", answers.MessageId);
    }

    void Delegate(Delegated work)
    {
        var input = new JsonObject { ["description"] = work.Description, ["prompt"] = work.Prompt, ["subagent_type"] = work.Agent };
        var id = answers.Call(new("Agent", input, ""));
        var line = answers.Write("tool_use")!;
        var began = clock.Now;

        var agentId = "a" + dice.Hex(16);
        var meta = new JsonObject { ["agentType"] = work.Agent, ["description"] = work.Description, ["toolUseId"] = id, ["spawnDepth"] = 1 };
        var transcript = new Transcript(Transcript.Envelope with { AgentId = agentId }) { Meta = meta };
        var agent = new Teller(transcript, title, Models.Haiku, dice, clock, work.Agent);
        agent.user.PromptId = user.PromptId;
        agent.user.Text(work.Prompt);
        transcripts.AddRange(agent.Tell(work.Work));

        clock.Pass(0.2);
        var answer = work.Work.OfType<Said>().Last().Text;
        user.Result(id, new JsonArray(UserEntries.Block(answer)), new JsonObject
        {
            ["status"] = "completed", ["prompt"] = work.Prompt, ["agentId"] = agentId, ["agentType"] = work.Agent, ["content"] = new JsonArray(UserEntries.Block(answer)),
            ["resolvedModel"] = Models.Haiku, ["totalDurationMs"] = (long)(clock.Now - began).TotalMilliseconds, ["totalTokens"] = agent.answers.LastUsage.Total,
            ["totalToolUseCount"] = work.Work.OfType<ToolCalls>().Sum(tools => tools.Calls.Count),
        }, failed: false, line);
    }

    void Interrupt()
    {
        answers.Write(stopReason: null);
        clock.Pass(4);
        user.Interruption("[Request interrupted by user]", answers.MessageId);
    }

    void Leave(int minutes)
    {
        EndTurn();
        clock.Pass(minutes * 60);
    }

    void Compact(string summary)
    {
        EndTurn();
        clock.Pass(20);
        notes.CompactBoundary(Transcript.Leaf!, context.Tokens + 120_000);
        context.Compact();
        user.CompactSummary(summary);
    }
}
