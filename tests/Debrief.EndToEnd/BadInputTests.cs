using Debrief.EndToEnd.Support;
using Microsoft.Data.Sqlite;

namespace Debrief.EndToEnd;

public sealed class BadInputTests : IDisposable
{
    readonly DebriefProcess _debrief = new();

    public void Dispose() => _debrief.Dispose();

    [Theory]
    [InlineData("sync", "--from", "/no/such/folder")]
    [InlineData("usage", "--by", "decade")]
    [InlineData("usage", "--since", "yesteryear")]
    [InlineData("usage", "--since", "2026-02-01", "--until", "2026-01-01")]
    [InlineData("sessions", "--since", "2026-02-31")]
    [InlineData("session", "no-such-session")]
    [InlineData("report", "--format", "papyrus")]
    [InlineData("report", "--period", "fortnightly")]
    [InlineData("report", "--since", "2026-02-01", "--until", "2026-01-01")]
    [InlineData("extract", "--limit", "many")]
    public async Task A_value_that_cannot_be_meant_is_refused_in_one_line(params string[] arguments) =>
        (await _debrief.RunAsync(arguments)).RefusedWithOneLine();

    [Fact]
    public async Task A_home_that_cannot_be_written_is_refused_in_one_line()
    {
        // A file where the folder should be: no one can write below it, root neither.
        var file = Path.Combine(_debrief.Home, "file");
        await File.WriteAllTextAsync(file, "");
        _debrief.Environment["DEBRIEF_HOME"] = Path.Combine(file, "home");

        (await _debrief.RunAsync("sync")).RefusedWithOneLine();
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_refused_in_one_line_and_left_as_it_is()
    {
        (await _debrief.RunAsync("sync")).Succeeded();
        var database = Database.In(_debrief.Home);
        await ExecuteAsync(database, "insert into schema_migrations (name, checksum) values ('9999_from_the_future', 'x')");

        (await _debrief.RunAsync("sync")).RefusedWithOneLine();

        Assert.Contains("9999_from_the_future", await Database.RowsAsync(database, "select name from schema_migrations"));
    }

    static async Task ExecuteAsync(string database, string statement)
    {
        await using var db = new SqliteConnection($"Data Source={database};Pooling=False");
        await db.OpenAsync();
        await using var command = db.CreateCommand();
        command.CommandText = statement;
        await command.ExecuteNonQueryAsync();
    }
}
