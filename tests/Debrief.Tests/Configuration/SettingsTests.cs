using Debrief.Configuration;

namespace Debrief.Tests.Configuration;

public sealed class SettingsTests : IDisposable
{
    readonly TempFolder _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void Without_a_file_everything_is_as_by_default()
    {
        var settings = Settings.Read(Folders());

        Assert.Empty(settings.Transcripts);
        Assert.True(settings.Archive);
        Assert.Equal(_home["reports"], settings.Reports);
        Assert.Equal(_home["debrief.db"], settings.Database);
    }

    [Theory]
    [InlineData("~/data/my.db", "/home/alex/data/my.db")]
    [InlineData("Host=db;Database=debrief", "Host=db;Database=debrief")]
    [InlineData("postgres://alex@db/debrief", "postgres://alex@db/debrief")]
    public void The_database_is_a_path_or_a_server_and_the_environment_goes_before_the_file(string said, string meant)
    {
        Assert.Equal(meant, Read($"database: {said}\n").Database);
        Assert.Equal("/other.db", Settings.Read(Folders() with { DatabaseGiven = "/other.db" }).Database);
        File.Delete(_home["config.yaml"]);
        Assert.Equal("/other.db", Settings.Read(Folders() with { DatabaseGiven = "/other.db" }).Database);
    }

    [Fact]
    public void An_empty_file_says_nothing() => Assert.True(Read("# nothing yet\n").Archive);

    [Fact]
    public void What_it_says_holds_and_paths_are_absolute()
    {
        var settings = Read("transcripts: [~/backup, old, /srv/claude]\narchive: false\nreports: out\n");

        Assert.Equal(["/home/alex/backup", _home["old"], "/srv/claude"], settings.Transcripts);
        Assert.False(settings.Archive);
        Assert.Equal(_home["out"], settings.Reports);
    }

    [Fact]
    public void Everything_wrong_is_said_in_one_line_with_file_and_line()
    {
        var error = Assert.Throws<UserError>(() => Read("archiv: true\ntranscripts: ~/backup\narchive: maybe\nreports: [a]\n"));

        var file = _home["config.yaml"];
        Assert.Equal(
            $"{file}:1: unknown key `archiv` (known here: transcripts, archive, database, database_reads, fold_after_days, reports, model, narrative, extraction, push, server, jobs, deliver, privacy); "
            + $"{file}:2: `transcripts` must be a list (`- text` on lines of their own), not \"~/backup\"; "
            + $"{file}:3: `archive` must be true or false, not \"maybe\"; "
            + $"{file}:4: `reports` must be a text, not a list", error.Message);
    }

    [Fact]
    public void Projects_can_be_kept_from_models() =>
        Assert.Equal(["~/clients/acme", "**/secret"], Read("privacy:\n  exclude: [~/clients/acme, \"**/secret\"]\n").Exclude);

    [Fact]
    public void An_unknown_key_of_privacy_is_told_with_its_line() =>
        Assert.Equal($"{_home["config.yaml"]}:2: unknown key `exlude` (known here: exclude)", Assert.Throws<UserError>(() => Read("privacy:\n  exlude: [a]\n")).Message);

    [Fact]
    public void What_can_be_no_path_is_told_with_its_line()
    {
        var error = Assert.Throws<UserError>(() => Read("transcripts:\n  - \"a\\0b\"\nreports: \"\\0\"\n"));

        Assert.StartsWith($"{_home["config.yaml"]}:2: \"a\0b\" can't be a path: ", error.Message);
        Assert.Contains($"; {_home["config.yaml"]}:3: ", error.Message);
    }

    [Theory]
    [InlineData("reports: \"x\n", 1)]
    [InlineData("archive: true\narchive: false\n", 2)]
    [InlineData("- a\n", 1)]
    [InlineData("archive: true\n---\narchive: false\n", 3)]
    public void What_is_not_one_yaml_mapping_is_refused_with_its_line(string yaml, int line) =>
        Assert.StartsWith($"{_home["config.yaml"]}:{line}: ", Assert.Throws<UserError>(() => Read(yaml)).Message);

    [Fact]
    public void The_documented_example_of_every_setting_is_right() =>
        Assert.Equal(("claude", 5), (Read(Settings.Example()).Model.Via, Read(Settings.Example()).Extraction.MaxUsdPerMonth));

    [Fact]
    public void A_way_to_reach_a_model_that_there_is_not_and_an_address_that_is_none_are_told() =>
        Assert.Equal(
            $"{_home["config.yaml"]}:2: `via` must be one of claude, anthropic, openai, bridge, rules, not \"telepathy\"; {_home["config.yaml"]}:3: \"localhost\" is no http:// or https:// address; {_home["config.yaml"]}:4: `max_usd_per_run` must be a number of zero or more, not \"-1\"",
            Assert.Throws<UserError>(() => Read("model:\n  via: telepathy\n  base_url: localhost\nextraction: {max_usd_per_run: -1}\n")).Message);

    [Theory]
    [InlineData("fold_after_days: 0\n", "1: `fold_after_days` must be a whole number from 1 to 36500, not \"0\"")]
    [InlineData("fold_after_days: 1.5\n", "1: `fold_after_days` must be a whole number from 1 to 36500, not \"1.5\"")]
    [InlineData("fold_after_days: 36501\n", "1: `fold_after_days` must be a whole number from 1 to 36500, not \"36501\"")]
    [InlineData("jobs: { sessions_at_most: 0 }\n", "1: `sessions_at_most` must be a whole number from 1 to 100000, not \"0\"")]
    [InlineData("extraction: { concurrency: 33 }\n", "1: `concurrency` must be a whole number from 1 to 32, not \"33\"")]
    public void A_number_that_makes_no_sense_is_told_and_not_replaced(string yaml, string told) =>
        Assert.Equal($"{_home["config.yaml"]}:{told}", Assert.Throws<UserError>(() => Read(yaml)).Message);

    [Fact]
    public void The_least_and_the_most_are_numbers_that_make_sense() =>
        Assert.Equal((1, 32), (Read("fold_after_days: 1\n").FoldAfterDays, Read("extraction: { concurrency: 32 }\n").Extraction.Concurrency));

    Settings Read(string yaml)
    {
        _home.Write("config.yaml", yaml);
        return Settings.Read(Folders());
    }

    Folders Folders() => new(_home.Path, _home.Path, "/home/alex");
}
