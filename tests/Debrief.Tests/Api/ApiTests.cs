using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Debrief.Access;
using Debrief.Facets;
using Debrief.Insights;
using Debrief.Insights.Snapshots;
using Debrief.Tests.Facets;
using Debrief.Tests.Server;
using Debrief.Tests.Support;

namespace Debrief.Tests.Api;

public sealed class ApiOnSqlite() : ApiTests(new Sqlite());
public sealed class ApiOnPostgres() : ApiTests(new Postgres());

public abstract class ApiTests(TestDatabase on) : IAsyncLifetime
{
    const string Profile = "businesses: [{ slug: shop, about: a shop, projects: [/work/shop] }]\n";

    ServedMachine _served = null!;

    public async ValueTask InitializeAsync()
    {
        _served = await ServedMachine.StartAsync(on, sessions: 5, Profile);
        await _served.Machine.RunAsync(limit: 4);
    }

    public async ValueTask DisposeAsync()
    {
        await _served.DisposeAsync();
        on.Dispose();
    }

    [Fact]
    public async Task Sessions_come_page_by_page_the_newest_first_and_each_once()
    {
        var found = new List<string>();
        var path = "/api/sessions?limit=2";
        for (string? next = ""; next is not null; path = $"/api/sessions?limit=2&cursor={next}")
        {
            var page = await _served.GetAsync(path);
            found.AddRange(Ids(page));
            next = (string?)page["next"];
        }

        Assert.Equal(["a", "b", "c", "d", "e"], found);
    }

    [Fact]
    public async Task A_page_goes_on_where_the_last_ended_though_a_newer_session_came()
    {
        var next = (string?)(await _served.GetAsync("/api/sessions?limit=2"))["next"];
        await _served.Machine.ExecuteAsync("update claude_sessions set ended_at = @now where id = 'e'", new { now = Talk.Start.AddMinutes(5) });

        Assert.Equal(["c", "d"], Ids(await _served.GetAsync($"/api/sessions?limit=9&cursor={next}")));
    }

    [Theory]
    [InlineData("project=shop", "abcde")]
    [InlineData("project=*elsewhere*", "")]
    [InlineData("outcome=fully_achieved", "b")]
    [InlineData("alignment=drift", "c")]
    [InlineData("since=2199-01-01", "")]
    [InlineData("until=1999-01-01", "")]
    public async Task Sessions_are_filtered(string filter, string expected)
    {
        await _served.Machine.ExecuteAsync("update session_facets set outcome = 'fully_achieved' where session_id = 'b'");
        await _served.Machine.ExecuteAsync("update session_facets set priority_alignment = 'drift' where session_id = 'c'");

        Assert.Equal(expected, string.Concat(Ids(await _served.GetAsync($"/api/sessions?{filter}"))));
    }

    [Theory]
    [InlineData("/api/sessions?limit=0", "limit")]
    [InlineData("/api/sessions?limit=x", "limit")]
    [InlineData("/api/sessions?cursor=x", "cursor")]
    [InlineData("/api/sessions?since=someday", "since")]
    [InlineData("/api/sessions?since=2026-02-02&until=2026-02-01", "since")]
    [InlineData("/api/insights?period=8", "period")]
    [InlineData("/api/insights?period=7&since=2026-01-01", "not both")]
    [InlineData("/api/insights?since=2026-02-02&until=2026-02-01", "2026-02-02")]
    [InlineData("/api/jobs/runs?limit=0", "limit")]
    public async Task What_is_asked_wrongly_is_told_in_words(string path, string word) =>
        Assert.Contains(word, (string?)(await _served.GetAsync(path, HttpStatusCode.BadRequest))["detail"]);

    [Fact]
    public async Task A_session_comes_with_its_facet_and_without_one_with_null()
    {
        Assert.Equal("model", (string?)(await _served.GetAsync("/api/sessions/a"))["facet"]!["extractor"]);
        Assert.Null((await _served.GetAsync("/api/sessions/e"))["facet"]);
        Assert.Contains("no session", (string?)(await _served.GetAsync("/api/sessions/nope", HttpStatusCode.NotFound))["detail"]);
    }

    [Fact]
    public async Task Facet_stats_tell_how_many_there_are_and_how_many_are_unknown()
    {
        await _served.Machine.ExecuteAsync("update session_facets set outcome = 'fully_achieved', course_corrections = 2, session_cut_short = true where session_id = 'b'");

        var stats = await _served.GetAsync("/api/sessions/facet-stats?period=30");

        Assert.Equal((5, 4, 1, 3, 2, 1), ((int)stats["eligible"]!, (int)stats["extracted"]!, (int)stats["outcomes"]!["fully_achieved"]!, (int)stats["outcomes"]!["unknown"]!, (int)stats["course_corrections"]!, (int)stats["cut_short"]!));
    }

