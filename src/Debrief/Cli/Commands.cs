using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Runtime.CompilerServices;

namespace Debrief.Cli;

/// <summary>What our commands have beyond the library's: examples, at the end of their help.</summary>
static class Commands
{
    static readonly ConditionalWeakTable<Command, string[]> AllExamples = [];

    /// <param name="lines">Real command lines; a test parses each.</param>
    public static T WithExamples<T>(this T command, params string[] lines) where T : Command
    {
        AllExamples.AddOrUpdate(command, lines);
        return command;
    }

    public static IReadOnlyList<string> Examples(this Command command) => AllExamples.TryGetValue(command, out var lines) ? lines : [];

    /// <summary>As typed: debrief profile check.</summary>
    public static string FullName(this Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? $"{parent.FullName()} {command.Name}" : "debrief";

    /// <summary>Alone, a command that only holds others tells which.</summary>
    public static Command ShowsHelpAlone(this Command command)
    {
        command.SetAction(args => args.ShowHelp());
        return command;
    }

    public static int ShowHelp(this ParseResult args) =>
        ((SynchronousCommandLineAction)args.RootCommandResult.Command.Options.OfType<HelpOption>().Single().Action!).Invoke(args);

    /// <summary>Adds the examples to the help of a root command and of everything below it.</summary>
    public static RootCommand ShowExamples(this RootCommand root)
    {
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((SynchronousCommandLineAction)help.Action!);
        return root;
    }

    sealed class HelpWithExamples(SynchronousCommandLineAction help) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            var code = ShowNamesFirst(parseResult);
            var examples = parseResult.CommandResult.Command.Examples();
            if (examples.Count == 0)
                return code;

            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (var line in examples)
                output.WriteLine($"  {line}");
            output.WriteLine();
            return code;
        }

        /// <summary>The library sorts a command's names, so that the one that people type would come last.</summary>
        int ShowNamesFirst(ParseResult parsed)
        {
            var output = parsed.InvocationConfiguration.Output;
            using var text = new StringWriter { NewLine = output.NewLine };
            var command = parsed.CommandResult.Command;
            var isHidden = command.Hidden;
            parsed.InvocationConfiguration.Output = text;
            // Of a hidden command the library would say nothing at all.
            command.Hidden = false;
            try
            {
                return help.Invoke(parsed);
            }
            finally
            {
                command.Hidden = isHidden;
                parsed.InvocationConfiguration.Output = output;
                output.Write(WithNamesFirst(command, text.ToString()));
            }
        }

        static string WithNamesFirst(Command command, string text) => command.Subcommands.Aggregate(text, (shown, child) =>
            child.Aliases.Aggregate(shown, (all, alias) => all.Replace($"  {alias}, {child.Name}", $"  {child.Name}, {alias}", StringComparison.Ordinal)));
    }
}
