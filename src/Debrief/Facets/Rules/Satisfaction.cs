namespace Debrief.Facets.Rules;

/// <summary>How content a person sounds in each message. The strongest word decides; a plain question or a new topic says nothing.</summary>
static class Satisfaction
{
    public const string Satisfied = "satisfied";
    public const string LikelySatisfied = "likely_satisfied";
    public const string Dissatisfied = "dissatisfied";
    public const string Frustrated = "frustrated";

    public static readonly IReadOnlyList<string> Values = [Satisfied, LikelySatisfied, Dissatisfied, Frustrated];

    static readonly Phrases _strong = new(
        "wtf", "ffs", "fml", "for fuck's sake", "fuck", "fucking", "bullshit", "goddamn", "damn it", "dammit", "what the hell", "what the fuck", "are you kidding",
        "are you serious", "what are you doing", "useless", "ridiculous", "how many times", "for the third time", "i already told you", "i told you already",
        "i give up", "i concede", "sick of", "fed up", "so annoying", "this is terrible", "you keep", "stop doing that", "you're not listening", "you are not listening",
        "verdammt", "scheiße", "putain", "merde", "joder", "mierda", "他妈", "блять", "чёрт");

    static readonly Phrases _complaints = new(
        "that's wrong", "that is wrong", "this is wrong", "it's wrong", "is incorrect", "isn't right", "is not right", "not correct", "not true", "isn't true", "not fully true",
        "doesn't work", "does not work", "didn't work", "did not work", "not working", "isn't working", "don't work", "still failing", "still fails", "still broken",
        "still not", "still getting", "still see", "still the same", "same error", "is failing", "are failing", "fails with", "is broken", "you broke", "broke the",
        "not what i", "not what we", "you missed", "you forgot", "you didn't", "you did not", "you haven't", "you removed", "you deleted", "why did you", "why are you",
        "why didn't you", "should not have", "shouldn't have", "should not be", "shouldn't be", "are you sure", "that's not", "that isn't", "it's not", "doesn't make sense",
        "makes no sense", "i'm not sold", "not sold", "not convinced", "yuck", "ugh", "uhh", "uhhh", "the issue is", "the problem is", "there is an issue", "there's an issue",
        "doesn't fit", "i don't think", "i don't like", "don't like", "too much", "too complicated", "overkill", "now i'm getting", "now i get", "i'm getting", "i get an error", "it crashes", "crashes",
        "wrong", "doublecheck", "double check", "double-check", "can panic", "regression", "unexpected", "misleading",
        "funktioniert nicht", "geht nicht", "das ist falsch", "stimmt nicht", "ça ne marche pas", "c'est faux", "no funciona", "está mal", "не работает", "неправильно", "不对", "错了", "不行");

    static readonly Phrases _refusals = new("no", "nope", "nah", "nein", "non", "нет", "不是", "不要");

    static readonly Phrases _harmlessRefusals = new("no problem", "no worries", "no need", "no thanks", "no thank you", "no rush", "no idea", "no issue", "no preference", "no more", "no questions");

    static readonly Phrases _praise = new(
        "thanks", "thank you", "thx", "perfect", "awesome", "excellent", "amazing", "brilliant", "fantastic", "wonderful", "great", "nice", "exactly", "beautiful", "lovely",
        "well done", "good job", "great job", "nice work", "good work", "good catch", "bravo", "kudos", "sweet", "hell yeah", "yay", "woohoo",
        "danke", "super", "großartig", "genau", "merci", "parfait", "gracias", "perfecto", "genial", "excelente", "спасибо", "отлично", "谢谢", "太好了", "完美", "很好");

    static readonly Phrases _delight = new(
        "that's perfect", "this is perfect", "is perfect", "that's great", "this is great", "love it", "love this", "love that", "i like", "works great", "works perfectly", "works now",
        "it works!", "it works.", "it works great", "it's working now", "that works", "works well", "that worked", "it worked", "that fixed", "that did it", "looks great", "looks perfect", "exactly what", "that would be it", "much better",
        "yes exactly", "you rock", "you're the best", "impressive", "many thanks");

