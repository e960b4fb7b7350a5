using Debrief.Insights;

namespace Debrief.Tests.Insights;

public sealed class CodesTests
{
    [Fact]
    public void As_many_are_shared_as_texts_are()
    {
        var random = new Random(5);
        for (var i = 0; i < 500; i++)
        {
            var (texts, others) = (Any(random), Any(random));

            Assert.Equal(texts.Intersect(others).Count(), Codes.Shared(Codes.Of(texts), Codes.Of(others)));
        }
    }

    [Fact]
    public void Each_text_is_there_once_and_in_whatever_order_they_come_they_are_the_same()
    {
        Assert.Equal(2, Codes.Of(["a", "b", "a"]).Length);
        Assert.Equal(Codes.Of(["a", "b", "c"]), Codes.Of(["c", "a", "b"]));
    }

    static string[] Any(Random random) => [.. Enumerable.Range(0, random.Next(12)).Select(_ => $"word{random.Next(15)}")];
}
