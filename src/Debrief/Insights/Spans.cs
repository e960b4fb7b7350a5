using Debrief.Sessions;

namespace Debrief.Insights;

static class Spans
{
    /// <summary>Those that ended in the period: its ends are reckoned once, since that takes longer than all comparisons.</summary>
    public static List<PastSession> EndedIn(this IEnumerable<PastSession> sessions, Period period)
    {
        var (from, to) = (period.From, period.To);
        return [.. sessions.Where(session => session.EndedAt >= from && session.EndedAt < to)];
    }

    /// <summary>The time that the sessions were at work within the period; where they overlap it counts once.</summary>
    public static TimeSpan ActiveIn(this IEnumerable<PastSession> sessions, Period period)
    {
        var (from, to) = (period.From, period.To);
        return Union(sessions
            .SelectMany(session => session.Facts.ActiveSpans)
            .Select(span => new ActiveSpan(span.From > from ? span.From : from, span.To < to ? span.To : to))
            .Where(span => span.From < span.To));
    }

    static TimeSpan Union(IEnumerable<ActiveSpan> spans)
    {
        var total = TimeSpan.Zero;
        var reached = DateTimeOffset.MinValue;
        foreach (var span in spans.OrderBy(span => span.From).Where(span => span.To > reached))
        {
            total += span.To - (span.From > reached ? span.From : reached);
            reached = span.To;
        }
        return total;
    }
}
