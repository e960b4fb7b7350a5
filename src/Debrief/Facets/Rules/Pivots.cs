namespace Debrief.Facets.Rules;

/// <summary>What turned the session to another direction, in the person's words.</summary>
static class Pivots
{
    const int MaxLength = 100;

    static readonly Phrases _turns = new(
        "change of plan", "change of plans", "let's pause", "forget that", "forget it", "forget about", "new idea", "different approach", "another approach", "on second thought", "let's go back", "scrap that",
        "let's start over", "start over", "start from scratch", "never mind", "nevermind", "let's not make this change", "switch to", "actually, let's", "actually let's", "i concede");

    public static string? In(IReadOnlyList<Turn> turns)
    {
        foreach (var turn in turns.Skip(1))
        {
            if (_turns.FindIn(turn.Words) is { } words)
                return Quote.Shorten(Quote.Around(turn.Prompt, words.At, words.Length), MaxLength);
        }

        return null;
    }
}
