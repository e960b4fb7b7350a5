using System.Text.Json.Nodes;
using Debrief.Tests.Configuration;
using Debrief.Tests.Sessions;
using Debrief.Tests.Support;

namespace Debrief.Tests.Cli;

public sealed class UsageCommandOnSqlite() : UsageCommandTests(new Sqlite());
public sealed class UsageCommandOnPostgres() : UsageCommandTests(new Postgres());

public abstract class UsageCommandTests(TestDatabase on) : IAsyncLifetime
{
    SyncedHome _home = null!;

    public async ValueTask InitializeAsync() => _home = await SyncedHome.OpenAsync(on);

    public async ValueTask DisposeAsync()
    {
        await _home.DisposeAsync();
        on.Dispose();
    }

    [Fact]
    public async Task Json_has_the_rows_and_their_sum()
    {
        await _home.SpendAsync("2026-03-04T23:30Z", input: 1, output: 2, write: 3, read: 4, final: false);
        await _home.SpendAsync(null, model: "gpt-5", input: 5);

        var run = await _home.Debrief("usage", "--json");

        Assert.Equal(0, run.ExitCode);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""
            {
              "by": "day", "since": null, "until": null, "time_zone": "Europe/Berlin", "prices_as_of": "2026-11-22",
              "rows": [
                { "day": "2026-03-05", "input_tokens": 1, "output_tokens": 2, "cache_creation_tokens": 3, "cache_read_tokens": 4, "total_tokens": 10, "cost_usd": 0.000015,
                  "unpriced_tokens": 0, "messages": 1, "messages_with_snapshot_output": 1, "models": ["claude-haiku-4-5-20251001"] },
                { "day": null, "input_tokens": 5, "output_tokens": 0, "cache_creation_tokens": 0, "cache_read_tokens": 0, "total_tokens": 5, "cost_usd": null,
                  "unpriced_tokens": 5, "messages": 1, "messages_with_snapshot_output": 0, "models": ["gpt-5"] }
              ],
              "totals": { "input_tokens": 6, "output_tokens": 2, "cache_creation_tokens": 3, "cache_read_tokens": 4, "total_tokens": 15, "cost_usd": 0.000015,
                  "unpriced_tokens": 5, "messages": 2, "messages_with_snapshot_output": 1, "models": ["claude-haiku-4-5-20251001", "gpt-5"] },
              "messages_without_time": 0
            }
            """), JsonNode.Parse(run.Output)), run.Output);
    }

    [Theory]
    [InlineData("week", "week", "2026-W10"), InlineData("month", "month", "2026-03"), InlineData("model", "model", "claude-haiku-4-5-20251001"),
     InlineData("project", "project", "/work/site"), InlineData("session", "session_id", "abcd")]
    public async Task A_row_is_named_by_what_it_is_of(string by, string name, string key)
    {
        _home.Add("abcd", title: "T");
        await _home.SpendAsync("2026-03-04T12:00Z", "abcd", input: 1);

        var row = JsonNode.Parse((await _home.Debrief("usage", "--by", by, "--json")).Output)!["rows"]![0]!.AsObject();

        Assert.Equal((name, key), (row.First().Key, (string?)row[name]));
    }

    [Fact]
    public async Task The_table_has_a_sum_and_says_what_is_open()
    {
        await _home.SpendAsync("2026-03-04T12:00Z", input: 1_000_000, final: false);
        await _home.SpendAsync("2026-03-05T12:00Z", model: "gpt-5", input: 34_000);

        var output = (await _home.Debrief("usage")).Output;

        Assert.Matches(@"2026-03-04 +haiku-4-5 +1M +0 +0 +0 +1M +\$1\.00", output);
        Assert.Matches(@"2026-03-05 +gpt-5 +34k +0 +0 +0 +34k +unknown", output);
        Assert.Matches(@"Total +1M +0 +0 +0 +1M +\$1\.00 \+ \?", output);
        Assert.Contains("price list of 2026-11-22", output);
        Assert.Contains("34,000 tokens are of models without a known price", output);
        Assert.Contains("1 of 2 messages were noted only while the answer was still being", output);
    }

    [Theory]
    [InlineData("day"), InlineData("week"), InlineData("month"), InlineData("model"), InlineData("project"), InlineData("session")]
    public async Task No_table_is_wider_than_80_columns_or_moves_the_cursor(string by)
    {
        const string Hostile = "\x1b[31mred[bold]\x1b]0;t\a<script>\r\n日本語日本語日本語日本語日本語日本語日本語";
        _home.Add("3f2a91c0-0000-4000-8000-000000000001", Hostile, $"/work/{Hostile}/{new string('x', 90)}");
        await _home.SpendAsync("2026-03-04T12:00Z", "3f2a91c0-0000-4000-8000-000000000001", $"claude-{Hostile}", 123_456_789, 123_456_789, 123_456_789, 123_456_789);
        await _home.SpendAsync("2026-03-04T12:00Z", "3f2a91c0-0000-4000-8000-000000000001", "claude-opus-4-1", 123_456_789, 123_456_789, 123_456_789, 123_456_789);

        var output = (await _home.Debrief("usage", "--by", by)).Output;

        Assert.DoesNotContain(output, letter => letter != '\n' && char.IsControl(letter));
        Assert.All(output.Split('\n'), line => Assert.True(line.Length <= 80, line));
    }

    [Fact]
    public async Task Nothing_used_is_no_error()
    {
        Assert.Equal(new Run(0, "No usage yet.\n", ""), await _home.Debrief("usage"));
        Assert.Equal(new Run(0, "No usage since 2026-01-01.\n", ""), await _home.Debrief("usage", "--since", "2026-01-01"));
        Assert.Empty(JsonNode.Parse((await _home.Debrief("usage", "--json")).Output)!["rows"]!.AsArray());
    }

    [Theory]
    [InlineData("usage --by year", "debrief: Argument 'year' not recognized. Must be one of: 'day', 'week', 'month', 'model', 'project', 'session'. See 'debrief usage --help'.")]
    [InlineData("usage --by 1", "debrief: Argument '1' not recognized. Must be one of: 'day', 'week', 'month', 'model', 'project', 'session'. See 'debrief usage --help'.")]
    [InlineData("usage --since 2026-02-02 --until 2026-02-01", "debrief: --since 2026-02-02 is after --until 2026-02-01. Exchange them.")]
    [InlineData("sessions --since 2026-02-02 --until 2026-02-01", "debrief: --since 2026-02-02 is after --until 2026-02-01. Exchange them.")]
    [InlineData("sessions --limit many", "debrief: --limit must be a number of at least 1. See 'debrief sessions --help'.")]
    [InlineData("sessions --limit 0", "debrief: --limit must be a number of at least 1. See 'debrief sessions --help'.")]
    [InlineData("session", "debrief: Required argument missing for command: 'session'. See 'debrief session --help'.")]
    public async Task What_can_not_be_asked_is_refused_with_one_line(string line, string error) =>
        Assert.Equal(new Run(2, "", error + "\n"), await _home.Debrief(line.Split(' ')));

    [Theory]
    [InlineData("usage"), InlineData("sessions"), InlineData("session abcd")]
    public async Task Without_a_database_one_is_told_to_sync_and_none_is_made(string line)
    {
        using var empty = new TempFolder();

        Assert.Equal(new Run(2, "", "debrief: Nothing has been synced yet: run `debrief sync`.\n"), await Run.Debrief([.. line.Split(' '), "--home", empty.Path]));
        Assert.Empty(Directory.GetFileSystemEntries(empty.Path));
    }
}
