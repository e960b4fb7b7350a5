using System.Text.RegularExpressions;

namespace Debrief.Tests.Sample;

/// <summary>What the four weeks tell, so that a report can be held against it.</summary>
public sealed partial class SampleStoryTests(WrittenWeeks weeks) : IClassFixture<WrittenWeeks>
{
    static readonly string[] prioritized = ["indy-hall", "10k-independents", "personal"];

    [Fact]
    public void More_and_more_of_the_sessions_serve_a_priority() => Assert.Equal(
        ["13 of 26", "14 of 27", "17 of 27", "23 of 31"],
        EachWeek(sessions => $"{sessions.Count(session => prioritized.Contains(session.Project))} of {sessions.Count(session => session.Project is not "scratch")}"));

    [Fact]
    public void Corrections_jump_in_the_last_week() =>
        Assert.Equal([5, 6, 6, 9], EachWeek(sessions => sessions.Sum(session => session.Typed.Count(text => text.StartsWith("no", StringComparison.Ordinal)))));

    [Fact]
    public void The_browser_fails_on_PDFs_four_times_in_a_row_in_three_sessions_of_the_last_week()
    {
        Assert.Equal([0, 0, 0, 12], EachWeek(sessions => sessions.Sum(session => Count(session, "\"content\":\"Error executing tool extract_pdf"))));
        Assert.Equal(3, weeks.PersonsIn(4).Count(session => Count(session, "\"content\":\"Error executing tool extract_pdf") is 4));
    }

    [Fact]
    public void The_wrong_newsletter_template_comes_back_three_weeks_running() =>
        Assert.Equal([0, 1, 1, 2], EachWeek(sessions => sessions.Count(session => session.Says("I meant the member template"))));

    [Fact]
    public void Letters_are_written_by_hand_although_a_skill_exists()
    {
        Assert.Equal([2, 2, 2, 3], EachWeek(sessions => sessions.Count(session => session.Says("email to"))));
        Assert.Equal([2, 2, 2, 5], EachWeek(sessions => sessions.Count(session => session.Says("<command-name>/compose"))));
    }

    [Fact]
    public void Other_skills_are_forgotten_as_well()
    {
        Assert.Equal([0, 1, 1, 2], EachWeek(sessions => sessions.Count(session => session.Says("save this link"))));
        Assert.Equal([0, 0, 0, 1], EachWeek(sessions => sessions.Count(session => session.Says("get me ready for"))));
        Assert.Equal([1, 1, 1, 3], EachWeek(sessions => sessions.Count(session => session.Says("<command-name>/agenda"))));
    }

    [Fact]
    public void Dana_is_mentioned_more_every_week() => Assert.Equal([1, 2, 4, 7], EachWeek(sessions => sessions.Count(session => Dana().IsMatch(session.Text))));

    [Fact]
    public void Two_sessions_are_cut_short_by_the_API() => Assert.Equal(
        ["rate_limit", "server_error"],
        weeks.Persons.Where(session => session.Assistant.Last().TryGetProperty("error", out _)).Select(session => session.Assistant.Last().GetProperty("error").GetString()!).Order());

    [Fact]
    public void The_assistant_has_the_last_word() => Assert.All(weeks.Persons, session =>
        Assert.Equal("assistant", session.Tree.Last(entry => entry.GetProperty("type").GetString() is "user" or "assistant").GetProperty("type").GetString()));

    [Fact]
    public void Two_sessions_overlap_once()
    {
        var inOrder = weeks.Persons.Where(session => session.Times.Max() - session.Times.Min() < TimeSpan.FromHours(4)).OrderBy(session => session.Times.Min()).ToList();

        Assert.Equal(1, inOrder.Zip(inOrder.Skip(1)).Count(pair => pair.Second.Times.Min() < pair.First.Times.Max()));
    }

    IEnumerable<T> EachWeek<T>(Func<IReadOnlyList<WrittenFile>, T> tell) => Enumerable.Range(1, 4).Select(week => tell([.. weeks.PersonsIn(week)]));

    static int Count(WrittenFile session, string text) => session.Text.Split(text).Length - 1;

    [GeneratedRegex(@"\bDana\b")]
    private static partial Regex Dana();
}
