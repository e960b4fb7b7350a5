namespace Debrief.Sample.Writing;

/// <summary>The time in a session; a sub-agent shares its parent's.</summary>
sealed class Clock(DateTimeOffset start, Dice dice)
{
    public DateTimeOffset Now { get; private set; } = start;

    /// <summary>Lets about so many seconds pass: never none, never double.</summary>
    public DateTimeOffset Pass(double seconds)
    {
        Now += TimeSpan.FromMilliseconds((int)(seconds * dice.Between(600, 1400)) + dice.Between(5, 40));
        return Now;
    }
}
