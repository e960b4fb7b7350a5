using Debrief.EndToEnd.Support;
using Microsoft.Data.Sqlite;

namespace Debrief.EndToEnd;

public sealed class BadInputTests : IDisposable
{
    readonly DebriefProcess _debrief = new();

    public void Dispose() => _debrief.Dispose();

    [Theory]
    [InlineData("no-such-command", "no-such-command")]
    [InlineData("--no-such-option", "--no-such-option")]
    [InlineData("decade", "usage", "--by", "decade")]
    [InlineData("yesteryear", "usage", "--since", "yesteryear")]
    [InlineData("is after", "usage", "--since", "2026-02-01", "--until", "2026-01-01")]
    [InlineData("2026-02-31", "sessions", "--since", "2026-02-31")]
    [InlineData("is after", "sessions", "--since", "today", "--until", "yesterday")]
    [InlineData("papyrus", "report", "--format", "papyrus")]
    [InlineData("fortnightly", "report", "--period", "fortnightly")]
    [InlineData("is after", "report", "--since", "2026-02-01", "--until", "2026-01-01")]
    [InlineData("0000-00-00", "report", "--until", "0000-00-00")]
    [InlineData("--format", "report", "--output", "-")]
    [InlineData("--format", "report", "--output", "-", "--format", "all")]
    [InlineData("--limit", "extract", "--limit", "many")]
    [InlineData("--limit", "extract", "--limit", "0")]
    [InlineData("a-fortnight-ago", "extract", "--since", "a-fortnight-ago")]
    [InlineData("no-such-session", "session", "no-such-session")]
    [InlineData("no-such-session", "extract", "no-such-session")]
    [InlineData("/no/such/folder", "sync", "--from", "/no/such/folder")]
    [InlineData("--home", "sync", "--home", "")]
    [InlineData("--from", "sync", "--from")]
    public async Task A_value_that_cannot_be_meant_is_refused_in_one_line_and_changes_nothing(string about, params string[] arguments)
    {
        await SyncTwoSessionsAsync();
        var before = Snapshot.Of(_debrief.Folder);

        (await _debrief.RunAsync(arguments)).RefusedWithOneLine(about);

        Assert.Equal(before, Snapshot.Of(_debrief.Folder));
    }

    [Theory]
    [InlineData("session", "5e55")]
    [InlineData("extract", "5e55")]
    public async Task An_id_that_fits_two_sessions_is_refused_with_both(params string[] arguments)
    {
        await SyncTwoSessionsAsync();

        var refused = (await _debrief.RunAsync(arguments)).RefusedWithOneLine("5e55a");

        Assert.Contains("5e55b", refused.Errors);
    }

    [Theory]
    [InlineData]
    [InlineData("extract")]
    [InlineData("report")]
    [InlineData("usage")]
    [InlineData("sessions")]
    public async Task A_broken_profile_is_refused_in_one_line_by_all_who_need_it(params string[] arguments)
    {
        await SyncTwoSessionsAsync();
        await File.WriteAllTextAsync(_debrief.Profile, "time_zone: Mars/Olympus\nbusinesses: [\n");
        var before = Snapshot.Of(_debrief.Folder);

        (await _debrief.RunAsync(arguments)).RefusedWithOneLine("profile.yaml");

        Assert.Equal(before, Snapshot.Of(_debrief.Folder));
    }

    [Theory]
    [InlineData]
    [InlineData("sync")]
    [InlineData("report")]
    public async Task A_broken_configuration_is_refused_in_one_line_by_all_who_need_it(params string[] arguments)
    {
        await SyncTwoSessionsAsync();
        await File.WriteAllTextAsync(Path.Combine(_debrief.Home, "config.yaml"), "archive: perhaps\nflavour: sweet\n");
        var before = Snapshot.Of(_debrief.Folder);

        var refused = (await _debrief.RunAsync(arguments)).RefusedWithOneLine("config.yaml:1");

        Assert.Contains("flavour", refused.Errors);
        Assert.Equal(before, Snapshot.Of(_debrief.Folder));
    }

    [Fact]
    public async Task A_profile_that_is_there_is_not_written_over()
    {
        await File.WriteAllTextAsync(_debrief.Profile, "name: Alex\n");

        (await _debrief.RunAsync("profile", "init")).RefusedWithOneLine("--force");

        Assert.Equal("name: Alex\n", await File.ReadAllTextAsync(_debrief.Profile));
    }

