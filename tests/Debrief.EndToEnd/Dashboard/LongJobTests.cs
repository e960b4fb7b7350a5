using Debrief.EndToEnd.Support;

namespace Debrief.EndToEnd.Dashboard;

/// <summary>A job that is at work for some seconds, on a server of its own: nobody else's sessions are read.</summary>
public sealed class LongJobTests(Browser browser) : IClassFixture<Browser>
{
    const int Sessions = 4000;
    const string Sync = "#sync-claude-sessions";

    [Fact]
    public async Task A_page_that_was_opened_once_shows_how_far_a_sync_is_until_it_is_over()
    {
        using var debrief = new DebriefProcess();
        for (var session = 0; session < Sessions; session++)
            await new WrittenSession($"5e551010-0000-4000-8000-{session:000000000000}").Say($"Count to {session}").Answer("Done.").SaveAsync(debrief.Environment["CLAUDE_CONFIG_DIR"]);
        var url = ServedWeeks.FreeUrl();
        using var server = debrief.StartServing("serve", "--urls", url, "--no-jobs");
        await server.ShownAsync("Sign in, once");
        var cookies = await ServedWeeks.SignInAsync(browser, url, (await File.ReadAllTextAsync(Path.Combine(debrief.Home, "server.token"))).Trim());
        await using var page = await browser.OpenAsync(cookies: cookies);
        await page.GoAsync($"{url}/admin/jobs");

        await page.FollowAsync($"{Sync} button");
        await page.Page.EvaluateAsync($$"""
            () => {
                window.shown = [];
                const note = () => {
                    const bar = document.querySelector('{{Sync}} progress');
                    const now = bar && `${document.querySelector('{{Sync}} .running b').textContent}: ${bar.value}`;
                    if (now && window.shown.at(-1) !== now) window.shown.push(now);
                };
                note();
                new MutationObserver(note).observe(document.querySelector('[data-live]'), { subtree: true, childList: true, attributes: true });
            }
            """);
        await page.Page.WaitForSelectorAsync($"{Sync} .runs tbody:first-of-type .badge:text-is('succeeded')", new() { Timeout = 120_000 });

        // First it reads, then it keeps what was read.
        var shown = (await page.Page.EvaluateAsync<string[]>("() => window.shown")).Select(now => now.Split(": ")).GroupBy(now => now[0], now => int.Parse(now[1])).ToList();
        Assert.NotEmpty(shown);
        Assert.All(shown, part => Assert.Equal(part.Order(), part));
        Assert.All(shown.SelectMany(part => part), done => Assert.InRange(done, 0, Sessions));
        Assert.Equal(0, await page.Page.Locator($"{Sync} .running").CountAsync());
        Assert.Contains($"files {Sessions}", (await page.Page.InnerTextAsync($"{Sync} .said")).Replace(",", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
        Assert.Empty(page.Complaints);
    }
}
