using System.Text;
using Debrief.Insights;
using Debrief.Profile;
using Debrief.Reports;

namespace Debrief.Tests.Reports;

public sealed class DiscordReportTests
{
    public static TheoryData<string> Payloads => Hostile.Payloads;

    [Theory, MemberData(nameof(Payloads))]
    public void Nobody_is_called_and_nothing_is_linked(string payload)
    {
        var message = DiscordReport.Render(Hostile.Week(payload), Hostile.Profile(payload));

        Assert.DoesNotMatch(@"@\w|<[@#:/a-z]|https?://|discord\.gg", message);
        Assert.DoesNotMatch(@"(?<!\\)\[", message);
        Assert.Equal(Starts(DiscordReport.Render(Hostile.Week("harmless"), Hostile.Profile("harmless"))), Starts(message));
    }

    [Theory]
    [InlineData("a very long name ")]
    [InlineData("@everyone **__~~||`")]
    [InlineData("🧑‍🚀🦕")]
    public void It_is_never_longer_than_Discord_takes(string name)
    {
        var endless = string.Concat(Enumerable.Repeat(name, 500));
        var week = Hostile.Week(endless);
        var now = week.Now with
        {
            PriorityAlignment = week.Now.PriorityAlignment with { Matched = [.. Enumerable.Range(0, 500).Select(i => new Matched($"{i}", endless, i + 1))] },
            RelationshipPulse = week.Now.RelationshipPulse with { People = [.. Enumerable.Range(0, 500).Select(_ => new PersonPulse(endless, 1, [], null, endless))] },
        };

        var message = DiscordReport.Render(week with { Now = now }, Hostile.Profile(endless));

        Assert.InRange(message.Length, 100, 2000);
        Assert.Contains("500 contacts", message);
        AssertWhole(message);
    }

    [Fact]
    public void The_least_important_lines_go_first()
    {
        var lines = Enumerable.Range(0, 60).Select(i => new DiscordReport.Line(i % 3, new string((char)('a' + i % 3), 49))).ToList();

        var kept = DiscordReport.Fitted(lines).Split('\n');

        Assert.Equal(40, kept.Length);
        Assert.Equal(20, kept.Count(l => l[0] == 'a'));
        Assert.Equal(20, kept.Count(l => l[0] == 'b'));
    }

    [Fact]
    public void A_first_period_compares_with_nothing()
    {
        var message = DiscordReport.Render(Invented.Rich() with { Before = Invented.Nothing() }, Invented.Alex);

        Assert.Contains("67% aligned, 39 of 42 judged", message);
    }

    [Fact]
    public void A_month_is_compared_with_the_month_before() =>
        Assert.Contains("(↑ from 61% last month)", DiscordReport.Render(
            Invented.Rich() with { Period = new("monthly", new(2026, 2, 1), new(2026, 3, 1), TimeZoneInfo.Utc) }, Invented.Alex));

    static void AssertWhole(string message) => _ = new UTF8Encoding(false, throwOnInvalidBytes: true).GetBytes(message);

    static IEnumerable<string> Starts(string message) => message.Split('\n').Select(line => line[..Math.Min(2, line.Length)]);
}