    [Theory]
    [InlineData]
    [InlineData("sync")]
    [InlineData("extract")]
    [InlineData("report")]
    [InlineData("usage")]
    [InlineData("sessions")]
    public async Task A_file_that_is_no_database_is_refused_in_one_line_and_left_as_it_is(params string[] arguments)
    {
        await File.WriteAllTextAsync(Path.Combine(_debrief.Home, "debrief.db"), new string('x', 10_000));
        var before = Snapshot.Of(_debrief.Folder);

        (await _debrief.RunAsync(arguments)).RefusedWithOneLine("debrief.db");

        Assert.Equal(before, Snapshot.Of(_debrief.Folder));
    }

    [Theory]
    [InlineData]
    [InlineData("sync")]
    [InlineData("extract")]
    [InlineData("report")]
    [InlineData("usage")]
    [InlineData("sessions")]
    public async Task A_database_of_a_newer_version_is_refused_in_one_line_and_left_as_it_is(params string[] arguments)
    {
        await SyncTwoSessionsAsync();
        await ExecuteAsync(Database.In(_debrief.Home), "insert into schema_migrations (name, checksum) values ('9999_from_the_future', 'x')");
        var before = Snapshot.Of(_debrief.Folder);

        (await _debrief.RunAsync(arguments)).RefusedWithOneLine("9999_from_the_future");

        Assert.Equal(before, Snapshot.Of(_debrief.Folder));
    }

    [Theory]
    [InlineData]
    [InlineData("sync")]
    [InlineData("demo")]
    [InlineData("profile", "init")]
    public async Task A_home_that_cannot_be_made_is_refused_in_one_line(params string[] arguments)
    {
        // A file where the folder should be: no one can write below it, root neither.
        var file = Path.Combine(_debrief.Home, "file");
        await File.WriteAllTextAsync(file, "");
        _debrief.Environment["DEBRIEF_HOME"] = Path.Combine(file, "home");

        (await _debrief.RunAsync(arguments)).RefusedWithOneLine(file);

        Assert.Equal("", await File.ReadAllTextAsync(file));
    }

    [Theory]
    [InlineData]
    [InlineData("sync")]
    [InlineData("demo")]
    [InlineData("profile", "init")]
    public async Task A_home_that_may_only_be_read_is_refused_in_one_line(params string[] arguments)
    {
        MayOnlyBeRead(_debrief.Folder);

        (await AsNobodyAsync(arguments)).RefusedWithOneLine(_debrief.Home);

        Assert.Empty(Directory.EnumerateFileSystemEntries(_debrief.Home));
    }

    [Theory]
    [InlineData]
    [InlineData("sync")]
    [InlineData("extract")]
    public async Task A_database_that_may_only_be_read_is_refused_in_one_line_and_left_as_it_is(params string[] arguments)
    {
        await SyncTwoSessionsAsync();
        await SessionAsync("5e55cccc-0000-4000-8000-000000000003");
        MayOnlyBeRead(_debrief.Folder);
        var before = Snapshot.Of(_debrief.Folder);

        (await AsNobodyAsync(arguments)).RefusedWithOneLine("debrief.db");

        Assert.Equal(before, Snapshot.Of(_debrief.Folder));
    }

    [Fact]
    public async Task A_folder_for_reports_that_cannot_be_made_is_refused_in_one_line()
    {
        await SyncTwoSessionsAsync();

        (await _debrief.RunAsync("report", "--output", Database.In(_debrief.Home))).RefusedWithOneLine("--output");
    }

    /// <summary>Root may write everywhere, so it becomes nobody; anyone else stays who they are.</summary>
    Task<Finished> AsNobodyAsync(string[] arguments) => Environment.UserName == "root" ? _debrief.RunAsNobodyAsync(arguments) : _debrief.RunAsync(arguments);

    static void MayOnlyBeRead(string folder)
    {
        foreach (var path in Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).Append(folder))
        {
            const UnixFileMode all = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
            File.SetUnixFileMode(path, Directory.Exists(path) ? all | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute : all);
        }
    }

    async Task SyncTwoSessionsAsync()
    {
        await SessionAsync("5e55aaaa-0000-4000-8000-000000000001");
        await SessionAsync("5e55bbbb-0000-4000-8000-000000000002");
        (await _debrief.RunAsync("sync")).Succeeded();
    }

    Task SessionAsync(string id) => new WrittenSession(id).Say("fix the tests").Answer("Done.").Say("thanks").Answer("You are welcome.")
        .Say("and the docs").Answer("Done.").SaveAsync(_debrief.Environment["CLAUDE_CONFIG_DIR"]);

    static async Task ExecuteAsync(string database, string statement)
    {
        await using var db = new SqliteConnection($"Data Source={database};Pooling=False");
        await db.OpenAsync();
        await using var command = db.CreateCommand();
        command.CommandText = statement;
        await command.ExecuteNonQueryAsync();
    }
}
