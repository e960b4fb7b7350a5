namespace Debrief.Facets.Rules;

/// <summary>The same ask, typed again.</summary>
static class Repetition
{
    const int FewestLetters = 15;

    public static bool IsThird(Turn turn)
    {
        if (turn.Letters.Length < FewestLetters)
            return false;

        var said = 1;
        for (var earlier = turn.Previous; earlier is not null && said < 3; earlier = earlier.Previous)
            said += earlier.Letters == turn.Letters ? 1 : 0;
        return said == 3;
    }

    /// <summary>Typed again after a slip: nearly the words of the message before.</summary>
    public static bool IsRetyped(Turn turn)
    {
        if (turn.Previous is null)
            return false;

        var before = turn.Previous.Letters;
        var shared = Math.Min(turn.Letters.Length, before.Length);
        return shared > 0 && turn.Letters.AsSpan().CommonPrefixLength(before) >= shared * 2 / 3;
    }
}
