using System.Text.Json;
using Dapper;
using Debrief.Documents;
using Debrief.Facets;
using Debrief.Insights;
using Debrief.Insights.Daily;
using Debrief.Insights.Months;
using Debrief.Insights.Stitching;
using Debrief.Profile;
using Debrief.Sessions;
using Debrief.Storage;
using Debrief.Tests.Support;

namespace Debrief.Tests.Insights;

public sealed class DaysOnSqlite() : DaysTests(new Sqlite());
public sealed class DaysOnPostgres() : DaysTests(new Postgres());

public abstract class DaysTests(TestDatabase on) : InsightsTests(on)
{
    static readonly CancellationToken None = CancellationToken.None;

    // The clocks go forward on 29 March.
    static readonly Period[] Periods =
    [
        Period.Weekly(new(2026, 3, 25), Some.Zone),
        Period.Monthly(new(2026, 3, 1), Some.Zone),
        Period.Custom(new(2026, 3, 11), new(2026, 4, 10), Some.Zone),
    ];

    static readonly SessionSelection[] Selections = [new(), new("sam"), new(Business: "acme"), new("sam", Project: "/elsewhere"), new(Kind: "coding")];

    [Fact]
    public async Task Days_added_up_are_what_the_whole_is_reckoned_at_before_and_after_any_change()
    {
        var random = new Random(1);
        var sessions = new List<Session>();
        var memory = new DayMemory();
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < 60; i++)
                sessions.Add(await AddAny(random, id: $"any-{sessions.Count}"));
            foreach (var session in random.GetItems(sessions.ToArray(), 5))
                await AddAny(random, session.Id);
            foreach (var selection in Selections)
                foreach (var period in Periods)
                {
                    var whole = await WholeAsync(period, Some.Profile, selection);
                    Assert.Equal(whole, await ToldAsync(period, Some.Profile, selection));
                    Assert.Equal(whole, await ToldAsync(period, Some.Profile, selection, memory));
                }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task What_is_remembered_of_the_other_days_makes_no_difference_whichever_changes(int seed)
    {
        var (random, memory, period) = (new Random(seed), new DayMemory(), Periods[^1]);
        var last = period.End.AddDays(-1).ToDateTime(TimeOnly.MinValue);
        var sessions = new List<Session>();
        for (var i = 0; i < 60; i++)
            sessions.Add(await AddAny(random, $"any-{i}"));
        for (var change = 0; change < 10; change++)
        {
            var ended = random.Next(2) == 0 ? last.AddMinutes(random.Next(24 * 60)) : AnyTime(random);
            switch (random.Next(4))
            {
                case 0:
                    var gone = sessions[random.Next(sessions.Count)];
                    sessions.Remove(gone);
                    Remove(gone.Id);
                    break;
                case 1:
                    var again = sessions[random.Next(sessions.Count)];
                    await AddAny(random, again.Id, TimeZoneInfo.ConvertTime(again.EndedAt!.Value, Some.Zone).DateTime);
                    break;
                default:
                    sessions.Add(await AddAny(random, $"new-{change}", ended));
                    break;
            }

            Assert.Equal(await WholeAsync(period, Some.Profile, new()), await ToldAsync(period, Some.Profile, new(), memory));
        }
    }

    [Fact]
    public async Task A_day_that_did_not_change_is_not_reckoned_again()
    {
        await Add(Some.Facet() with { CourseCorrections = 3 });
        Assert.Equal(3, (await Now()).Friction.Corrections);

        await ExecuteAsync("update session_facets set course_corrections = 9");

        Assert.Equal(3, (await Now()).Friction.Corrections);
    }

