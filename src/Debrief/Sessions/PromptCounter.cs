using Debrief.Privacy;
using Debrief.Transcripts;

namespace Debrief.Sessions;

/// <summary>Counts what a person typed, why each user entry counts or doesn't, and the prompts that were typed while the assistant worked.</summary>
/// <param name="isAgent">The file of a sub-agent: its first prompt is its task.</param>
sealed class PromptCounter(TranscriptFacts facts, bool isAgent = false)
{
    const int LongestPrompt = 1000;

    public void Add(Entry entry, UserEntry user, bool justRejected)
    {
        facts.PromptReasons.CountOne(Name(user.Reason));
        switch (user.Reason)
        {
            case PromptReason.Interruption when justRejected || facts.Ending == Ending.Interruption:
                break; // The echo of a rejection or of the same interruption.
            case PromptReason.Interruption:
                facts.Interruptions++;
                facts.Ending = Ending.Interruption;
                break;
            case PromptReason.ToolResult when !entry.IsSidechain:
                facts.Ending = justRejected ? Ending.Interruption : Ending.ToolResult;
                break;
            case PromptReason.SubAgent when isAgent:
                Began(UserEntry.Words(entry));
                break;
            case PromptReason.WarmUp:
                facts.IsWarmUp |= facts.Messages <= 1;
                break;
            case PromptReason.OwnTask:
                facts.IsOwnTask |= facts.HumanMessages == 0;
                break;
            case PromptReason.SlashCommand or PromptReason.BuiltInCommand:
                Command(user.Text);
                break;
            case PromptReason.ScheduledWakeUp:
                facts.Scheduled |= facts.HumanMessages == 0;
                break;
        }

        if (user.Reason == PromptReason.ChannelMessage && facts.HumanMessages == 0)
            facts.Channel = ChannelOf(entry);
        if (user.Reason.IsHuman())
            Human(user);
    }

    public void AddAttachment(Entry entry)
    {
        if (entry.Operation != "queued_command" || entry.Content.IsEmpty)
            return;

        var text = entry.Text(entry.Content);
        TakeUp(text);
        var user = UserEntry.OfText(text);
        if (user.Reason.IsHuman() && entry.CommandMode is null or "prompt" && entry.OriginKind is null or "human")
            Queued(user);
    }

    /// <summary>Newer versions note their own commands as system entries.</summary>
    public void AddLocalCommand(string content)
    {
        var user = UserEntry.OfText(content);
        if (user.Reason is not (PromptReason.BuiltInCommand or PromptReason.SlashCommand))
            return;

        facts.PromptReasons.CountOne(Name(PromptReason.BuiltInCommand));
        Command(user.Text);
    }

    public void AddQueueOperation(Entry entry)
    {
        var text = entry.Content.IsEmpty ? null : entry.Text(entry.Content);
        switch (entry.Operation)
        {
            case "enqueue" when text is not null && facts.Queue.Count < 1000:
                facts.Queue.Add(new(StableHash.Of(text.Trim()), UserEntry.OfText(text).Reason.IsHuman()));
                break;
            case "dequeue" when facts.Queue.Count > 0:
                facts.Queue.RemoveAt(0); // A user entry with the same text follows, and counts.
                break;
            case "remove":
                Remove(text);
                break;
            case "popAll":
                facts.Queue.Clear(); // Taken back into the box to be edited.
                break;
        }
    }

    /// <summary>Prompts that were fed into the turn and of which only the queue tells. To be asked at the end.</summary>
    public static int OnlyQueued(TranscriptFacts facts) => facts.TakenUp.Count(prompt => prompt.Human);

    void Remove(string? text)
    {
        var index = text is null ? (facts.Queue.Count > 0 ? 0 : -1) : facts.Queue.FindIndex(prompt => prompt.Hash == StableHash.Of(text.Trim()));
        if (index < 0)
            return;

        facts.TakenUp.Add(facts.Queue[index]);
        facts.Queue.RemoveAt(index);
    }

    void Human(UserEntry user)
    {
        TakeUp(user.Text);
        facts.HumanMessages++;
        Began(user.Text);
        facts.Ending = user.Reason == PromptReason.Answer ? Ending.ToolResult : Ending.Prompt;
    }

    void Queued(UserEntry user)
    {
        facts.PromptReasons.CountOne(Name(PromptReason.QueuedPrompt));
        facts.HumanMessages++;
        Began(user.Text);
    }

    void Began(string prompt) => facts.FirstPrompt ??= Beginning.Of(Secrets.Mask(prompt), LongestPrompt);

    void TakeUp(string text)
    {
        if (facts.TakenUp.Count == 0)
            return;

        var hash = StableHash.Of(text.Trim());
        var index = facts.TakenUp.FindIndex(prompt => prompt.Hash == hash);
        if (index >= 0)
            facts.TakenUp.RemoveAt(index);
    }

    void Command(string text)
    {
        var space = text.AsSpan().IndexOfAny(' ', '\n');
        var name = space < 0 ? text : text[..space];
        if (name.Length is > 1 and <= 80)
            facts.Commands.CountOne(name);
    }

    static string? ChannelOf(Entry entry)
    {
        var text = entry.Blocks.Find(block => block.Kind == BlockKind.Text).Text;
        var head = entry.Beginning(text, 300);
        return head.Contains("discord", StringComparison.OrdinalIgnoreCase) ? "discord" : "channel";
    }

    static string Name(PromptReason reason) => Names[(int)reason];

    static readonly string[] Names = [.. Enum.GetNames<PromptReason>().Select(System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName)];
}
