using Debrief.Storage;
using Debrief.Tests.Configuration;

namespace Debrief.Tests.Storage;

public sealed class SqliteFileTests : IDisposable
{
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    static async Task<string> RefusalAsync(string path) => (await Assert.ThrowsAsync<UserError>(async () =>
    {
        await using var database = await Database.OpenAsync(path, CancellationToken.None);
    })).Message;

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
}
