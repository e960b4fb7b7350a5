using Debrief.EndToEnd.Support;
using Debrief.Tests.Configuration;

namespace Debrief.EndToEnd.Storage;

/// <summary>Whoever uses SQLite doesn't wait for PostgreSQL's library to be loaded: it works where that can't be loaded at all.</summary>
public sealed class WithoutServerLibraryTests : IDisposable
{
    readonly TempFolder _folder = new();
    readonly DebriefProcess _debrief;

    public WithoutServerLibraryTests()
    {
        var program = _folder["program"];
        Directory.CreateDirectory(program);
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory).Where(file => Path.GetFileName(file) is var name && (name.StartsWith("debrief", StringComparison.Ordinal) || Path.GetExtension(name) == ".dll")))
            File.Copy(file, Path.Combine(program, Path.GetFileName(file)));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "runtimes"), "*e_sqlite3*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(program, Path.GetRelativePath(AppContext.BaseDirectory, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        File.WriteAllText(Path.Combine(program, "Npgsql.dll"), "No library.");
        _debrief = new() { Executable = Path.Combine(program, "debrief") };
    }

    public void Dispose()
    {
        _debrief.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task SQLite_does_without_it()
    {
        (await _debrief.RunAsync("demo")).Succeeded();
        foreach (var command in (string[][])[["sync"], ["doctor"], ["sessions"], ["usage"], ["extract", "--via", "rules"], ["report", "--json"]])
            (await _debrief.RunAsync([.. command, "--home", Path.Combine(_debrief.Home, "sample")])).Succeeded();
    }

    [Fact]
    public async Task PostgreSQL_does_not_which_shows_that_it_is_gone()
    {
        _debrief.Environment["DEBRIEF_DATABASE"] = "Host=127.0.0.1;Port=1";

        Assert.Contains("Npgsql", (await _debrief.RunAsync("sync")).Errors);
    }
}