    [Fact]
    public async Task Another_time_zone_or_profile_is_reckoned_anew()
    {
        await Add(Some.Facet(), "2026-03-02 00:30");
        var newYork = Some.Profile with { TimeZone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York") };

        Assert.Equal("acme", Assert.Single((await Now()).AttentionMap).Business);
        Assert.Equal(0, (await Reader(newYork).ReadAsync(Period.Weekly(new(2026, 3, 4), newYork.TimeZone), None)).Now.Summary.Sessions);
        Assert.Equal("site", Assert.Single((await Reader(Some.Profile with { Businesses = [] }).ReadAsync(Some.Week, None)).Now.AttentionMap).Business);
    }

    [Fact]
    public async Task A_removed_session_and_one_that_ends_on_another_day_are_gone_from_the_day_before()
    {
        var (moved, removed) = (Some.Session("2026-03-04 10:00"), Some.Session("2026-03-05 10:00"));
        await Add(moved);
        await Add(removed);
        Assert.Equal(2, (await Now()).Summary.Sessions);

        await Add(Some.Session("2026-03-11 10:00", id: moved.Id));
        Remove(removed.Id);

        Assert.Equal((0, 0), ((await Now()).Summary.Sessions, (await Now()).Summary.HumanMessages));
    }

    [Fact]
    public async Task Notes_of_changes_that_were_put_together_lose_no_change_of_any_day()
    {
        var random = new Random(7);
        for (var i = 0; i < 50; i++)
            await Add(Some.Session($"2026-03-{1 + random.Next(20):00} {random.Next(24):00}:00", minutes: random.Next(4000), id: $"s{i % 20}"));
        var all = Span.Of(Period.Monthly(new(2026, 3, 1), Some.Zone));
        await using var db = await Database.ConnectAsync(None);
        var before = await DayChanges.ReadAsync(db, all, None);
        var noted = await CountAsync();

        await DayChanges.PutTogetherAsync(Database, all, None);

        var after = await DayChanges.ReadAsync(db, all, None);
        var days = Enumerable.Range(0, 31).Select(day => Span.Of(Period.Custom(new DateOnly(2026, 3, 1).AddDays(day), new DateOnly(2026, 3, 2).AddDays(day), Some.Zone)));
        Assert.All(days, day => Assert.True(after.Of(day) >= before.Of(day)));
        Assert.Equal(noted.Changes, (await CountAsync()).Changes);
        Assert.True((await CountAsync()).Notes < noted.Notes);

        async Task<(long Notes, long Changes)> CountAsync() => await db.QuerySingleAsync<(long, long)>("select count(*), cast(sum(changes) as bigint) from changed_spans");
    }

    [Fact]
    public async Task Days_are_read_as_of_one_moment_though_two_read_them()
    {
        var days = Enumerable.Range(0, 30).Select(day => new DateOnly(2026, 2, 1).AddDays(day)).ToList();
        await AddOnEachAsync();
        await using var db = await Database.ConnectAsync(None);
        await using var moment = await Dialect.BeginReadingAsync(db, None);
        var notes = await DayChanges.ReadAsync(db, Span.Of(Period.Custom(days[0], days[^1].AddDays(1), Some.Zone)), None);
        await AddOnEachAsync();

        var read = await new ReckonedDays(Database, Some.Profile, new()).ReadAsync(db, days.ToDictionary(day => day, day => notes.Of(Span.Of(Period.Custom(day, day.AddDays(1), Some.Zone)))), None);

        Assert.All(days, day => Assert.Equal(1, read[day].Summary.Sessions));

        async Task AddOnEachAsync()
        {
            foreach (var day in days)
                await Add(Some.Session($"{day:yyyy-MM-dd} 10:00"));
        }
    }

    async Task<string> ToldAsync(Period period, UserProfile profile, SessionSelection selection, DayMemory? memory = null) =>
        Shown(await new InsightsReader(Database, profile) { Selection = selection, Memory = memory }.ReadAsync(period, None));

    /// <summary>From the sessions of the period, and of each week or month of its trend, taken as one day each.</summary>
    async Task<string> WholeAsync(Period period, UserProfile profile, SessionSelection selection)
    {
        var reader = new DayReader(Database, profile, selection);
        var wholes = new Dictionary<(DateOnly, DateOnly), DayInsights>();
        foreach (var each in new[] { period, period.Before }.SelectMany(some => some.Trend().Concat(some.Weeks(RelationshipPulse.WeeksShown)).Concat(DeepDive.WeeksOf(some).Select(week => week.Within(some))).Append(some).Append(Stitch.DaysOf(some))))
            wholes.TryAdd((each.First, each.End), await reader.ReckonAsync(each, None));
        var now = Of(period);
        return Shown(new(period, now with { Recommendations = [.. now.Recommendations.Take(3)] }, Of(period.Before)));

        Metrics Of(Period some) => Metrics.Of(some, Whole, Sightings.Of(Whole(some)[0].Sightings), profile);

        IReadOnlyList<DayInsights> Whole(Period some) => [wholes[(some.First, some.End)]];
    }

    static string Shown(PeriodInsights insights) => JsonSerializer.Serialize(ReportData.Of(insights), new ReportJson(Json.Options()).ReportData);

    static DateTime AnyTime(Random random) => new DateTime(2026, 2, 1).AddMinutes(random.Next(68 * 24 * 60));

    async Task<Session> AddAny(Random random, string id, DateTime? end = null)
    {
        var ended = end ?? AnyTime(random);
        while (Some.Zone.IsInvalidTime(ended))
            ended = ended.AddHours(1);
        var session = (random.Next(4) == 0 ? Some.Automated($"{ended:yyyy-MM-dd HH:mm}") : Some.Session($"{ended:yyyy-MM-dd HH:mm}", minutes: random.Next(3000))) with
        {
            Id = id,
            Owner = random.Next(2) == 0 ? "sam" : null,
            Project = Any("/work/acme/site", "/work/club/x", "/elsewhere", null),
            Title = Any("Mend it", "Write to Sam ", null, $"Title {random.Next(20)}"),
            GitBranch = Any("mend", "main", null),
            MessageCount = random.Next(12),
            HumanMessages = random.Next(4),
            Tools = Some.Counts(("Bash", 4), ("mcp__files__read_all", random.Next(5))),
            ToolFailures = Some.Counts((Any("edit_mismatch", "cascade", "not_found")!, random.Next(1, 5))),
            McpFailures = random.Next(5),
            Commits = random.Next(3),
            PullRequests = [$"https://example.test/pull/{random.Next(9)}"],
            Compactions = random.Next(2),
            CutShort = random.Next(5) == 0,
        };
        await Add(session, random.Next(5) == 0 ? null : AnyFacet());
        for (var i = random.Next(3); i > 0; i--)
            await Spend(session, random.Next(6) == 0 ? null : $"{ended.AddMinutes(-random.Next(2)):yyyy-MM-dd HH:mm}", Any("claude-sonnet-4-5-20250929", "claude-haiku-4-5", "unheard-of")!, input: random.Next(999), output: random.Next(99), read: random.Next(9999), searches: random.Next(2));
        return session;

        T Any<T>(params T[] some) => some[random.Next(some.Length)];

        SessionFacet AnyFacet() => Some.Facet() with
        {
            UnderlyingGoal = Any("Mend the old cart", "Mend the cart", null),
            Outcome = Any("fully_achieved", "not_achieved", null),
            UserSatisfactionCounts = Some.Counts(("satisfied", random.Next(3))),
            FrictionCounts = Any(null, Some.Counts(("misunderstanding", random.Next(3))), Some.Counts(("loop_detected", 1), ("buggy_code", 1))),
            FrictionDetail = Any(null, "A misunderstanding of the task.", "read_all failed."),
            Businesses = Any<IReadOnlyList<string>?>(null, [], ["acme"], ["club", "acme"]),
            PriorityAlignment = Any("aligned", "drift", "neutral", "odd", null),
            WorkflowType = Any("coding", "review", null),
            EstimatedTimeSavedMinutes = Any<int?>(null, random.Next(90)),
            PriorityMatched = Any("growth", "system-maintenance", null),
            CompletionChain = Any(null, new CompletionChain(3, random.Next(3), 1)),
            SkillsUsed = Any<IReadOnlyList<string>?>(null, ["compose"]),
            SkillsMissed = Any<IReadOnlyList<string>?>(null, [], ["compose", "deploy"]),
            CourseCorrections = random.Next(3),
            RetryLoops = random.Next(3),
            McpFailures = random.Next(2),
            SessionCutShort = random.Next(4) == 0,
            PeopleMentioned = Any<IReadOnlyList<string>?>(null, ["Sam", "Kim"], ["sam@acme.test"]),
            RelationshipActions = Any<IReadOnlyList<RelationshipAction>?>(null, [new("Sam", Any("thanked", "replied_to"))]),
            OutreachType = Any("proactive", "reactive", "none", null),
            ArtifactsCreated = random.Next(3),
            Evidence = [.. Enumerable.Range(0, random.Next(4)).Select(line => Some.Evidence(
                Any("misunderstanding", "loop_detected", "buggy_code"),
                $"no {Any("I", "we", "they")} {Any("meant", "wanted")} the {Any("other", "first", "second")} file {Any("", "please", "again")}",
                Any("human", "tool", "assistant"), who: Any("assistant", "user", null)) with { Line = line, Facet = Any("friction", "friction", "corrections") })],
        };
    }
}
