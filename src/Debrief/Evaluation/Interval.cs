namespace Debrief.Evaluation;

/// <summary>Between what and what a measure would lie on other sessions of the same kind, in 95 of 100 cases: by drawing from these again and again.</summary>
sealed record Interval(double Low, double High)
{
    const int Draws = 1_000;

    /// <summary>The same sessions give the same interval.</summary>
    const int Seed = 20_260_101;

    /// <returns>Null where fewer than two sessions or a measure without a value leave nothing to draw from.</returns>
    public static Interval? Of<T>(IReadOnlyList<T> sessions, Func<IReadOnlyList<T>, double?> measure)
    {
        if (sessions.Count < 2)
            return null;

        var random = new Random(Seed);
        var drawn = new T[sessions.Count];
        var values = new List<double>(Draws);
        for (var draw = 0; draw < Draws; draw++)
        {
            for (var i = 0; i < drawn.Length; i++)
                drawn[i] = sessions[random.Next(sessions.Count)];
            if (measure(drawn) is { } value)
                values.Add(value);
        }

        values.Sort();
        return values.Count == 0 ? null : new(values[(int)(values.Count * 0.025)], values[Math.Min(values.Count - 1, (int)(values.Count * 0.975))]);
    }
}
