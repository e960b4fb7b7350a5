using System.Net;
using System.Text;
using Debrief.Access;
using Debrief.Pushing;
using Debrief.Sources;
using Debrief.Sync;
using Debrief.Tests.Configuration;
using Debrief.Tests.Server;
using Debrief.Tests.Support;

namespace Debrief.Tests.Pushing;

public sealed class PushOnSqlite() : PushTests(new Sqlite());
public sealed class PushOnPostgres() : PushTests(new Postgres());

public abstract class PushTests(TestDatabase on) : IAsyncLifetime
{
    const string Path1 = "projects/-work-shop/one.jsonl";

    readonly TempFolder _laptop = new();
    ServedMachine _served = null!;

    public async ValueTask InitializeAsync() => _served = await ServedMachine.StartAsync(on, sessions: 0);

    public async ValueTask DisposeAsync()
    {
        await _served.DisposeAsync();
        _laptop.Dispose();
        on.Dispose();
    }

    [Fact]
    public async Task What_was_pushed_is_there_as_it_was_and_is_not_sent_again()
    {
        Write("one", "first\n");
        Write("two", new string('x', 9 << 20)); // More than a part.

        var first = await PushAsync();
        var second = await PushAsync();

        Assert.Equal((2, 0, 2), (first.Sent, first.Unchanged, first.Files));
        Assert.Equal((0, 2, 0L), (second.Sent, second.Unchanged, second.Bytes));
        Assert.Equal("first\n", Pushed("_", "laptop", "one"));
        Assert.Equal(9 << 20, Pushed("_", "laptop", "two").Length);
    }

    [Fact]
    public async Task Of_a_file_that_grew_only_the_new_end_is_sent()
    {
        Write("one", "first\n");
        await PushAsync();
        Write("one", "first\nsecond\n");

        var again = await PushAsync();

        Assert.Equal((1, 7L), (again.Sent, again.Bytes));
        Assert.Equal("first\nsecond\n", Pushed("_", "laptop", "one"));
    }

    [Fact]
    public async Task A_file_that_was_written_anew_replaces_what_was_there()
    {
        Write("one", "first\n");
        await PushAsync();
        Write("one", "other\nand more\n");

        await PushAsync();

        Assert.Equal("other\nand more\n", Pushed("_", "laptop", "one"));
    }

    [Fact]
    public async Task A_push_that_broke_off_goes_on_where_it_was()
    {
        Write("one", "first\nsecond\n");
        await SendAsync("host=laptop&from=0", Path1, "first\n", HttpStatusCode.OK);

        var rest = await PushAsync();

        Assert.Equal((1, 7L), (rest.Sent, rest.Bytes));
        Assert.Equal("first\nsecond\n", Pushed("_", "laptop", "one"));
    }

    [Fact]
    public async Task A_part_that_does_not_fit_behind_what_is_there_is_refused()
    {
        await SendAsync("host=laptop&from=0", Path1, "first\n", HttpStatusCode.OK);

        Assert.Contains("6 bytes", await SendAsync("host=laptop&from=99", Path1, "x", HttpStatusCode.BadRequest));
        Assert.Contains("from", await SendAsync("host=laptop&from=-1", Path1, "x", HttpStatusCode.BadRequest));
        Assert.Equal("first\n", Pushed("_", "laptop", "one"));
    }

    [Theory]
    [InlineData("../../evil.jsonl")]
    [InlineData("projects/../../../evil.jsonl")]
    [InlineData("projects/..%2f..%2fevil.jsonl")]
    [InlineData("/etc/evil.jsonl")]
    [InlineData("projects/a/b.txt")]
    [InlineData("projects\\a\\b.jsonl")]
    [InlineData("projects/a/\u0000.jsonl")]
    [InlineData("projects/a/.jsonl\n/x.jsonl")]
    [InlineData("projects//x.jsonl")]
    [InlineData("projects/x.jsonl/")]
    public async Task No_path_leads_out_of_the_owner_s_folder(string path)
    {
        Assert.Contains("path", await SendAsync("host=laptop&from=0", path, "evil", HttpStatusCode.BadRequest));
        Assert.Contains("host", await SendAsync("host=..&from=0", Path1, "evil", HttpStatusCode.BadRequest));
        Assert.Empty(Directory.EnumerateFiles(_served.Folder, "*evil*", SearchOption.AllDirectories));
        Assert.False(Directory.Exists(Path.Combine(_served.Folder, "pushed")));
    }

