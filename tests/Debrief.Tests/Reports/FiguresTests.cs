using System.Text.RegularExpressions;
using Debrief.Insights;
using Debrief.Reports;

namespace Debrief.Tests.Reports;

public sealed partial class FiguresTests
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

    [Fact]
    public void Thousands_are_told_apart_in_every_sentence_and_cell()
    {
        var now = Invented.Rich().Now with
        {
            Coverage = new(5_631, 3_883, [new("haiku v3", 2_881), new("rules v1", 1_002)], 1_007, 4_214) { Failed = 1_003 },
            PriorityAlignment = new(3_883, 5_631, [new("aligned", 2_001), new("supportive", 1_001), new("neutral", 1_000), new("drift", 1_881)], [new("growing-indy-hall", "Growing Indy Hall", 1_801)]),
            TopFriction = new([new("misunderstanding", 1_234)], [Incident("tool_limitation") with { Times = 1_200, Sessions = [.. Enumerable.Range(0, 1_100).Select(i => new SessionName($"s{i % 10}", "x"))] }], 3_883),
            SkillsGap = new([new("compose", 1_303)], [new("compose", 1_505)], 3_883),
            RelationshipPulse = new([new("Dana Reyes", 1_700, [1_001, 1_002, 1_003, 1_004, 1_005, 1_700], null, null) { Proactive = 1_404, Reactive = 1_111 }], 60, 1_010, 3_883),
            CompletionRate = new(6_609, 6_261, 1_004, 3_600),
            FinishedLater = new(1_207, 1_102, 1_001, 4_040, []),
            Value = new(8_700, 1_200, 4_100, new(TimeSpan.FromHours(2_000), TimeSpan.FromHours(4_000), 3_100, 4_200)),
            Outcomes = [new("fully_achieved", 2_200), new("unclear_from_transcript", 1_500)],
            Satisfaction = [new("satisfied", 2_100)],
            Friction = new(Invented.Week.First, 3_900, 3_600, 9_000, 6_000, 3_000),
            FrictionTrend = [new(Invented.Week.First, 3_900, 3_600, 9_000, 6_000, 3_000)],
            SystemHealth = Invented.Rich().Now.SystemHealth with { BadLines = 4_000, UnknownEntries = 2_000 },
            DeepDive = new([new(Invented.Week.First, 4_000, default, 2_000, 3_000, 1_000, 1_500, 1_600, 1_700)], [new(Invented.Week.First, 3_900, 3_600, 9_000, 6_000, 3_000)],
                [new("compose", 1_500, new(default, TimeSpan.FromHours(1), 1_200, 1_500))], [new("Dana Reyes", [1_700])]),
        };
        var week = Invented.Rich() with { Now = now };
        var page = Tag().Replace(HtmlReport.Render(week, Invented.Alex), " ");

        foreach (var told in new[] { page, MarkdownReport.Render(week, Invented.Alex), DiscordReport.Render(week, Invented.Alex) })
            Assert.Equal([], Run().Matches(told).Select(match => match.Value).Where(digits => digits is not ("2026" or "2025")));
        Assert.Contains("Facets of 3,883 of 5,631 sessions of more than five messages (2,881 by haiku v3, 1,002 by rules v1), 1,003 failed (debrief extract --failed)", page);
        Assert.Contains("6,261 of 6,609", page);
    }

    [Fact]
    public void What_was_not_lost_is_not_told_and_nor_what_did_not_fail()
    {
        var text = Text(week => week with { Coverage = new(3, 3, [], 0, 0), SystemHealth = week.SystemHealth with { BadLines = 40, UnknownEntries = 0 } });

        Assert.DoesNotContain("failed", text.Foundations[0]);
        Assert.EndsWith("are not counted as sessions of yours. 40 lines could not be read.", text.Foundations[1]);
        Assert.EndsWith("of yours. 1 entry of an unknown kind left out.", Text(week => week with { SystemHealth = week.SystemHealth with { BadLines = 0, UnknownEntries = 1 } }).Foundations[1]);
        Assert.EndsWith("of yours.", Text(week => week with { SystemHealth = week.SystemHealth with { BadLines = 0, UnknownEntries = 0 } }).Foundations[1]);
    }

    [Fact]
    public void The_worst_of_all_goes_on_after_the_colon_and_says_the_tool_or_the_kind()
    {
        Assert.Equal("a tool could not do what was needed, 4 × (tool limitation)", AboveAll(Incident("tool_limitation") with { Times = 4 }));
        Assert.Equal("Bash could not do what was needed", AboveAll(Incident("tool_limitation") with { Tool = "Bash" }));
        Assert.Equal("Andy misunderstood you (misunderstanding)", AboveAll(Incident("misunderstanding") with { Who = "assistant" }));
        Assert.Equal("newsletter edits went astray (misunderstanding)", AboveAll(Incident("misunderstanding") with { Detail = "Newsletter edits went astray." }));
        Assert.Equal("Dana’s mail was lost (misunderstanding)", AboveAll(Incident("misunderstanding") with { Detail = "Dana’s mail was lost." }));
        Assert.Equal("PDF text came out empty (no results)", AboveAll(Incident("no_results") with { Detail = "PDF text came out empty." }));
    }

    static Incident Incident(string kind) => new("4f1c02aa-7d1e", "Venue", kind, null, null, "no", "human", null);

    static ReportText Text(Func<Metrics, Metrics> changed) => new(Invented.Rich() with { Now = changed(Invented.Rich().Now) }, Invented.Alex);

    static string AboveAll(Incident incident) =>
        Text(week => week with { TopFriction = new([], [incident], 9) }).AtAGlance.Single(sentence => sentence.Rest.Contains("Above all")).Rest.Split("Above all: ")[1].TrimEnd('.');

    [GeneratedRegex("<style>.*?</style>|<[^>]*>", RegexOptions.Singleline)]
    private static partial Regex Tag();

    /// <summary>Digits without a separator, which aren't part of an id.</summary>
    [GeneratedRegex(@"(?<![\w,.-])\d{4,}(?![\w-])")]
    private static partial Regex Run();
}
