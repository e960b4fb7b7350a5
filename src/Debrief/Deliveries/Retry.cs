namespace Debrief.Deliveries;

/// <summary>When a message is tried again: after a minute, then ever later up to four hours, for three days.</summary>
static class Retry
{
    static readonly TimeSpan s_first = TimeSpan.FromMinutes(1);
    static readonly TimeSpan s_longest = TimeSpan.FromHours(4);
    static readonly TimeSpan s_patience = TimeSpan.FromDays(3);

    /// <returns>Null: not any more.</returns>
    public static DateTimeOffset? At(Delivery delivery, TimeSpan? asked, DateTimeOffset now)
    {
        var wait = s_first * Math.Min(Math.Pow(3, delivery.Attempts - 1), s_longest / s_first);
        var next = now + (asked > wait ? asked.Value : wait);
        return next - delivery.QueuedAt > s_patience ? null : next;
    }
}