    static readonly Phrases _acceptance = new(
        "yes", "yeah", "yep", "yup", "ya", "sure", "ok", "okay", "k", "alright", "agreed", "agree", "correct", "right", "fine", "sounds good", "looks good", "lgtm", "go ahead", "go for it", "go on",
        "do it", "do that", "please do", "make it so", "proceed", "approved", "continue", "keep going", "let's", "lets", "cool", "good", "option", "ooh", "ah", "aha", "just fix it", "both",
        "ja", "gerne", "passt", "oui", "d'accord", "sí", "vale", "да", "хорошо", "давай", "好", "好的", "可以", "继续", "是的", "对");

    static readonly Phrases _goingOn = new(
        "now", "next", "then", "also", "and", "commit", "push", "merge", "publish", "deploy", "ship it", "can you also", "can we also", "could you also", "create a pr", "create the pr",
        "open a pr", "create a pull request", "write a commit", "verify", "use that", "one more", "done", "swapped", "jetzt", "ahora", "maintenant", "теперь", "然后", "现在");

    /// <summary>Words that begin an order: who gives the next one builds on what is there.</summary>
    static readonly Phrases _orders = new(
        "add", "audit", "build", "change", "check", "clean", "close", "copy", "create", "delete", "document", "do", "draft", "explain", "extract", "fix", "generate", "implement", "include", "install", "list", "log", "make", "mark",
        "move", "print", "put", "remove", "rename", "replace", "reply", "respond", "review", "run", "save", "send", "set", "show", "split", "start", "summarize", "summarise", "test", "try", "update", "use", "write");

    public static Signal? Of(Turn turn)
    {
        if (_strong.FindIn(turn.Words) is { } strong)
            return new(Frustrated, turn, strong);
        if (!turn.IsAboutTheWork)
            return null;
        if (Repetition.IsThird(turn))
            return new(Frustrated, turn, new(0, turn.Words.Length));
        if (Complaint(turn) is { } complaint)
            return new(Dissatisfied, turn, complaint);
        if ((_delight.FindIn(turn.Words) ?? _praise.AtStartOfASentenceIn(turn.Words)) is { } praise)
            return new(Satisfied, turn, praise);
        return Acceptance(turn) is { } acceptance ? new(LikelySatisfied, turn, acceptance) : null;
    }

    static Hit? Complaint(Turn turn)
    {
        if (_complaints.FindIn(turn.Words) is { } words)
            return words;
        if (_harmlessRefusals.AtStartOf(turn.Words) is null && _refusals.AtStartOf(turn.Words) is { } no)
            return no;
        if (Corrections.InWords(turn) is { } correction)
            return correction; // Who wants another thing isn't content with this one.
        if (turn.IsRejection)
            return new(0, Math.Min(turn.Words.Length, 1));
        return turn.FollowsChanges ? ErrorText.In(turn.Prompt.Text) : null;
    }

    static Hit? Acceptance(Turn turn)
    {
        if (turn.IsAnswer)
            return new(0, 1);
        if (turn.FollowsInterruption)
            return null;
        return _acceptance.AtStartOf(turn.Words) ?? _goingOn.AtStartOf(turn.Words) ?? Choice(turn.Words) ?? NextOrder(turn);
    }

    /// <summary>It says no more of what is there than that one can go on from it.</summary>
    public static bool IsNextOrder(Turn turn) => NextOrder(turn) is not null;

    static Hit? NextOrder(Turn turn) => turn.Reply is null || turn.Words.Contains('?') ? null : _orders.AtStartOf(turn.Words);

    /// <summary>"1", "b", "2.": one of the ways that were offered.</summary>
    static Hit? Choice(string words)
    {
        var text = words.AsSpan().Trim();
        var name = text.TrimEnd(".)!");
        return name.Length is 1 or 2 && (char.IsAsciiDigit(name[0]) || name.Length == 1 && char.IsAsciiLetter(name[0]))
            ? new(words.AsSpan().IndexOf(name), name.Length)
            : null;
    }
}
