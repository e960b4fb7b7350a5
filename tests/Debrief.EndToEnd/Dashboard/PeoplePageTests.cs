using Debrief.EndToEnd.Support;

namespace Debrief.EndToEnd.Dashboard;

public abstract class PeoplePageTests(ServedWeeks weeks)
{
    [Fact]
    public async Task Everybody_has_as_many_sessions_as_mention_them_and_a_page_with_the_words_that_do()
    {
        await weeks.ToldAsync();
        await using var page = await weeks.OpenAsync("/admin/people?period=90", scripts: false);

        var people = await page.Page.Locator(".everybody tbody th").AllInnerTextsAsync();
        var sessions = await page.Page.Locator(".everybody tbody td:nth-of-type(1)").AllInnerTextsAsync();
        Assert.Contains("Dana Reyes", people);
        foreach (var (person, shown) in people.Zip(sessions))
            Assert.Equal((person, shown.Trim()), (person, await SessionsAsync(person)));

        await page.FollowAsync(".everybody a:text-is('Dana Reyes')");
        Assert.Equal("Dana Reyes", await page.Page.InnerTextAsync("h1"));
        Assert.Equal(await SessionsAsync("Dana Reyes"), await page.Page.Locator(".card dd").First.InnerTextAsync());
        Assert.Equal(await SessionsAsync("Dana Reyes"), $"{await page.Page.Locator(".mentions > li").CountAsync()}");
        Assert.Equal(await SessionsAsync("Dana Reyes"), $"{(await page.Page.Locator(".weekly td a").AllInnerTextsAsync()).Sum(int.Parse)}");
        Assert.Contains("Dana", await page.Page.Locator(".card", new() { HasText = "Also called" }).Locator("dd").First.InnerTextAsync());
        Assert.Contains("begun and not finished", await page.Page.Locator("#waiting ~ .incident").InnerTextAsync());

        await page.FollowAsync(".mentions li p a >> nth=0");
        Assert.Equal(1, await page.Page.Locator(".timeline .wanted mark").CountAsync());

        await page.GoAsync($"{weeks.Url}/admin/people/Dana");
        Assert.Equal("Dana Reyes", await page.Page.InnerTextAsync("h1"));
        await page.GoAsync($"{weeks.Url}/admin/people/Nobody%20of%20that%20name");
        Assert.Equal("There is nothing here", await page.Page.InnerTextAsync("h1"));
    }

    async Task<string> SessionsAsync(string person) =>
        (await weeks.RowsAsync($"select count(*) from session_facets f join claude_sessions s on s.id = f.session_id where {ServedWeeks.Own} and cast(f.people_mentioned as text) like '%\"{person}\"%'"))[0];
}

[Collection<OnSqlite>]
public sealed class PeoplePageOnSqlite(WeeksOnSqlite weeks) : PeoplePageTests(weeks);

[Collection<OnPostgres>]
public sealed class PeoplePageOnPostgres(WeeksOnPostgres weeks) : PeoplePageTests(weeks);
