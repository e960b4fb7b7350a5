using System.CommandLine;
using System.CommandLine.Help;
using System.Text;

namespace Debrief.Cli;

/// <summary>docs/cli.md: the command tree.</summary>
static class CliPage
{
    public static string Write(RootCommand root)
    {
        var page = new StringBuilder(
            """
            # Commands

            Printed by the program: `dotnet run --project src/Debrief -- docs cli > docs/cli.md`.

            Exit codes: 0 done; 1 the work failed; 2 something must be changed first (the command line, a file, a folder); 130 interrupted.
            Results go to stdout, progress and errors to stderr.


            """);
        WriteCommand(page, root);
        return page.ToString().ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
    }

    static void WriteCommand(StringBuilder page, Command command)
    {
        page.AppendLine($"## {command.FullName()}").AppendLine();
        page.AppendLine($"{command.Description?.TrimEnd('.')}.").AppendLine();
        if (command.Aliases.Count > 0)
            page.AppendLine($"Also: {string.Join(", ", command.Aliases.Order(StringComparer.Ordinal).Select(alias => $"`{alias}`"))}.").AppendLine();

        var commands = command.Subcommands.Where(child => !child.Hidden).ToList();
        Table(page, "command", commands.Select(child => (child.Name, child.Description ?? "")));
        Table(page, "argument", command.Arguments.Where(argument => !argument.Hidden).Select(argument => (Label(argument), Describe(argument))));
        Table(page, "option", command.Options.Where(option => !option.Hidden).Select(option => (Label(option), Describe(option))));

        if (command.Examples().Count > 0)
            page.AppendLine("```sh").AppendLine(string.Join("\n", command.Examples())).AppendLine("```").AppendLine();
        foreach (var child in commands)
            WriteCommand(page, child);
    }

    static void Table(StringBuilder page, string what, IEnumerable<(string Name, string Description)> rows)
    {
        var all = rows.ToList();
        if (all.Count == 0)
            return;

        page.AppendLine($"| {what} | |").AppendLine("|---|---|");
        foreach (var (name, description) in all)
            page.AppendLine($"| `{name}` | {description.Replace("|", "\\|", StringComparison.Ordinal)} |");
        page.AppendLine();
    }

    static string Label(Argument argument) => argument.Arity.MinimumNumberOfValues == 0 ? $"[{argument.Name}]" : argument.Name;

    static string Label(Option option)
    {
        var names = string.Join(", ", option.Aliases.Prepend(option.Name).Where(name => name.StartsWith('-')).Distinct().OrderBy(name => name.Length));
        var value = option.ValueType == typeof(bool) || option is HelpOption or VersionOption ? "" : $" {option.HelpName ?? option.Name.TrimStart('-').ToUpperInvariant()}";
        return names + value + (option.Arity.MaximumNumberOfValues > 1 ? "…" : "");
    }

    static string Describe(Argument argument) =>
        argument.Description + (argument.HasDefaultValue && Default(argument.GetDefaultValue()) is { } value ? $" (default: {value})" : "");

    static string Describe(Option option) =>
        option.Description
        + (option.Required ? " (required)" : "")
        + (option.HasDefaultValue && Default(option.GetDefaultValue()) is { } value ? $" (default: {value})" : "");

    static string? Default(object? value) => value switch
    {
        null or false or "" => null,
        string text => text,
        System.Collections.IEnumerable list => string.Join(", ", list.Cast<object>()) is { Length: > 0 } all ? all : null,
        _ => value.ToString(),
    };
}
