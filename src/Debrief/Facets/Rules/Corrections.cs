namespace Debrief.Facets.Rules;

/// <summary>Messages that tell the assistant to do another thing than it is doing or did.</summary>
static class Corrections
{
    public const string Correction = "correction";

    static readonly Phrases _opening = new(
        "no", "nope", "nah", "but", "wait", "stop", "hold on", "actually", "hmm no", "not that", "wrong", "don't", "do not", "rather", "undo", "revert", "let's not", "let's pause", "let's go back", "go back",
        "nein", "stopp", "warte", "non", "arrête", "attends", "espera", "para", "нет", "стой", "不是", "不要", "停", "等等");

    static readonly Phrases _harmless = new(
        "no problem", "no worries", "no need", "no thanks", "no thank you", "no rush", "no idea", "no issue", "no preference", "no more", "no questions", "but also", "but first", "wait for", "don't worry", "stop hook",
        "para que", "para el", "para la");

    static readonly Phrases _anywhere = new(
        "i meant", "i mean,", "i mostly meant", "i mean", "what i meant", "not what i", "i said", "i asked for", "i asked you", "i wanted", "i didn't ask", "i did not ask", "let's not", "instead of that", "do this instead",
        "use this instead", "should be done", "you should have", "should not be", "shouldn't be", "that's not", "not fully true", "let's go back", "let's pause", "revert that", "revert this", "undo that",
        "i'd prefer", "i would prefer", "i'd rather", "i'd personally prefer", "i would have thought", "i'd have thought", "wouldn't it be better", "would it be better", "isn't it better", "can't we just", "couldn't we just",
        "should we rather", "any other way", "not like that", "try again with", "forget that", "forget it", "never mind", "nevermind", "ich meinte", "ich wollte", "sondern", "je voulais dire", "quise decir", "我的意思是", "я имел в виду");

    static readonly Phrases _goOn = new("continue", "go on", "keep going", "resume", "carry on", "yes", "ok", "weiter", "继续", "продолжай");

    public static Signal? Of(Turn turn)
    {
        if (!turn.IsAboutTheWork || turn.IsAnswer)
            return null;
        if (turn.IsRejection)
            return new(Correction, turn, new(0, 1));
        if (turn.FollowsInterruption && IsAnotherDirection(turn))
            return new(Correction, turn, new(0, 1));
        return InWords(turn) is { } words ? new(Correction, turn, words) : null;
    }

    /// <summary>Said, rather than done by interrupting or refusing.</summary>
    public static Hit? InWords(Turn turn) => turn.IsAboutTheWork && !turn.IsAnswer ? Opening(turn.Words) ?? _anywhere.FindIn(turn.Words) : null;

    static Hit? Opening(string words) => _harmless.AtStartOf(words) is null ? _opening.AtStartOf(words) : null;

    // Who interrupts to retype, or only to let go on, redirects nothing.
    static bool IsAnotherDirection(Turn turn) => !Repetition.IsRetyped(turn) && _goOn.AtStartOf(turn.Words) is null;
}
