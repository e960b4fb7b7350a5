using System.CommandLine;
using Debrief.Cli;
using Debrief.Tests.Configuration;

namespace Debrief.Tests.Cli;

public sealed class ProgramTests
{
    [Theory]
    [InlineData("bogus", "debrief: Unrecognized command or argument 'bogus'. See 'debrief --help'.")]
    [InlineData("profile chek", "debrief: Unrecognized command or argument 'chek'. See 'debrief profile --help'.")]
    [InlineData("profile check --jsn", "debrief: Unrecognized command or argument '--jsn'. See 'debrief profile check --help'.")]
    [InlineData("profile check @file", "debrief: Unrecognized command or argument '@file'. See 'debrief profile check --help'.")]
    [InlineData("docs colours", "debrief: Argument 'colours' not recognized. Must be one of: 'cli', 'configuration', 'openapi'. See 'debrief docs --help'.")]
    [InlineData("profile path --home ", "debrief: --home needs a folder. See 'debrief profile path --help'.")]
    [InlineData("profile \x1b[31m", "debrief: Unrecognized command or argument '␛[31m'. See 'debrief profile --help'.")]
    public async Task A_command_line_that_is_not_understood_gets_one_line_and_exit_code_2(string line, string error) =>
        Assert.Equal(new Run(2, "", error + "\n"), await Run.Debrief(line.Split(' ')));

    [Fact]
    public async Task The_version_is_printed() => Assert.Matches(@"^\d+\.\d+\.\d+", (await Run.Debrief("--version")).Output);

    [Fact]
    public async Task Help_ends_with_examples_and_is_no_error_even_with_one()
    {
        var run = await Run.Debrief("profile", "check", "--bogus", "--help");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.EndsWith("Examples:\n  debrief profile check\n  debrief profile check --json\n\n", run.Output.ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData("profile"), InlineData("docs")]
    public async Task A_command_that_needs_another_word_shows_its_help(string command)
    {
        var run = await Run.Debrief(command);

        Assert.Equal(await Run.Debrief(command, "--help"), run);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains($"Examples:\n  debrief {command} ", run.Output.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Help_names_a_command_first_as_people_type_it()
    {
        var help = (await Run.Debrief("--help")).Output;

        Assert.Contains("\n  extract, sessions:extract-facets ", help.ReplaceLineEndings("\n"));
        Assert.Contains("\n  report, insights:report ", help.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task The_users_mistake_is_one_line_and_exit_code_2()
    {
        using var home = new TempFolder();
        home.Write("file", "");

        var run = await Run.Debrief("profile", "init", "--home", home["file"]);

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith($"debrief: {home["file"]}/profile.yaml can't be written: ", run.Error);
        Assert.Equal(1, run.Error.Count(letter => letter == '\n'));
    }

    [Theory]
    [InlineData("user", 2, "debrief: Set x. Then y.\n")]
    [InlineData("work", 1, "debrief: Set x. Then y.\n")]
    [InlineData("cancel", 130, "debrief: interrupted\n")]
    public void Each_kind_of_failure_has_its_exit_code(string kind, int code, string line)
    {
        using var error = new StringWriter { NewLine = "\n" };

        Assert.Equal(code, Failure.Tell(Of(kind), error));
        Assert.Equal(line, error.ToString());
    }

    [Fact]
    public void A_fault_of_the_program_is_told_whole()
    {
        using var error = new StringWriter();

        Assert.Equal(1, Failure.Tell(new InvalidOperationException("Never."), error));
        Assert.Contains("Never. This is a fault in Debrief", error.ToString());
        Assert.Contains(nameof(InvalidOperationException), error.ToString());
    }

    [Fact]
    public void Every_example_is_a_command_line_that_works() =>
        Assert.All(All(DebriefCommand.Create()).SelectMany(command => command.Examples()), line =>
        {
            Assert.StartsWith("debrief", line);
            Assert.Empty(DebriefCommand.Create().Parse(line["debrief".Length..].Trim()).Errors);
        });

    [Fact]
    public void Every_command_says_what_it_does_and_shows_how() =>
        Assert.All(All(DebriefCommand.Create()).Where(command => command is not RootCommand), command =>
        {
            Assert.False(string.IsNullOrEmpty(command.Description), $"{command.FullName()} has no description.");
            Assert.True(command.Examples().Count > 0, $"{command.FullName()} has no example.");
            Assert.All(command.Options, option => Assert.False(string.IsNullOrEmpty(option.Description), $"{command.FullName()} {option.Name} has no description."));
        });

    static IEnumerable<Command> All(Command command) => command.Subcommands.SelectMany(All).Prepend(command);

    static Exception Of(string kind) => kind switch
    {
        "user" => new UserError("Set x.\n  Then y."),
        "work" => new WorkError("Set x.\n  Then y."),
        _ => new OperationCanceledException(),
    };
}
