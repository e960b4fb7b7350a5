using Debrief.LanguageModels;
using Debrief.Sessions;

namespace Debrief.Facets.Runs;

/// <summary>What a run may spend. Asked before each question, so that a cap is not passed by more than an estimate is wrong.</summary>
/// <param name="caps">In the order in which they are asked.</param>
/// <param name="estimate">In US dollars; null where the price isn't known. Then what this run's answers have cost so far stands for it.</param>
sealed class Budget(IReadOnlyList<Cap> caps, Func<Session, double?> estimate)
{
    readonly Lock _lock = new();
    double _spent, _reserved;
    int _known;

    public static Budget Free { get; } = new([], _ => 0);

    /// <summary>Lays aside what the session is likely to cost.</summary>
    /// <returns>The cap that would be passed; null: it may be asked, and <see cref="Settle"/> is to follow.</returns>
    public Cap? TryReserve(Session session, out double reserved)
    {
        lock (_lock)
        {
            var likely = reserved = estimate(session) ?? (_known == 0 ? 0 : _spent / _known);
            var passed = caps.FirstOrDefault(cap => cap.IsPassedBy(_reserved + likely, _spent));
            if (passed is null)
                _reserved += likely;
            return passed;
        }
    }

    /// <summary>Lays aside what the sessions are likely to cost, one after the other, until a cap would be passed.</summary>
    public (IReadOnlyList<Session> Sessions, Stop? Stop) Reserve(IReadOnlyList<Session> sessions)
    {
        foreach (var (place, session) in sessions.Index())
            if (TryReserve(session, out _) is { } passed)
                return ([.. sessions.Take(place)], passed.AsStop());
        return (sessions, null);
    }

    public void Settle(double reserved, ModelUsage? spent)
    {
        lock (_lock)
        {
            _reserved -= reserved;
            if (spent?.CostUsd is not { } cost)
                return;
            _spent += cost;
            _known++;
        }
    }
}

/// <param name="Period">Such as run or month.</param>
/// <param name="Left">Of it, when the run began.</param>
sealed record Cap(string Period, double Usd, double Left)
{
    /// <summary>With nothing left at all not even a question of unknown price may be asked.</summary>
    /// <param name="spent">Since the run began.</param>
    public bool IsPassedBy(double likely, double spent = 0) => spent + likely > Left || spent >= Left;

    public Stop AsStop() => new($"max_usd_per_{Period}", $"the cap of ${Usd:0.00##} a {Period} is reached", IsFailure: false);
}
