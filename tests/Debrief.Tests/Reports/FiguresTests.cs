using Debrief.Insights;
using Debrief.Reports;

namespace Debrief.Tests.Reports;

public sealed class FiguresTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(999, "999")]
    [InlineData(1_234, "1.2k")]
    [InlineData(9_960, "10k")]
    [InlineData(999_499, "999k")]
    [InlineData(999_500, "1M")]
    [InlineData(1_240_000, "1.2M")]
    [InlineData(999_960_000, "1B")]
    [InlineData(1_234_000_000_000, "1,234B")]
    public void Tokens_are_rounded(long tokens, string text) => Assert.Equal(text, Figures.Tokens(tokens));

    [Theory]
    [InlineData(0, "0 m")]
    [InlineData(20, "under 1 m")]
    [InlineData(60, "1 m")]
    [InlineData(3_599, "1 h 00 m")]
    [InlineData(14_700, "4 h 05 m")]
    [InlineData(3_700_000, "1,027 h 47 m")]
    public void Time_is_told_in_hours_and_minutes(int seconds, string text) => Assert.Equal(text, Figures.Time(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(null, "unknown")]
    [InlineData(0.0, "0 %")]
    [InlineData(0.4, "under 1 %")]
    [InlineData(67.5, "68 %")]
    [InlineData(99.7, "over 99 %")]
    [InlineData(100.0, "100 %")]
    public void A_share_that_is_not_all_does_not_read_as_all(double? percent, string text) => Assert.Equal(text, Figures.Percent(percent));

    [Theory]
    [InlineData(42, 37, "▲ 14 % from 37")]
    [InlineData(3, 4, "▼ 25 % from 4")]
    [InlineData(2, 1, "▲ from 1 to 2")]
    [InlineData(5, 0, "▲ from 0 to 5")]
    [InlineData(1_001, 1_000, "▲ from 1,000 to 1,001")]
    [InlineData(3, 3, "unchanged")]
    public void A_small_base_gives_no_percentage(int now, int before, string text) => Assert.Equal(text, Change.Count(now, before).ToString());

    [Theory]
    [InlineData(0.76, 0.27, "▲ from 0.3")]
    [InlineData(1.94, 1.15, "▲ 58 % from 1.2")]
    [InlineData(1.94, 0.96, "▲ 90 % from 1.0")]
    [InlineData(0.41, 0.44, "unchanged")]
    public void The_percentage_of_a_rate_is_that_of_the_figures_shown(double now, double before, string text) => Assert.Equal(text, Change.Rate(now, before, 9, Better.Less).ToString());

    [Fact]
    public void A_share_of_very_few_is_not_told_in_points() => Assert.Equal("▲ from 50 % of 2", Change.Points(80, 50, 2, Better.More).ToString());

    [Theory]
    [InlineData(68, 61, Better.More, "good")]
    [InlineData(68, 61, Better.Less, "bad")]
    [InlineData(61, 68, Better.Less, "good")]
    [InlineData(61, 68, Better.Neither, "even")]
    public void The_colour_says_whether_it_is_better(int now, int before, object better, string tone) => Assert.Equal(tone, Change.Count(now, before, (Better)better).Tone);

    [Fact]
    public void A_week_without_sessions_leaves_a_gap_in_the_line()
    {
        FrictionPoint[] points = [new(default, 2, 2, 0, 0, 0), new(default, 1, 2, 0, 0, 0), new(default, 0, 0, 0, 0, 0), new(default, 4, 1, 1, 0, 0)];

        var line = new TrendLine(points);

        Assert.Equal(2, line.Top);
        Assert.Equal(["12.5,50 37.5,0"], line.Lines);
        Assert.Equal([(12.5, 50), (37.5, 0), (87.5, 75)], line.Dots);
    }

    [Fact]
    public void The_donut_leaves_out_what_nobody_got() =>
        Assert.Equal("var(--aligned) 0% 75%, var(--drift) 75% 100%", Donut.Stops(new(4, 9, [new("aligned", 3), new("supportive", 0), new("neutral", 0), new("drift", 1)], [])));
}
