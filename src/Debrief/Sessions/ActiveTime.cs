namespace Debrief.Sessions;

/// <summary>Time at work, as flat lists of from, to, from, to, … in Unix milliseconds, disjoint and ascending. Pauses of over ten minutes are none of it.</summary>
static class ActiveTime
{
    const long Pause = 10 * 60 * 1000;

    /// <summary>Adds a moment at which something happened. Moments come mostly, not always, in order.</summary>
    public static void Add(List<long> spans, long at)
    {
        if (spans.Count == 0 || at > spans[^1] + Pause)
        {
            spans.Add(at);
            spans.Add(at);
            return;
        }

        if (at >= spans[^2] - Pause && (spans.Count == 2 || at > spans[^3] + Pause))
        {
            spans[^2] = Math.Min(spans[^2], at);
            spans[^1] = Math.Max(spans[^1], at);
            return;
        }

        var joined = Join([.. Pairs(spans), (at, at)], Pause);
        spans.Clear();
        spans.AddRange(joined.SelectMany(span => new[] { span.From, span.To }));
    }

    /// <summary>The union of spans, where those that touch become one.</summary>
    public static List<(long From, long To)> Union(IEnumerable<(long From, long To)> spans) => Join(spans, 0);

    public static IEnumerable<(long From, long To)> Pairs(List<long> spans)
    {
        for (var i = 0; i + 1 < spans.Count; i += 2)
            yield return (spans[i], spans[i + 1]);
    }

    static List<(long From, long To)> Join(IEnumerable<(long From, long To)> spans, long pause)
    {
        var joined = new List<(long From, long To)>();
        foreach (var span in spans.Order())
        {
            if (joined.Count > 0 && span.From <= joined[^1].To + pause)
                joined[^1] = (joined[^1].From, Math.Max(joined[^1].To, span.To));
            else
                joined.Add(span);
        }

        return joined;
    }
}