    [Fact]
    public async Task Insights_are_those_of_the_report()
    {
        var insights = await _served.GetAsync("/api/insights?period=7");

        Assert.Equal(5, (int)insights["now"]!["coverage"]!["eligible"]!);
        Assert.Equal(4, (int)insights["now"]!["coverage"]!["extracted"]!);
        Assert.Equal(0, (int)insights["before"]!["coverage"]!["eligible"]!);
    }

    [Fact]
    public async Task Reports_are_those_of_their_snapshots_and_without_one_of_this_moment()
    {
        var week = Period.Weekly(DateOnly.FromDateTime(Talk.Start.UtcDateTime), TimeZoneInfo.Utc);
        var path = $"/api/reports/weekly/{week.First:yyyy-MM-dd}";
        Assert.Null((await _served.GetAsync(path))["taken_at"]);
        Assert.Empty((await _served.GetAsync("/api/reports")).AsArray());

        _served.Machine.Clock.SetUtcNow(week.To);
        await new ToldPeriods(_served.Machine.Database, new(), _served.Machine.Clock).TakeAsync(week, refresh: false, CancellationToken.None);
        await _served.Machine.ExecuteAsync("update claude_sessions set human_messages = 5, mcp_failures = 17");

        var report = await _served.GetAsync(path);
        Assert.Equal((4, 0), ((int)report["now"]!["coverage"]!["extracted"]!, (int)report["now"]!["system_health"]!["mcp_failures"]!));
        Assert.NotNull(report["taken_at"]);
        var entry = Assert.Single((await _served.GetAsync("/api/reports")).AsArray())!;
        Assert.Equal(("weekly", $"{week.First:yyyy-MM-dd}", 5, 4), ((string?)entry["period_type"], (string?)entry["period_start"], (int)entry["eligible"]!, (int)entry["extracted"]!));
        Assert.Empty((await _served.GetAsync("/api/reports?owner=somebody")).AsArray());
    }

