using Debrief.Insights;
using Debrief.Tests.Support;

namespace Debrief.Tests.Insights;

public sealed class AttentionOnSqlite() : AttentionTests(new Sqlite());
public sealed class AttentionOnPostgres() : AttentionTests(new Postgres());

public abstract class AttentionTests(TestDatabase on) : InsightsTests(on)
{
    [Fact]
    public async Task The_business_is_what_the_facets_say_else_what_the_profile_says_else_unknown()
    {
        await Add(Some.Session(project: "/work/acme/site"), Some.Facet() with { Businesses = ["club", "acme"] });
        await Add(Some.Session(project: "/work/acme/site"), Some.Facet() with { Businesses = [] });
        await Add(Some.Session(project: "/work/acme/site"));
        await Add(Some.Session(project: "/tmp/elsewhere"));
        await Add(Some.Session(project: null));

        var map = (await Now()).AttentionMap;

        Assert.Equal([("acme", "Acme & Sons", 2), ("club", "The Club", 1), (null, "Unknown", 2)], map.Select(each => (each.Business, each.Name, each.Sessions)));
    }

    [Fact]
    public async Task Where_the_profile_names_no_business_it_goes_by_project()
    {
        await Add(Some.Session(project: "/work/acme/Site One"));
        await Add(Some.Session(project: "/home/me"));

        var map = (await Reader(new()).ReadAsync(Some.Week, CancellationToken.None)).Now.AttentionMap;

        Assert.Equal([("site-one", 1), (null, 1)], map.Select(each => (each.Business, each.Sessions)));
        Assert.All(map, each => Assert.Empty(each.Projects));
    }

    [Fact]
    public async Task Under_a_business_stand_its_biggest_projects_and_the_number_of_the_others()
    {
        var (own, nightly) = (Some.Session("2026-03-04 10:00", minutes: 20, project: "/work/acme/site"), Some.Automated() with { Project = "/work/acme/nightly" });
        await Add(own);
        await Add(Some.Session("2026-03-04 10:10", minutes: 20, project: "/srv/acme/Site/.claude/worktrees/fix"), Some.Facet() with { Businesses = ["acme"] });
        await Add(nightly);
        await Spend(own, "2026-03-04 09:50", input: 70);
        await Spend(nightly, "2026-03-04 09:50", input: 500);
        for (var i = 1; i <= 5; i++)
            await Add(Some.Session($"2026-03-05 {10 + i}:00", minutes: i, project: $"/work/acme/p{i}"));
        await Add(Some.Session("2026-03-06 10:00", minutes: 9, project: "/work/club/app"));
        await Add(Some.Session("2026-03-06 11:00", minutes: 30, project: "/home/me"), Some.Facet() with { Businesses = ["club"] });

        var (acme, club) = (await Now()).AttentionMap is var map ? (map.Single(each => each.Business == "acme"), map.Single(each => each.Business == "club")) : default;

        Assert.Equal(["site 2 30 70", "p5 1 5 0", "p4 1 4 0", "p3 1 3 0", "p2 1 2 0"], acme.Projects.Select(Words));
        Assert.Equal((7 - 5, acme.Tokens), (acme.MoreProjects, acme.Projects.Sum(each => each.Tokens) + 500));
        Assert.Equal(["app 1 9 0", "none 1 30 0"], club.Projects.Select(Words));
        Assert.Equal(0, club.MoreProjects);

        static string Words(ProjectAttention each) => $"{each.Project ?? "none"} {each.Sessions} {each.Active.TotalMinutes} {each.Tokens}";
    }

    [Fact]
    public async Task Most_time_comes_first_then_most_sessions_then_the_name()
    {
        await Add(Some.Session("2026-03-04 10:00", minutes: 10), Some.Facet() with { Businesses = ["many"] });
        await Add(Some.Session("2026-03-04 11:00", minutes: 10), Some.Facet() with { Businesses = ["many"] });
        await Add(Some.Session("2026-03-04 12:00", minutes: 20), Some.Facet() with { Businesses = ["b"] });
        await Add(Some.Session("2026-03-04 13:00", minutes: 20), Some.Facet() with { Businesses = ["a"] });
        await Add(Some.Session("2026-03-04 14:00", minutes: 50), Some.Facet() with { Businesses = ["long"] });
        await Add(Some.Session("2026-03-04 16:00", minutes: 90, project: null));

        Assert.Equal(["long", "many", "a", "b", "Unknown"], (await Now()).AttentionMap.Select(each => each.Name));
    }

