using CsCheck;
using Debrief.Sessions;

namespace Debrief.Tests.Sessions;

public sealed class ActiveTimeTests
{
    const long Minute = 60_000;

    [Fact]
    public void Pauses_of_over_ten_minutes_are_no_work()
    {
        var spans = new List<long>();
        foreach (var minute in (int[])[0, 10, 21, 22])
            ActiveTime.Add(spans, minute * Minute);

        Assert.Equal([0, 10 * Minute, 21 * Minute, 22 * Minute], spans);
    }

    [Fact]
    public void Moments_in_any_order_give_the_spans_of_those_in_order() => Gen.Long[0, 90].Select(tenth => tenth * Minute * 2).Array[0, 30].Sample(moments =>
    {
        var spans = new List<long>();
        foreach (var moment in moments)
            ActiveTime.Add(spans, moment);

        Assert.Equal(Naive(moments), ActiveTime.Pairs(spans));
    });

    static List<(long, long)> Naive(long[] moments)
    {
        var spans = new List<(long From, long To)>();
        foreach (var moment in moments.Order())
        {
            if (spans.Count > 0 && moment - spans[^1].To <= 10 * Minute)
                spans[^1] = (spans[^1].From, moment);
            else
                spans.Add((moment, moment));
        }

        return spans;
    }

    [Fact]
    public void The_union_holds_every_moment_once() => Gen.Select(Gen.Long[0, 60], Gen.Long[0, 9]).Select((from, length) => (From: from, To: from + length)).Array[0, 12].Sample(spans =>
    {
        var union = ActiveTime.Union(spans);

        for (long at = 0; at < 70; at++)
            Assert.Equal(spans.Any(span => span.From <= at && at < span.To), union.Any(span => span.From <= at && at < span.To));
        Assert.All(union.Zip(union.Skip(1)), pair => Assert.True(pair.First.To < pair.Second.From));
    });
}
