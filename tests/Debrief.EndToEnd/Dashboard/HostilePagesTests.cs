using System.Text.RegularExpressions;
using Debrief.EndToEnd.Support;

namespace Debrief.EndToEnd.Dashboard;

/// <summary>Wherever a link leads, over sessions in which every text is an attack.</summary>
public sealed partial class HostilePagesTests(ServedHostility served) : IClassFixture<ServedHostility>
{
    /// <summary>Of the addresses that differ by a session, a person or the value of a filter only.</summary>
    const int MostOfAKind = 2;
    const int MostPages = 80;

    [Fact]
    public async Task What_others_wrote_stays_text_and_the_layout_holds()
    {
        await using var page = await served.OpenAsync(width: 360);
        var (waiting, kinds, attacked) = (new Queue<string>(["/admin/insights?since=2026-01-01&until=2026-12-31"]), new Dictionary<string, int>(), new HashSet<string>());
        var visited = 0;
        while (visited < MostPages && waiting.TryDequeue(out var address))
        {
            var kind = KindOf(address);
            kinds[kind] = kinds.GetValueOrDefault(kind) + 1;
            if (kinds[kind] > MostOfAKind)
                continue;

            visited++;
            await CheckAsync(page, address);
            if (await page.Page.EvaluateAsync<bool>("() => document.body.innerText.includes('<script>alert(1)</script>')"))
                attacked.Add(kind.Split('?')[0]);
            foreach (var link in await page.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('a[href^=\"/admin\"]')].map(link => link.getAttribute('href').split('#')[0])"))
                waiting.Enqueue(link);
        }

        Assert.Superset(new HashSet<string> { "/admin/insights", "/admin/sessions", "/admin/sessions/*" }, attacked);
    }

    async Task CheckAsync(OpenedPage page, string address)
    {
        page.Requests.Clear();
        var answer = await page.Page.GotoAsync(served.Url + address);
        Assert.True(answer!.Status == 200, $"{address}: {answer.Status}");
        Assert.Equal([], page.Complaints.Select(complaint => $"{address}: {complaint}"));
        Assert.DoesNotContain(page.Requests, request => !request.StartsWith($"{served.Url}/", StringComparison.Ordinal) && !request.StartsWith("data:", StringComparison.Ordinal));
        Assert.Equal([], (await page.Page.EvaluateAsync<string[]>(Alive)).Select(alive => $"{address}: {alive}"));
        Assert.Equal([], (await page.OverflowingAsync()).Select(wide => $"{address}: {wide}"));
    }

    /// <summary>What would run, lead elsewhere, or turn the text round.</summary>
    const string Alive = """
        () => [...document.querySelectorAll('*')].flatMap(element => [
            ...[...element.attributes].filter(attribute => attribute.name.startsWith('on')).map(attribute => `${element.tagName} has ${attribute.name}`),
            ...[...element.attributes].filter(attribute => /^(href|src|action)$/.test(attribute.name) && !/^(\/|#|data:,|\?)/.test(attribute.value)).map(attribute => `${element.tagName} leads to ${attribute.value.slice(0, 80)}`),
            ...(element.tagName === 'SCRIPT' && !element.getAttribute('src')?.startsWith('/') ? ['a script of nobody'] : []),
        ]).concat(/[\u202a-\u202e\u2066-\u2069\u200b\ufeff\u0007\u001b]/.test(document.body.innerText) ? ['text that turns round or hides'] : [])
        """;

    /// <summary>/admin/sessions/* for any session, with the names of what is asked for.</summary>
    static string KindOf(string address)
    {
        var (path, query) = address.Split('?', 2) is [var first, var second] ? (first, second) : (address, "");
        var names = string.Join('&', query.Split('&').Select(value => value.Split('=')[0]).Order());
        return $"{Named().Replace(path, "/admin/$1/*")}?{names}";
    }

    [GeneratedRegex("^/admin/([a-z]+)/.+")]
    private static partial Regex Named();
}
