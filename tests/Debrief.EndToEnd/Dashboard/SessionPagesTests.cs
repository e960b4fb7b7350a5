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

    [Theory]
    [InlineData("business=indy-hall", "Indy Hall")]
    [InlineData("alignment=neutral", "neutral")]
    [InlineData("outcome=fully_achieved", "fully achieved")]
    [InlineData("kind=email", "email")]
    public async Task A_filter_shows_only_what_is_so(string filter, string tag)
    {
        await using var page = await weeks.OpenAsync($"/admin/sessions?{filter}", scripts: false);

        var sessions = await page.Page.Locator(".sessions > li").AllInnerTextsAsync();
        Assert.All(sessions, session => Assert.Contains(tag, session));
        Assert.NotEmpty(sessions);
    }

    [Fact]
    public async Task Pages_follow_each_other_until_every_session_was_seen_once()
    {
        await using var page = await weeks.OpenAsync("/admin/sessions", scripts: false);
        var seen = new List<string>();
        while (true)
        {
            seen.AddRange(await page.Page.Locator(".sessions h2 a").EvaluateAllAsync<string[]>("links => links.map(link => link.getAttribute('href'))"));
            if (await page.Page.Locator("a[rel=next]").CountAsync() == 0)
                break;
            await page.FollowAsync("a[rel=next]");
        }

        Assert.Equal(seen.Distinct(), seen);
        Assert.Equal((await weeks.RowsAsync("select count(*) from claude_sessions where parent_id is null"))[0], $"{seen.Count}");
    }

    [Fact]
    public async Task A_correction_stands_over_the_next_extraction()
    {
        var id = (await weeks.RowsAsync("select s.id from claude_sessions s join session_facets f on f.session_id = s.id where s.parent_id is null and f.outcome = 'fully_achieved' order by s.id"))[0];
        await using var page = await weeks.OpenAsync($"/admin/sessions/{id}");

        await page.Page.ClickAsync("summary[aria-label='Correct Outcome']");
        await page.Page.SelectOptionAsync("select[aria-label='Outcome']", "not_achieved");
        await page.FollowAsync("details[open] button.main");
        Assert.Contains("Your correction is kept", await page.Page.InnerTextAsync("[role=status]"));

        await page.FollowAsync("button:text-is('Extract again')");
        Assert.Contains("extracted again", await page.Page.InnerTextAsync("[role=status]"));
        Assert.Equal("not achieved", await page.Page.Locator(".facets > div", new() { HasText = "Outcome" }).First.Locator("dd").First.InnerTextAsync());
        Assert.Equal(["not_achieved"], await weeks.RowsAsync($"select outcome from session_facets where session_id = '{id}'"));
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task What_is_no_answer_is_refused_in_words_and_changes_nothing()
    {
        var id = (await weeks.RowsAsync("select session_id from session_facets order by session_id desc"))[0];
        var before = await weeks.RowsAsync($"select artifacts_created from session_facets where session_id = '{id}'");
        await using var page = await weeks.OpenAsync($"/admin/sessions/{id}");

        await page.Page.ClickAsync("summary[aria-label='Correct Artifacts']");
        await page.Page.FillAsync("input[aria-label='Artifacts']", "<b>many</b>");
        await page.FollowAsync("details[open] button.main");

        Assert.Contains("must be a number", await page.Page.InnerTextAsync("main"));
        Assert.Equal(before, await weeks.RowsAsync($"select artifacts_created from session_facets where session_id = '{id}'"));
    }
}

[Collection<OnSqlite>]
public sealed class SessionPagesOnSqlite(WeeksOnSqlite weeks) : SessionPagesTests(weeks);
[Collection<OnPostgres>]
public sealed class SessionPagesOnPostgres(WeeksOnPostgres weeks) : SessionPagesTests(weeks);
