using System.CommandLine;
using System.Text.RegularExpressions;
using Debrief.Cli;

namespace Debrief.Tests;

/// <summary>Pages show only commands that there are, and the README shows all of them.</summary>
public sealed partial class DocsTestsOfCommands
{
    [Theory, MemberData(nameof(Page.All), MemberType = typeof(Page))]
    public void Every_command_line_on_a_page_works(string page) =>
        Assert.All(Page.Read(page).CommandLines, line =>
        {
            var parsed = DebriefCommand.Create().Parse(line);
            Assert.True(parsed.Errors.Count == 0 || IsOnlyNamed(parsed, line), $"{page}: debrief {line}: {string.Join(" ", parsed.Errors)}");
        });

    [Fact]
    public void Command_lines_are_found_in_blocks_and_in_the_text() =>
        Assert.Equal(["sync", "report --json", "docs cli"],
            new Page("Say `debrief sync`, not `debriefing`.\n```sh\ndebrief report --json   # all of it\ndotnet run --project src/Debrief -- docs cli > docs/cli.md\n```\n").CommandLines.Order(StringComparer.Ordinal).Reverse());

    [Fact]
    public void The_README_has_every_command()
    {
        var root = DebriefCommand.Create();
        var commands = root.Subcommands.Where(command => !command.Hidden).Select(command => command.FullName()).Prepend("debrief");

        Assert.Equal(commands.Order(StringComparer.Ordinal), Row().Matches(Page.Read("README.md").Text).Select(row => row.Groups["command"].Value).Order(StringComparer.Ordinal));
    }

    /// <summary>As one speaks of `debrief profile`, which does nothing without a command of its own.</summary>
    static bool IsOnlyNamed(ParseResult parsed, string line) => parsed.CommandResult.Command.FullName() == $"debrief {line}";

    [GeneratedRegex(@"^\| `(?<command>debrief[^`]*)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
