using Debrief.Profile;
using Debrief.Sessions;
using Debrief.Storage;
using Debrief.Tests.Configuration;
using Debrief.Tests.Support;

namespace Debrief.Tests.Cli;

public sealed class ProfileCommandOnSqlite() : ProfileCommandTests(new Sqlite());
public sealed class ProfileCommandOnPostgres() : ProfileCommandTests(new Postgres());

public abstract class ProfileCommandTests(TestDatabase on) : IDisposable
{
    readonly TempFolder _home = new();

    public void Dispose()
    {
        _home.Dispose();
        on.Dispose();
    }

    [Fact]
    public async Task Init_writes_a_profile_without_making_a_database()
    {
        var run = await Debrief("init");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal([_home["profile.yaml"]], Directory.GetFiles(_home.Path));
        Assert.Empty(ProfileFile.Read(_home["profile.yaml"]).Problems);
    }

    [Fact]
    public async Task Init_takes_the_projects_of_the_synced_sessions()
    {
        await SessionsInAsync("/srv/acme", "/srv/acme/site", "/srv/beta", null);

        await Debrief("init");

        Assert.Equal(["acme", "beta"], ProfileFile.Load(_home["profile.yaml"]).Businesses.Select(business => business.Slug));
    }

    [Fact]
    public async Task Init_leaves_a_profile_alone_unless_forced_and_then_keeps_it_beside()
    {
        _home.Write("profile.yaml", "name: Alex\n");

        var refused = await Debrief("init");
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("--force", refused.Error);
        Assert.Equal("name: Alex\n", await File.ReadAllTextAsync(_home["profile.yaml"]));

        Assert.Equal(0, (await Debrief("init", "--force")).ExitCode);
        Assert.Equal("name: Alex\n", await File.ReadAllTextAsync(_home["profile.yaml.old"]));
        Assert.Contains("assistant:", await File.ReadAllTextAsync(_home["profile.yaml"]));
    }

    [Fact]
    public async Task Check_lists_all_problems_with_file_and_line()
    {
        var path = _home.Write("profile.yaml", "foo: 1\npeople:\n  - about: x\n");

        var run = await Debrief("check");

        Assert.Equal(2, run.ExitCode);
        Assert.Equal(
            $"{path}:1: unknown key `foo` (known here: businesses, assistant, name, language, time_zone, priorities, people, skills, started_by)\n{path}:3: `name` is missing\n",
            run.Output.Replace("\n  ", " "));
    }

    [Fact]
    public async Task Check_gives_json_with_the_same_exit_code()
    {
        var path = _home.Write("profile.yaml", "people: x\n");

        var run = await Debrief("check", "--json");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"\"path\": \"{path}\"", run.Output);
        Assert.Contains("\"line\": 1", run.Output);
    }

    [Fact]
    public async Task Check_is_content_with_a_right_profile_and_with_none()
    {
        var none = await Debrief("check");
        Assert.Equal((0, $"There is no profile at {_home["profile.yaml"]}; `debrief profile init` writes one.\n"), (none.ExitCode, OneLine(none.Output)));

        _home.Write("profile.yaml", "name: Alex\n");
        var right = await Debrief("check");
        Assert.Equal((0, $"{_home["profile.yaml"]} is right.\n"), (right.ExitCode, right.Output));
    }

    [Fact]
    public async Task Path_prints_where_it_lies() => Assert.Equal(_home["profile.yaml"] + "\n", (await Debrief("path")).Output);

    static string OneLine(string output) => output.TrimEnd('\n').Replace('\n', ' ') + "\n";

    Task<Run> Debrief(params string[] args) => Run.Debrief(["profile", .. args, "--home", _home.Path]);

    async Task SessionsInAsync(params string?[] projects)
    {
        var connection = on.New();
        _home.Write("config.yaml", $"database: {connection}\n");
        await using var database = await Database.OpenAsync(connection, TestContext.Current.CancellationToken);
        await using var db = await database.ConnectAsync(TestContext.Current.CancellationToken);
        foreach (var (number, project) in projects.Index())
        {
            using var rows = new SessionRows(db);
            rows.Save(new() { Id = $"session-{number}", Project = project });
        }
    }
}
