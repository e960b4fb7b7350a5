using Debrief.EndToEnd.Support;
using Microsoft.Playwright;

namespace Debrief.EndToEnd.Dashboard;

/// <summary>What somebody sees whose token may only read: everything, and nothing that would be refused. None of it depends on the database: one is enough.</summary>
[Collection<OnSqlite>]
public sealed class ReadOnlyTests(WeeksOnSqlite weeks)
{
    /// <summary>Whatever sends something, but the way out.</summary>
    const string Sending = "form[method=post]:not(.out), [formmethod=post], main button:not(form[method=get] button), [data-post]";

    /// <summary>Where somebody who may write can do so.</summary>
    static readonly string[] s_changing = ["/admin/sessions/LOOPED?line=7", "/admin/sessions/BARE", "/admin/jobs", "/admin/profile?project=PROJECT&to=personal", "/admin/recommendations", "/admin/alerts"];

    [Fact]
    public async Task No_page_offers_what_would_be_refused()
    {
        await using var reader = await weeks.OpenReadOnlyAsync("/admin/insights");
        await using var writer = await weeks.OpenAsync(scripts: false);
        foreach (var path in PagesTests.All.Concat(PagesTests.Alike).Select(row => row.Data.Item2).Where(path => path.StartsWith("/admin/", StringComparison.Ordinal)))
        {
            var address = weeks.Url + await weeks.AddressAsync(path);
            await reader.GoAsync(address);
            Assert.Equal([], (await SendingAsync(reader)).Select(offer => $"{path}: {offer}"));
            Assert.Equal(1, await reader.Page.Locator("form.out button").CountAsync());

            if (!s_changing.Contains(path))
                continue;
            await writer.GoAsync(address);
            Assert.True((await SendingAsync(writer)).Length > 0, $"{path} offers nothing to anybody");
        }
    }

    [Fact]
    public async Task All_can_use_what_they_see()
    {
        await weeks.ToldAsync();
        await using var page = await weeks.OpenReadOnlyAsync("/admin/insights");
        foreach (var name in (string[])["jobs", "profile"])
        {
            await page.GoAsync($"{weeks.Url}/admin/{name}");
            await Look.UsableAsync(page);
        }
    }

    [Fact]
    public async Task What_they_send_all_the_same_is_refused_on_a_page_that_says_why()
    {
        await weeks.ToldAsync();
        await using var page = await weeks.OpenReadOnlyAsync("/admin/alerts");
        var id = (await weeks.RowsAsync("select id from alerts where kind = 'cost'"))[0];

        var answered = page.Page.WaitForResponseAsync("**/acknowledge");
        await page.Page.EvaluateAsync($$"""
            () => {
                const form = document.body.appendChild(document.createElement('form'));
                [form.method, form.action] = ['post', '/admin/alerts/{{id}}/acknowledge'];
                form.submit();
            }
            """);
        Assert.Equal(403, (await answered).Status);
        await page.Page.WaitForSelectorAsync("h1:text-is('You may not do that')");
        Assert.Contains("debrief tokens add NAME --scope write", await page.Page.Locator("main code").AllInnerTextsAsync());
        await Look.UsableAsync(page);
    }

    static Task<string[]> SendingAsync(OpenedPage page) => page.Page.Locator(Sending).EvaluateAllAsync<string[]>("found => found.map(each => each.outerHTML.slice(0, 120))");
}