    [Fact]
    public async Task A_business_that_the_profile_does_not_have_goes_by_its_slug()
    {
        await Add(Some.Facet() with { Businesses = ["gone"] });

        Assert.Equal("gone", Assert.Single((await Now()).AttentionMap).Name);
    }

    [Fact]
    public async Task Time_at_two_sessions_at_once_counts_once()
    {
        await Add(Some.Session("2026-03-04 10:00", minutes: 60));
        await Add(Some.Session("2026-03-04 10:30", minutes: 60));
        await Add(Some.Session("2026-03-04 10:20", minutes: 10));
        await Add(Some.Session("2026-03-04 10:30", minutes: 30, project: "/work/club/app"));

        var now = await Now();

        Assert.Equal([("acme", 90.0), ("club", 30.0)], now.AttentionMap.Select(each => (each.Business!, each.Active.TotalMinutes)));
        Assert.Equal(90, now.Summary.Active.TotalMinutes);
    }

    [Fact]
    public async Task Time_belongs_to_the_period_it_was_spent_in_a_session_to_the_one_it_ended_in()
    {
        await Add(Some.Session("2026-03-02 00:20", minutes: 30)); // began on Sunday
        await Add(Some.Session("2026-03-09 00:10", minutes: 40)); // ended on the next Monday

        var (_, now, before) = await ReadAsync();

        Assert.Equal((1, 50.0), (now.Summary.Sessions, now.Summary.Active.TotalMinutes));
        Assert.Equal((1, 50.0), Assert.Single(now.AttentionMap) is var acme ? (acme.Sessions, acme.Active.TotalMinutes) : default);
        Assert.Equal((0, 10.0), (before.Summary.Sessions, before.Summary.Active.TotalMinutes));
        Assert.Equal((0, 10.0), Assert.Single(before.AttentionMap) is var earlier ? (earlier.Sessions, earlier.Active.TotalMinutes) : default);
    }

    [Fact]
    public async Task Time_is_told_by_alignment_unknown_where_nothing_judged_it()
    {
        await Add(Some.Session("2026-03-04 10:00", minutes: 20), Some.Facet() with { PriorityAlignment = "aligned" });
        await Add(Some.Session("2026-03-04 11:00", minutes: 10), Some.Facet() with { PriorityAlignment = "drift" });
        await Add(Some.Session("2026-03-04 12:00", minutes: 5), Some.Facet() with { PriorityAlignment = "no such word" });
        await Add(Some.Session("2026-03-04 13:00", minutes: 3));

        var acme = Assert.Single((await Now()).AttentionMap);

        Assert.Equal([("aligned", 20.0), ("supportive", 0), ("neutral", 0), ("drift", 10), ("unknown", 8)], acme.ActiveByAlignment.Select(each => (each.Key, each.Value.TotalMinutes)));
        Assert.Equal(38, acme.Active.TotalMinutes);
    }

    [Fact]
    public async Task Tokens_count_when_they_were_spent_those_of_automated_sessions_too()
    {
        var (own, nightly, long_ago) = (Some.Session("2026-03-09 08:00", minutes: 20), Some.Automated(), Some.Session("2026-01-01 10:00"));
        await Add(own);
        await Add(nightly);
        await Add(long_ago, Some.Facet() with { Businesses = ["club"] });
        await Spend(own, "2026-03-08 23:59", input: 1, output: 20, write5m: 300, write1h: 4000, read: 50000);
        await Spend(own, "2026-03-09 00:00", input: 7);
        await Spend(nightly, "2026-03-02 00:00", input: 600000);
        await Spend(long_ago, "2026-03-05 00:00", input: 2);
        await Spend(null, "2026-03-05 00:00", input: 3);

        var now = await Now();

        Assert.Equal([("acme", 654321L), ("club", 2), (null, 3)], now.AttentionMap.Select(each => (each.Business, each.Tokens)));
        Assert.Equal(new(600006, 20, 4300, 50000), now.Summary.Tokens);
        Assert.Equal(now.Summary.Tokens.Total, now.AttentionMap.Sum(each => each.Tokens));
    }

    [Fact]
    public async Task Tokens_without_a_time_count_where_their_session_ended()
    {
        var session = Some.Session();
        await Add(session);
        await Spend(session, at: null, input: 5);
        await Spend(null, at: null, input: 7);

        var (_, now, before) = await ReadAsync();

        Assert.Equal((5, 0), (now.Summary.Tokens.Total, before.Summary.Tokens.Total));
    }
}