    [Theory]
    [InlineData("html", "text/html", "<!DOCTYPE html>"), InlineData("md", "text/markdown", "# Your week")]
    public async Task A_report_comes_as_a_page_too(string extension, string type, string beginning)
    {
        using var response = await _served.Client(Scopes.Read).GetAsync($"/api/reports/weekly/2026-03-02.{extension}");

        Assert.Equal((HttpStatusCode.OK, type), (response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        Assert.StartsWith(beginning, await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("weekly/2026-03-03"), InlineData("weekly/someday"), InlineData("yearly/2026-01-01"), InlineData("weekly/0001-01-01"), InlineData("weekly/2026-03-02.pdf"), InlineData("monthly/2026-03-05.html"), InlineData("9999999999-days/2026-03-02")]
    public async Task A_period_that_is_none_is_not_found(string period) =>
        Assert.Contains("no such period", (string?)(await _served.GetAsync($"/api/reports/{period}", HttpStatusCode.NotFound))["detail"]);

    [Fact]
    public async Task What_is_known_already_is_not_sent_again()
    {
        var client = _served.Client();
        using var first = await client.GetAsync("/api/insights");
        client.DefaultRequestHeaders.IfNoneMatch.Add(first.Headers.ETag!);

        using var same = await client.GetAsync("/api/insights");
        await new FacetStore(_served.Machine.Database).SaveAsync(new() { SessionId = "d", Extractor = "model", ExtractionModel = "another", PromptVersion = "v9", Outcome = "not_achieved" }, CancellationToken.None);
        using var changed = await client.GetAsync("/api/insights");

        Assert.Equal((HttpStatusCode.NotModified, HttpStatusCode.OK), (same.StatusCode, changed.StatusCode));
        Assert.Empty(await same.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_person_s_correction_stands_over_every_later_extraction()
    {
        var corrected = await _served.SendAsync(HttpMethod.Put, "/api/sessions/a/facet", new { outcome = "not_achieved", businesses = new[] { "shop" }, course_corrections = 3 });
        await _served.SendAsync(HttpMethod.Put, "/api/sessions/a/facet", new { priority_alignment = (string?)null, outcome = "mostly_achieved" });
        await new FacetStore(_served.Machine.Database).SaveAsync(new() { SessionId = "a", Extractor = "model", ExtractionModel = "another", PromptVersion = "v9", Outcome = "fully_achieved", PriorityAlignment = "aligned", WorkflowType = "coding" }, CancellationToken.None);

        var facet = (await _served.GetAsync("/api/sessions/a"))["facet"]!;
        Assert.Equal("not_achieved", (string?)corrected["outcome"]);
        Assert.Equal(("mostly_achieved", "shop", 3, null, "another", "coding"), ((string?)facet["outcome"], (string?)facet["businesses"]![0], (int)facet["course_corrections"]!, (string?)facet["priority_alignment"], (string?)facet["extraction_model"], (string?)facet["workflow_type"]));
    }

    [Theory]
    [InlineData("""{}""", "name a facet")]
    [InlineData("""{"outcome":"splendid"}""", "outcome")]
    [InlineData("""{"outcome":7}""", "outcome")]
    [InlineData("""{"businesses":["elsewhere"]}""", "shop")]
    [InlineData("""{"course_corrections":-1}""", "course_corrections")]
    [InlineData("""{"extractor":"me"}""", "extractor")]
    [InlineData("""{"session_id":"b"}""", "session_id")]
    [InlineData("""{"people_mentioned":"Robin"}""", "people_mentioned")]
    public async Task A_correction_that_cannot_be_is_refused_whole(string body, string word)
    {
        var before = (await _served.GetAsync("/api/sessions/a"))["facet"]!.ToJsonString();

        var problem = await _served.SendAsync(HttpMethod.Put, "/api/sessions/a/facet", JsonNode.Parse(body), HttpStatusCode.BadRequest);

        Assert.Contains(word, (string?)problem["detail"]);
        Assert.Equal(before, (await _served.GetAsync("/api/sessions/a"))["facet"]!.ToJsonString());
    }

    [Fact]
    public async Task A_session_without_facets_has_nothing_to_correct() =>
        Assert.Contains("no facets", (string?)(await _served.SendAsync(HttpMethod.Put, "/api/sessions/e/facet", new { outcome = "not_achieved" }, HttpStatusCode.BadRequest))["detail"]);

    [Theory]
    [InlineData("' or 1=1 --"), InlineData("\"; drop table claude_sessions; --"), InlineData("<script>alert(1)</script>"), InlineData("../../../etc/passwd"), InlineData("%00"), InlineData("\ud83d\ude00")]
    public async Task Whatever_stands_in_a_parameter_is_only_a_value(string hostile)
    {
        var value = Uri.EscapeDataString(hostile);
        foreach (var path in (string[])[.. ((string[])["since", "until", "project", "outcome", "alignment", "limit", "cursor"]).Select(name => $"/api/sessions?{name}={value}"), $"/api/sessions/{value}", $"/api/insights?period={value}", $"/api/insights?since={value}", $"/api/jobs/runs?job={value}", $"/api/reports/{value}/{value}", $"/api/reports/weekly/{value}.html", $"/api/reports?owner={value}", $"/api/sessions/facet-stats?until={value}"])
        {
            using var response = await _served.Client(Scopes.Read).GetAsync(path);
            Assert.True(response.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest or HttpStatusCode.NotFound, $"{path}: {response.StatusCode}");
            Assert.EndsWith("json", response.Content.Headers.ContentType!.MediaType);
            Assert.DoesNotContain("<script>", await response.Content.ReadAsStringAsync());
        }

        Assert.Equal(5, Ids(await _served.GetAsync("/api/sessions")).Count);
    }

    [Theory]
    [InlineData("' or 1=1 --"), InlineData("<script>alert(1)</script>"), InlineData("../../../etc/passwd"), InlineData("never"), InlineData("-1")]
    public async Task On_a_page_too(string hostile)
    {
        var value = Uri.EscapeDataString(hostile);
        string[] pages = ["insights", "sessions", "people", "skills", "friction", "recommendations", "alerts", "reports", "cost", "jobs", "profile"];
        foreach (var path in (string[])[.. pages.SelectMany(page => ((string[])["period", "since", "business", "project", "owner", "kind", "q", "cursor", "friction", "person", "job", "first", "second", "page", "to", "done"]).Select(name => $"/admin/{page}?{name}={value}")), $"/admin/people/{value}", $"/admin/sessions/{value}"])
        {
            using var response = await _served.Client(Scopes.Read).GetAsync(path);
            Assert.True(response.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest or HttpStatusCode.NotFound, $"{path}: {response.StatusCode}");
            Assert.DoesNotContain("<script>", await response.Content.ReadAsStringAsync());
        }
    }

    static List<string> Ids(JsonNode page) => [.. page["sessions"]!.AsArray().Select(session => (string)session!["id"]!)];
}
