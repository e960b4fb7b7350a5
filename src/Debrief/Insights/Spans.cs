using Debrief.Sessions;

namespace Debrief.Insights;

static class Spans
{
    /// <summary>Those that ended in the period: its ends are reckoned once, since that takes longer than all comparisons.</summary>
    public static List<PastSession> EndedIn(this IEnumerable<PastSession> sessions, Period period)
    {
        var span = Span.Of(period);
        return [.. sessions.Where(session => span.Contains(session.EndedAt))];
    }

    /// <summary>Those that ended or were at work in the period.</summary>
    public static IReadOnlyList<PastSession> Of(this IReadOnlyList<PastSession> sessions, Period period)
    {
        var span = Span.Of(period);
        return [.. sessions.Where(session => session.EndedAt >= span.From && (session.EndedAt < span.To || session.Facts.StartedAt < span.To))];
    }

    /// <summary>The time that the sessions were at work within the span; where they overlap it counts once.</summary>
    public static TimeSpan ActiveIn(this IEnumerable<PastSession> sessions, Span within) => Union(sessions
        .SelectMany(session => session.Facts.ActiveSpans)
        .Select(span => new ActiveSpan(span.From > within.From ? span.From : within.From, span.To < within.To ? span.To : within.To))
        .Where(span => span.From < span.To));

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
