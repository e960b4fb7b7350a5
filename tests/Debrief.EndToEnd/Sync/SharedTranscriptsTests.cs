using System.Globalization;
using System.Text;
using System.Text.Json;
using Debrief.EndToEnd.Support;

namespace Debrief.EndToEnd.Sync;

/// <summary>Every real and every hand-made transcript there is, broken ones among them.</summary>
public sealed class SharedTranscriptsTests : IClassFixture<SharedTranscriptsTests.Synced>
{
    readonly Synced _synced;

    public SharedTranscriptsTests(Synced synced)
    {
        Repository.SharedTranscripts();
        _synced = synced;
    }

    [Fact]
    public async Task Not_one_of_them_is_lost()
    {
        var stored = await Database.RowsAsync(_synced.Database, "select path from transcripts");

        Assert.NotEmpty(_synced.Files);
        Assert.Equal("", string.Join('\n', _synced.Files.Except(stored)));
        Assert.Equal(0, _synced.First.GetProperty("unreadable").GetArrayLength());
        Assert.Equal(_synced.Files.Count, _synced.First.GetProperty("files").GetInt32());
    }

    [Fact]
    public async Task Each_line_that_is_not_json_is_noted_with_its_file_and_offset()
    {
        var noted = await Database.RowsAsync(_synced.Database, "select t.path || '@' || b.byte_offset from bad_lines b join transcripts t on t.id = b.transcript_id");

        var broken = _synced.Files.SelectMany(BrokenLines).ToList();

        Assert.NotEmpty(broken);
        Assert.Equal("", string.Join('\n', broken.Except(noted)));
        Assert.Equal(noted.Count, _synced.First.GetProperty("bad_lines").GetInt32());
    }

    [Fact]
    public void A_second_sync_opens_nothing_reads_nothing_writes_nothing()
    {
        int Count(string name) => _synced.Second.GetProperty(name).GetInt32();

        Assert.Equal((0, 0, 0), (Count("opened"), Count("lines"), Count("rows_written")));
        Assert.Equal(Count("files"), Count("unchanged"));
    }

    /// <summary>Where the lines begin that no JSON parser takes. Two entries on one line can both be read, so that line isn't broken; a last line without its end waits.</summary>
    static IEnumerable<string> BrokenLines(string file)
    {
        var offset = 0L;
        foreach (var line in Encoding.Latin1.GetString(File.ReadAllBytes(file)).Split('\n').SkipLast(1))
        {
            if (line.Trim().Length > 0 && !line.Contains("}{\"") && !IsJson(Encoding.Latin1.GetBytes(line)))
                yield return string.Create(CultureInfo.InvariantCulture, $"{file}@{offset}");
            offset += line.Length + 1;
        }
    }

    static bool IsJson(byte[] line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Two syncs of a copy of them all, run once.</summary>
    public sealed class Synced : IAsyncLifetime
    {
        readonly DirectoryInfo _copies = Directory.CreateTempSubdirectory("debrief-");
        DebriefProcess? _debrief;

        public IReadOnlyList<string> Files { get; private set; } = [];
        public string Database { get; private set; } = "";
        public JsonElement First { get; private set; }
        public JsonElement Second { get; private set; }

        public async ValueTask InitializeAsync()
        {
            if (!Repository.HasSharedTranscripts)
                return;

            var shared = Repository.SharedTranscripts("claude-code-2.1.197/projects", "claude-code-log/projects", "claude-code-log/fixtures", "entire-cli/projects", "m-claude/projects");
            foreach (var (folder, number) in shared.Select((folder, number) => (folder, number)))
                Copy(folder, Path.Combine(_copies.FullName, "projects", $"-{number}"));
            // A workflow's journal is no transcript.
            Files = [.. Directory.EnumerateFiles(_copies.FullName, "*.jsonl", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) != "journal.jsonl")];
            _debrief = new(_copies.FullName);
            First = await SyncAsync();
            Second = await SyncAsync();
            Database = Support.Database.In(_debrief.Home);
        }

        public ValueTask DisposeAsync()
        {
            _debrief?.Dispose();
            _copies.Delete(recursive: true);
            return ValueTask.CompletedTask;
        }

        async Task<JsonElement> SyncAsync() => JsonDocument.Parse((await _debrief!.RunAsync("sync", "--json")).Succeeded().Output).RootElement;

        static void Copy(string from, string to)
        {
            foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
            {
                var copy = Path.Combine(to, Path.GetRelativePath(from, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy);
            }
        }
    }
}
