using Debrief.Insights;
using Debrief.Insights.Daily;

namespace Debrief.Tests.Insights;

public sealed class DayMemoryTests
{
    readonly Remembered<int, int, string> _memory = new(most: 4, mostBytes: 12, text => text.Length);

    [Fact]
    public void It_begins_anew_before_it_takes_more_than_it_may()
    {
        Keep(1, "12345");
        Keep(2, "12345");
        Keep(1, "1234567"); // In the place of the first, so it fits.
        Assert.Equal(("1234567", "12345"), (Find(1), Find(2)));

        Keep(3, "1");

        Assert.Equal((null, null, "1"), (Find(1), Find(2), Find(3)));
    }

    [Fact]
    public void What_is_larger_than_all_it_may_take_is_not_kept_and_drives_nothing_out()
    {
        Keep(1, "1");
        Keep(2, "1234567890123");

        Assert.Equal(("1", null), (Find(1), Find(2)));
    }

    [Fact]
    public void It_begins_anew_beyond_so_many()
    {
        for (var span = 1; span <= 5; span++)
            Keep(span, "1");

        Assert.Equal((null, null, "1"), (Find(1), Find(4), Find(5)));
    }

    void Keep(int span, string figures) => _memory.Keep(new(), "reckoning", span, 0, figures);

    string? Find(int span) => _memory.Find(new(), "reckoning", span, 0);
}
