using System.Data.Common;
using Dapper;
using Debrief.Facets;
using Debrief.Sessions;
using Debrief.Storage;
using Debrief.Tests.Cli;
using Debrief.Tests.Configuration;

namespace Debrief.Tests.Sessions;

/// <summary>A folder of Debrief's with a database in which a test puts what a sync would have.</summary>
sealed class SyncedHome : IAsyncDisposable
{
    readonly TempFolder _folder;
    readonly Database _database;
    readonly DbConnection _db;
    long _number;

    SyncedHome(TempFolder folder, Database database, DbConnection db) => (_folder, _database, _db) = (folder, database, db);

    public SessionStore Sessions => new(_database);
    public UsageReader Usage => new(_database);
    public FacetStore Facets => new(_database);

    public static async Task<SyncedHome> OpenAsync(string zone = "Europe/Berlin")
    {
        var folder = new TempFolder();
        folder.Write("profile.yaml", $"time_zone: {zone}\n");
        var database = await Database.OpenAsync(folder["debrief.db"], CancellationToken.None);
        return new(folder, database, await database.ConnectAsync(CancellationToken.None));
    }

    public void Add(Session session)
    {
        using var rows = new SessionRows(_db);
        rows.Save(session);
    }

    public void Add(string id, string? title = null, string? project = "/work/site", string? ended = "2026-03-04T10:00Z") =>
        Add(new Session { Id = id, Title = title, Project = project, StartedAt = Time(ended)?.AddMinutes(-30), EndedAt = Time(ended), ActiveSeconds = 1800, MessageCount = 12, HumanMessages = 3 });

    /// <summary>A message in a transcript of its own.</summary>
    /// <param name="session">Null: nobody's.</param>
    public async Task SpendAsync(string? at, string? session = null, string model = "claude-haiku-4-5-20251001", long input = 0, long output = 0, long write = 0, long read = 0, bool final = true)
    {
        var number = ++_number;
        await InsertAsync("transcripts", new() { ["id"] = number, ["path"] = $"{number}.jsonl", ["session_id"] = session });
        await InsertAsync("message_usage", new()
        {
            ["id"] = $"msg_{number}",
            ["transcript_id"] = number,
            ["at"] = Time(at) is { } time ? Columns.ToText(time) : null,
            ["model"] = model,
            ["input_tokens"] = input,
            ["output_tokens"] = output,
            ["cache_creation_5m_tokens"] = write,
            ["cache_read_tokens"] = read,
            ["output_is_final"] = final,
        });
    }

    public Task<Run> Debrief(params string[] args) => Run.Debrief([.. args, "--home", _folder.Path]);

    public async ValueTask DisposeAsync()
    {
        await _db.DisposeAsync();
        await _database.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>Whatever else must be there is a zero.</summary>
    async Task InsertAsync(string table, Dictionary<string, object?> values)
    {
        foreach (var needed in await _db.QueryAsync<string>($"""select name from pragma_table_info('{table}') where "notnull" = 1"""))
            values.TryAdd(needed, 0);
        await _db.ExecuteAsync($"insert into {table} ({string.Join(", ", values.Keys)}) values ({string.Join(", ", values.Keys.Select(name => "@" + name))})", values);
    }

    static DateTimeOffset? Time(string? text) => text is null ? null : DateTimeOffset.Parse(text);
}
