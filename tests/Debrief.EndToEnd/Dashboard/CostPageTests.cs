using System.Globalization;
using System.Text.Json;
using Debrief.EndToEnd.Support;

namespace Debrief.EndToEnd.Dashboard;

public abstract class CostPageTests(ServedWeeks weeks)
{
    // All that the sample has.
    static readonly string s_since = $"{DateTime.UtcNow.AddDays(-120):yyyy-MM-dd}", s_until = $"{DateTime.UtcNow.AddDays(2):yyyy-MM-dd}";

    [Fact]
    public async Task Cost_and_tokens_are_those_that_the_command_tells()
    {
        await using var page = await weeks.OpenAsync($"/admin/cost?since={s_since}&until={s_until}", scripts: false);

        foreach (var by in (string[])["day", "model", "project"])
        {
            var told = (await weeks.RunAsync("usage", "--by", by, "--since", s_since, "--until", s_until, "--json")).Succeeded().Json;
            var expected = told.GetProperty("rows").EnumerateArray().Select(row => $"{Dollars(row)} {row.GetProperty("total_tokens").GetInt64():N0}").Order().ToList();
            var rows = page.Page.Locator($"[aria-label='By {by}'] tbody tr");
            var shown = await rows.EvaluateAllAsync<string[]>("rows => rows.map(row => row.cells[1].textContent + ' ' + row.cells[2].title)");

            Assert.Equal(expected, shown.Order());
            Assert.Equal($"{Dollars(told.GetProperty("totals"))}", await page.Page.Locator($"[aria-label='By {by}'] tfoot td").First.EvaluateAsync<string>("cell => cell.textContent"));
        }
    }

    [Fact]
    public async Task Businesses_share_all_of_it_by_their_sessions()
    {
        await using var page = await weeks.OpenAsync($"/admin/cost?since={s_since}&until={s_until}", scripts: false);
        var shown = await page.Page.Locator("[aria-label='By business'] tbody tr").EvaluateAllAsync<string[]>("rows => rows.map(row => row.cells[2].title)");
        var tokens = await weeks.RowsAsync("""
            select sum(u.input_tokens + u.output_tokens + u.cache_creation_5m_tokens + u.cache_creation_1h_tokens + u.cache_read_tokens)
              from message_usage u
              left join transcripts t on t.id = u.transcript_id
              left join session_facets f on f.session_id = t.session_id
             where cast(f.businesses as text) like '["indy-hall"%'
            """);

        Assert.Contains(long.Parse(tokens[0], CultureInfo.InvariantCulture).ToString("N0", CultureInfo.InvariantCulture), shown);
        var all = await weeks.RowsAsync("select sum(input_tokens + output_tokens + cache_creation_5m_tokens + cache_creation_1h_tokens + cache_read_tokens) from message_usage");
        Assert.Equal(long.Parse(all[0], CultureInfo.InvariantCulture), shown.Sum(text => long.Parse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task What_extraction_asked_of_a_model_stands_apart_and_against_the_cap()
    {
        await weeks.StartedAsync();
        await weeks.RowsAsync($"""
            insert into extraction_attempts (session_id, try, started_at, host, pid, extractor, model, prompt_version, messages, outcome, input_tokens, output_tokens, cost_usd, dropped)
            values (null, 1, {weeks.Now}, 'here', 1, 'claude', 'haiku <b>', 'v1', 9, 'extracted', 1200, 300, 1.25, {weeks.JsonOf("{}")})
            """);
        await using var page = await weeks.OpenAsync("/admin/cost?period=7", scripts: false);

        Assert.Equal("$1.25 of $10.00 this month.", await page.Page.InnerTextAsync("#cap"));
        var row = await page.Page.Locator(".own tbody tr").InnerTextAsync();
        Assert.Contains("haiku <b>", row);
        Assert.Contains("1.2k", row);
        await weeks.RowsAsync("delete from extraction_attempts where extractor = 'claude'");
    }

    static string Dollars(JsonElement usage) => usage.GetProperty("cost_usd") is { ValueKind: JsonValueKind.Number } cost
        ? $"{(cost.GetDouble() is > 0 and < 0.01 ? "under $0.01" : $"${cost.GetDouble().ToString("N2", CultureInfo.InvariantCulture)}")}{(usage.GetProperty("unpriced_tokens").GetInt64() > 0 ? " +" : "")}"
        : "unknown";
}

[Collection<OnSqlite>]
public sealed class CostPageOnSqlite(WeeksOnSqlite weeks) : CostPageTests(weeks);

[Collection<OnPostgres>]
public sealed class CostPageOnPostgres(WeeksOnPostgres weeks) : CostPageTests(weeks);
