using System.Data.Common;
using Dapper;
using Debrief.Facets;
using Debrief.Sessions;
using Debrief.Storage;
using Debrief.Tests.Cli;
using Debrief.Tests.Configuration;
using Debrief.Tests.Support;

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
    public SessionPages Pages => new(_database);
    public UsageReader Usage => new(_database);
    public FacetStore Facets => new(_database);

    public static async Task<SyncedHome> OpenAsync(TestDatabase on, string zone = "Europe/Berlin")
    {
        var folder = new TempFolder();
        var connection = on.New();
        folder.Write("profile.yaml", $"time_zone: {zone}\n");
        folder.Write("config.yaml", $"database: {connection}\n");
        var database = await Database.OpenAsync(connection, CancellationToken.None);
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
        await _db.ExecuteAsync("""
            insert into transcripts (id, path, session_id, kind, size, modified_at, read_to, copied_to, copies_seen, lines, bad_lines, facts, shrunk, archived_size)
            values (@number, @path, @session, 'session', 0, 0, 0, 0, 0, 0, 0, '{}', false, 0)
            """, new { number, path = $"{number}.jsonl", session });
        await _db.ExecuteAsync("""
            insert into message_usage (id, transcript_id, claim, at, model, input_tokens, output_tokens, cache_creation_5m_tokens, cache_creation_1h_tokens, cache_read_tokens, web_searches, output_is_final)
            values (@id, @number, 0, @at, @model, @input, @output, @write, 0, @read, 0, @final)
            """, new { id = $"msg_{number}", number, at = Time(at), model, input, output, write, read, final });
    }

    public Task<Run> Debrief(params string[] args) => Run.Debrief([.. args, "--home", _folder.Path]);

    public async ValueTask DisposeAsync()
    {
        await _db.DisposeAsync();
        await _database.DisposeAsync();
        _folder.Dispose();
    }

    static DateTimeOffset? Time(string? text) => text is null ? null : DateTimeOffset.Parse(text);
}
