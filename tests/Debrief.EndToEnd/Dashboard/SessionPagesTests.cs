using Debrief.EndToEnd.Support;

namespace Debrief.EndToEnd.Dashboard;

public abstract class SessionPagesTests(ServedWeeks weeks)
{
    [Fact]
    public async Task A_search_leads_to_a_session_and_evidence_to_the_words_it_rests_on()
    {
        await using var page = await weeks.OpenAsync("/admin/sessions", scripts: false);

        await page.Page.FillAsync("input[name=q]", "venue agreement march");
        await page.FollowAsync(".filters button");
        Assert.Equal(["Venue agreement for March"], await page.Page.Locator(".sessions h2").AllInnerTextsAsync());

        await page.FollowAsync(".sessions h2 a");
        Assert.Equal("Venue agreement for March", await page.Page.InnerTextAsync("h1"));
        Assert.True(await page.Page.Locator(".timeline .failed").CountAsync() >= 3);
        Assert.Equal("you", await page.Page.Locator(".timeline li.human .who b").First.InnerTextAsync());

        await page.FollowAsync(".evidence a >> nth=0");
        Assert.Contains("#line-", page.Page.Url);
        Assert.Equal(1, await page.Page.Locator(".timeline .wanted mark").CountAsync());
    }

    [Fact]
    public async Task A_filter_shows_all_that_is_so_and_nothing_else()
    {
        await using var page = await weeks.OpenAsync(scripts: false);
        foreach (var (filter, sql, tag) in ((string, string, string)[])
        [
            ("business=indy-hall", """cast(f.businesses as text) like '["indy-hall"%'""", "Indy Hall"),
            ("business=goodsomm&outcome=fully_achieved", """cast(f.businesses as text) like '["goodsomm"%' and f.outcome = 'fully_achieved'""", "GoodSomm"),
            ("project=indy-hall", "s.project like '%indy-hall%'", "/indy-hall"),
            ("owner=robin", "s.owner = 'robin'", "of robin"),
            ("host=laptop", "s.host = 'laptop'", "of robin"),
            ("kind=email", "f.workflow_type = 'email'", "email"),
            ("alignment=neutral", "f.priority_alignment = 'neutral'", "neutral"),
            ("outcome=mostly_achieved", "f.outcome = 'mostly_achieved'", "mostly achieved"),
            ("priority=growing-indy-hall", "f.priority_matched = 'growing-indy-hall'", ""),
            ("skill=agenda", """cast(f.skills_used as text) like '%"agenda"%'""", ""),
            ("missed=compose", """cast(f.skills_missed as text) like '%"compose"%'""", ""),
            ("friction=misunderstanding", "cast(f.friction_counts ->> 'misunderstanding' as integer) > 0", "incident"),
            ("person=Dana%20Reyes", """cast(f.people_mentioned as text) like '%"Dana Reyes"%'""", ""),
            ("period=14", $"s.ended_at >= '{weeks.DaysAgo(13).Begins}'", ""),
            ($"since={weeks.DaysAgo(30).Day}&until={weeks.DaysAgo(12).Day}", $"s.ended_at >= '{weeks.DaysAgo(30).Begins}' and s.ended_at < '{weeks.DaysAgo(11).Begins}'", ""),
            ("q=lantern", "s.owner = 'robin'", "antern"),
        ])
        {
            await page.GoAsync($"{weeks.Url}/admin/sessions?{filter}");
            Assert.All(await page.Page.Locator(".sessions > li").AllInnerTextsAsync(), session => Assert.Contains(tag, session));

            var expected = await weeks.RowsAsync($"select s.id from claude_sessions s left join session_facets f on f.session_id = s.id where s.parent_id is null and {sql}");
            var shown = await AllAsync(page);
            Assert.True(expected.Count > 0 && expected.ToHashSet().SetEquals(shown), $"{filter}: {shown.Count} shown, {expected.Count} expected");
        }
    }

    [Fact]
    public async Task What_is_chosen_in_the_form_stays_with_the_days_and_what_a_link_chose_can_be_taken_away()
    {
        await using var page = await weeks.OpenAsync("/admin/sessions?missed=compose", scripts: false);
        var all = (await AllAsync(page)).Count;
        await page.GoAsync($"{weeks.Url}/admin/sessions?missed=compose");
        await page.Page.SelectOptionAsync("select[name=business]", "indy-hall");
        await page.Page.FillAsync("input[name=project]", "indy");
        await page.FollowAsync(".filters button");
        await page.FollowAsync(".pills a:text-is('90 days')");

        Assert.Equal(("indy-hall", "indy"), (await page.Page.InputValueAsync("select[name=business]"), await page.Page.InputValueAsync("input[name=project]")));
        Assert.Contains("Missed: compose", await page.Page.InnerTextAsync(".chosen"));
        var narrowed = (await AllAsync(page)).Count;
        Assert.InRange(narrowed, 1, all - 1);

        await page.FollowAsync(".chosen a");
        Assert.Equal(0, await page.Page.Locator(".chosen").CountAsync());
        Assert.True((await AllAsync(page)).Count > narrowed);
    }

    [Fact]
    public async Task Pages_follow_each_other_until_every_session_was_seen_once()
    {
        await using var page = await weeks.OpenAsync("/admin/sessions", scripts: false);
        var seen = await AllAsync(page);

        Assert.Equal(seen.Distinct(), seen);
        Assert.Equal((await weeks.RowsAsync("select count(*) from claude_sessions where parent_id is null"))[0], $"{seen.Count}");
    }

    /// <summary>The sessions of this page of the list and of all that follow.</summary>
    static async Task<List<string>> AllAsync(OpenedPage page)
    {
        var seen = new List<string>();
        while (true)
        {
            seen.AddRange(await page.Page.Locator(".sessions h2 a").EvaluateAllAsync<string[]>("links => links.map(link => link.getAttribute('href').split('/').pop())"));
            if (await page.Page.Locator("a[rel=next]").CountAsync() == 0)
                return seen;
            await page.FollowAsync("a[rel=next]");
        }
    }
}

[Collection<OnSqlite>]
public sealed class SessionPagesOnSqlite(WeeksOnSqlite weeks) : SessionPagesTests(weeks);
[Collection<OnPostgres>]
public sealed class SessionPagesOnPostgres(WeeksOnPostgres weeks) : SessionPagesTests(weeks);
