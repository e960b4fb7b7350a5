using System.Globalization;
using System.Text.Json.Nodes;
using Debrief.Sources;
using Debrief.Storage;
using Debrief.Sync;
using Debrief.Tests.Configuration;

namespace Debrief.Tests.Support;

/// <summary>A machine with transcripts, and a database to sync them into.</summary>
sealed class SyncedMachine : IDisposable
{
    readonly TempFolder _folder = new();
    readonly TestDatabase _on;
    readonly string _connection;

    public SyncedMachine(TestDatabase on)
    {
        (_on, _connection) = (on, on.New());
        Directory.CreateDirectory(Claude("projects"));
    }

    public string Claude(string path, string root = "claude") => _folder[Path.Combine(root, path)];

    /// <summary>Where the transcript of a session lies.</summary>
    public string PathOf(Transcript transcript, string root = "claude", string project = "-work-shop") => Claude($"projects/{project}/{transcript.Session}.jsonl", root);

    public string Write(Transcript transcript, string root = "claude") => transcript.WriteTo(PathOf(transcript, root));

    /// <param name="place">Below the project's folder.</param>
    public string WriteAt(string place, Transcript transcript, string root = "claude") => transcript.WriteTo(Claude($"projects/-work-shop/{place}", root));

    public Task<SyncResult> SyncAsync(params string[] roots) => SyncIntoAsync(_connection, roots);

    async Task<SyncResult> SyncIntoAsync(string connection, string[] roots)
    {
        await using var database = await Database.OpenAsync(connection, CancellationToken.None);
        return await new Syncer(database).SyncAsync(Roots.FindTranscriptsAsync(Roots.From((roots.Length == 0 ? ["claude"] : roots).Select(root => _folder[root]))), null, CancellationToken.None);
    }

    /// <summary>All rows, as text in a fixed order.</summary>
    public Task<string> RowsAsync() => RowsOfAsync(_connection);

    /// <summary>The rows that one sync into a new database gives.</summary>
    public async Task<string> FreshRowsAsync(params string[] roots)
    {
        var fresh = _on.New();
        await SyncIntoAsync(fresh, roots);
        return await RowsOfAsync(fresh);
    }

    public Task<Database> OpenAsync() => Database.OpenAsync(_connection, CancellationToken.None);

    public async Task<T> AskAsync<T>(string sql)
    {
        await using var database = await OpenAsync();
        await using var db = await database.ConnectAsync(CancellationToken.None);
        await using var command = db.CreateCommand();
        command.CommandText = sql;
        return (T)Convert.ChangeType(await command.ExecuteScalarAsync(), typeof(T), CultureInfo.InvariantCulture)!; // A sum is a decimal in PostgreSQL.
    }

    async Task<string> RowsOfAsync(string connection)
    {
        await using var database = await Database.OpenAsync(connection, CancellationToken.None);
        await using var db = await database.ConnectAsync(CancellationToken.None);
        var rows = new List<string>();
        foreach (var table in (string[])["transcripts", "bad_lines", "message_usage", "message_copies", "claude_sessions"])
        {
            using var all = new Statement(db, $"select * from {table}");
            using var row = all.Query();
            while (row.Read())
                rows.Add(table + " " + string.Join(' ', Enumerable.Range(0, row.FieldCount).Select(i => $"{row.GetName(i)}={Show(row.GetName(i), row.GetValue(i))}")));
        }

        return string.Join('\n', rows.Order(StringComparer.Ordinal)).Replace(_folder.Path, "");
    }

    static string Show(string name, object value) => name == "facts" ? Sorted(JsonNode.Parse((string)value))!.ToJsonString() : $"{value}";

    // In which order the names of a dictionary come is no fact.
    static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject properties => new JsonObject(properties.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => KeyValuePair.Create(p.Key, Sorted(p.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sorted)]),
        _ => node?.DeepClone(),
    };

    public void Dispose() => _folder.Dispose();
}
