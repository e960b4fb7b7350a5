namespace Debrief.Alerts;

/// <summary>Something unusual that a rule found.</summary>
/// <param name="About">A day, a job, a person, a version; empty where the kind says all.</param>
/// <param name="Value">What was found, such as corrections per session.</param>
/// <param name="Usual">What it is compared with; null: with nothing.</param>
sealed record Finding(string Kind, string About, string Summary, LookAt LookAt, double Value, double? Usual);

/// <summary>Where to look into it.</summary>
/// <param name="Sessions">Their ids, those first that weigh most.</param>
/// <param name="Commands">Whole command lines.</param>
sealed record LookAt(IReadOnlyList<string> Sessions, IReadOnlyList<string> Commands)
{
    const int MostSessions = 5;

    /// <param name="commands">Beside the one that shows the first session.</param>
    public static LookAt At(IEnumerable<string> sessions, params IReadOnlyList<string> commands)
    {
        var first = sessions.Take(MostSessions).ToList();
        return new(first, [.. commands, .. first.Take(1).Select(id => $"debrief session {id}")]);
    }
}
