using Debrief.Transcripts;

namespace Debrief.Facets.Rules;

/// <summary>A person's message, with all that answers it.</summary>
/// <param name="words">The person's own words, each where it stands in the prompt.</param>
/// <param name="answer">Everything up to the next message.</param>
sealed class Turn(Passage prompt, string words, Turn? previous, IReadOnlyList<Passage> answer)
{
    public Passage Prompt => prompt;
    public string Words => words;
    public Turn? Previous => previous;
    public IReadOnlyList<Passage> Answer => answer;

    /// <summary>What was typed, without spaces and signs: equal where the same was typed again.</summary>
    public string Letters { get; } = string.Concat(words.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    /// <summary>The assistant had changed files before this was said.</summary>
    public bool FollowsChanges { get; } = previous is not null && (previous.FollowsChanges || previous.Answer.Any(Changes.IsChange));

    public bool IsFirst => Previous is null;

    /// <summary>With a reason of the person's own: Claude Code's words for a question that is to be talked over are none.</summary>
    public bool IsRejection => Prompt.Reason == PromptReason.RejectionReason && !IsTalkedOver;

    bool IsTalkedOver => Words.StartsWith("The user wants to clarify these questions", StringComparison.Ordinal);

    /// <summary>A plan handed over. It speaks of the code, and not of what the assistant did.</summary>
    public bool IsPlan => Words.AsSpan().TrimStart().StartsWith("Implement the following plan:", StringComparison.Ordinal);

    /// <summary>Words to the assistant about its work so far.</summary>
    public bool IsAboutTheWork => !IsFirst && !IsPlan && !IsTalkedOver;

    /// <summary>A choice among what the assistant offered in a form.</summary>
    public bool IsAnswer => Prompt.Reason == PromptReason.Answer;

    /// <summary>The person stopped the assistant, then wrote this.</summary>
    public bool FollowsInterruption => Previous is not null && Interrupted(Previous.Answer);

    /// <summary>What the assistant had said last.</summary>
    public Passage? Reply => Previous?.Answer.LastOrDefault(passage => passage.Speaker == Speaker.Assistant);

    public bool RepliesToAQuestion => Reply?.Text is { } text && text.AsSpan(Math.Max(0, text.Length - 300)).Contains('?');

    public static IReadOnlyList<Turn> Of(IReadOnlyList<Passage> passages)
    {
        var turns = new List<Turn>();
        for (var i = 0; i < passages.Count; i++)
        {
            if (!IsHuman(passages[i]))
                continue;

            var answer = new List<Passage>();
            for (var next = i + 1; next < passages.Count && !IsHuman(passages[next]); next++)
                answer.Add(passages[next]);
            turns.Add(new(passages[i], OwnWords.Of(passages[i].Text), turns.LastOrDefault(), answer));
        }

        return turns;
    }

    static bool IsHuman(Passage passage) => passage.Speaker == Speaker.Human && passage.Reason?.IsHuman() != false && !string.IsNullOrWhiteSpace(passage.Text);

    static bool Interrupted(IReadOnlyList<Passage> answer)
    {
        for (var i = answer.Count - 1; i >= 0; i--)
        {
            if (answer[i].Reason == PromptReason.Interruption || answer[i].Failure == FailureClass.UserInterrupted)
                return true;
            if (answer[i].Speaker is Speaker.Assistant or Speaker.ToolCall)
                return false;
        }

        return false;
    }
}
