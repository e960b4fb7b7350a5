namespace Debrief.Facets.Runs;

/// <summary>Keeps all questions of a run back for a while, as a provider asks that has had too many.</summary>
sealed class Pause(TimeProvider clock)
{
    /// <summary>Who is asked to wait longer is better told than kept waiting.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>After so many without an answer between them there is no use in another.</summary>
    public const int MostInARow = 5;

    static readonly TimeSpan _first = TimeSpan.FromSeconds(15);

    readonly Lock _lock = new();
    DateTimeOffset _until;
    int _inARow;

    public async Task WaitAsync(CancellationToken cancel)
    {
        while (Left() is var left && left > TimeSpan.Zero)
            await Task.Delay(left, clock, cancel);
    }

    /// <param name="asked">For how long; null where the provider doesn't say.</param>
    /// <returns>False when that would be too long, or too often.</returns>
    public bool TryBegin(TimeSpan? asked)
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            if (now >= _until)
                _inARow++; // Others that were under way when it began are no sign that it was too short.
            var wait = asked ?? _first * Math.Pow(2, _inARow - 1);
            if (wait > Longest || _inARow > MostInARow)
                return false;
            if (now + wait > _until)
                _until = now + wait;
            return true;
        }
    }

    public void Answered()
    {
        lock (_lock)
            _inARow = 0;
    }

    TimeSpan Left()
    {
        lock (_lock)
            return _until - clock.GetUtcNow();
    }
}
