using Debrief.Storage;
using Debrief.Tests.Configuration;

namespace Debrief.Tests.Storage;

public sealed class DatabaseTests : IDisposable
{
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    string Path => _folder["d/debrief.db"];

    async Task RunAsync(string sql)
    {
        await using var database = await Database.OpenAsync(Path, CancellationToken.None);
        await using var db = await database.ConnectAsync(CancellationToken.None);
        using var statement = new Statement(db, sql);
        statement.Run();
    }

    async Task<string> RefusalAsync(string? path = null) => (await Assert.ThrowsAsync<UserError>(async () =>
    {
        await using var database = await Database.OpenAsync(path ?? Path, CancellationToken.None);
    })).Message;

    [Fact]
    public async Task A_new_database_is_made_and_opened_again_with_what_was_kept()
    {
        await RunAsync("insert into bad_lines (transcript_id, byte_offset, reason) select 1, 2, 'x' where false");
        await RunAsync("create table kept (x integer)");
        await RunAsync("insert into kept values (1)");
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_refused_and_left_alone()
    {
        await RunAsync("insert into schema_migrations values ('9999_future', 'x')");

        Assert.Contains("newer version", await RefusalAsync());
        Assert.Contains("9999_future", await RefusalAsync());
    }

    [Fact]
    public async Task A_migration_that_was_changed_is_refused()
    {
        await RunAsync("update schema_migrations set checksum = 'x'");

        Assert.Contains("another build", await RefusalAsync());
    }

    [Fact]
    public async Task What_is_no_database_is_refused_in_one_line()
    {
        Assert.Contains("not a SQLite database", await RefusalAsync(_folder.Write("x.db", new string('x', 5000))));
        Directory.CreateDirectory(_folder["folder.db"]);
        Assert.Contains("can't be used", await RefusalAsync(_folder["folder.db"]));
        _folder.Write("file", "");
        Assert.Contains("can't be used", await RefusalAsync(_folder["file/debrief.db"]));
        Assert.DoesNotContain('\n', await RefusalAsync(_folder["file/debrief.db"]));
    }

    [Fact]
    public async Task Two_that_open_it_at_once_both_can()
    {
        await Parallel.ForEachAsync(Enumerable.Range(0, 8), async (_, cancel) =>
        {
            await using var database = await Database.OpenAsync(Path, cancel);
        });
    }

    [Fact]
    public async Task A_statement_takes_its_values_in_the_order_of_its_parameters()
    {
        await using var database = await Database.OpenAsync(Path, CancellationToken.None);
        await using var db = await database.ConnectAsync(CancellationToken.None);
        using var statement = new Statement(db, "select @b || @a || @b, @c");
        using (var row = statement.Query("b", "a", null))
        {
            Assert.True(row.Read());
            Assert.Equal(("bab", true), (row.GetString(0), row.IsDBNull(1)));
        }

        Assert.Throws<InvalidOperationException>(() => statement.Run("b", "a"));
        using var again = statement.Query("x", "y", 3);
        Assert.True(again.Read());
        Assert.Equal("xyx", again.GetString(0));
    }
}
