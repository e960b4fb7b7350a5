using Debrief.Storage;
using Debrief.Sync;
using Debrief.Tests.Configuration;
using Microsoft.Data.Sqlite;

namespace Debrief.Tests.Sync;

public sealed class LogCopyingTests : IDisposable
{
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_was_committed_stands_in_the_file_though_the_database_is_still_open()
    {
        await using var database = await Database.OpenAsync(_folder["debrief.db"], CancellationToken.None);
        await using var db = await database.ConnectAsync(CancellationToken.None);
        await using var copying = await database.ConnectAsync(CancellationToken.None);
        await using (var log = new LogCopying(copying))
        {
            using var add = new Statement(db, "create table kept (name text)");
            add.Run();
            Assert.DoesNotContain("kept", TablesInFileAlone());
            log.Begin();
        }

        Assert.Contains("kept", TablesInFileAlone());
    }

    /// <summary>Of a copy of the file without the log beside it.</summary>
    List<string> TablesInFileAlone()
    {
        File.Copy(_folder["debrief.db"], _folder["alone.db"], overwrite: true);
        using var alone = new SqliteConnection($"Data Source={_folder["alone.db"]};Pooling=False");
        alone.Open();
        using var tables = alone.CreateCommand();
        tables.CommandText = "select name from sqlite_master";
        using var rows = tables.ExecuteReader();
        var names = new List<string>();
        while (rows.Read())
            names.Add(rows.GetString(0));
        return names;
    }
}