    [Fact]
    public async Task Each_owner_s_transcripts_lie_apart_whatever_machine_they_name()
    {
        var robin = await _served.Tokens.AddAsync("robin", Scopes.Push, "robin", CancellationToken.None);
        await SendAsync("host=laptop&from=0", Path1, "mine\n", HttpStatusCode.OK);
        await SendAsync("host=laptop&from=0", Path1, "robin's\n", HttpStatusCode.OK, robin.ToString());

        Assert.Equal(("mine\n", "robin's\n"), (Pushed("_", "laptop", "one"), Pushed("robin", "laptop", "one")));
    }

    [Fact]
    public async Task A_sync_brings_pushed_sessions_in_with_their_owner_and_machine_and_figures_go_by_owner()
    {
        var robin = await _served.Tokens.AddAsync("robin", Scopes.Push, "robin", CancellationToken.None);
        Transcript.With(Say.Human("fix the cart"), Say.Assistant("done")).WriteTo(_laptop["projects/-work-shop/one.jsonl"]);
        await PushAsync(robin.ToString());

        await new Syncer(_served.Machine.Database).SyncAsync(Roots.FindTranscriptsAsync(Roots.Pushed(Path.Combine(_served.Folder, "pushed"))), null, CancellationToken.None);

        var session = (await _served.GetAsync("/api/sessions?owner=robin"))["sessions"]![0]!;
        Assert.Equal(("robin", "laptop"), ((string?)session["owner"], (string?)session["host"]));
        Assert.Empty((await _served.GetAsync("/api/sessions?owner=alex"))["sessions"]!.AsArray());
        Assert.Empty((await _served.GetAsync("/api/sessions?host=desktop"))["sessions"]!.AsArray());
        var day = DateTimeOffset.Parse((string)session["ended_at"]!).ToString("yyyy-MM-dd");
        Assert.Equal((1, 0), (await SessionsAsync($"since={day}&until={day}&owner=robin"), await SessionsAsync($"since={day}&until={day}&owner=alex")));
    }

    [Theory]
    [InlineData("debrief_wrong", "token")]
    [InlineData(Scopes.Read, "token")]
    public async Task A_token_that_may_not_is_told_so(string token, string word) =>
        Assert.Contains(word, (await Assert.ThrowsAsync<UserError>(async () =>
        {
            Write("one", "x\n");
            await PushAsync(token);
        })).Message);

    async Task<int> SessionsAsync(string query) => (int)(await _served.GetAsync($"/api/insights?{query}"))["now"]!["summary"]!["sessions"]!;

    Task<PushResult> PushAsync(string token = Scopes.Push) =>
        new Pusher(_served.Client(token), "laptop").PushAsync([new ClaudeDirectory(_laptop.Path)], null, CancellationToken.None);

    void Write(string name, string text)
    {
        Directory.CreateDirectory(_laptop["projects/-work-shop"]);
        File.WriteAllText(_laptop[$"projects/-work-shop/{name}.jsonl"], text);
    }

    string Pushed(string owner, string host, string name) => File.ReadAllText(Path.Combine(_served.Folder, "pushed", owner, host, "projects", "-work-shop", $"{name}.jsonl"));

    async Task<string> SendAsync(string query, string path, string part, HttpStatusCode expected, string token = Scopes.Push)
    {
        using var answer = await _served.Client(token).PostAsync($"/api/ingest?{query}&path={Uri.EscapeDataString(path)}", new ByteArrayContent(Encoding.UTF8.GetBytes(part)));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == expected, $"{answer.StatusCode}: {text}");
        return text;
    }
}
