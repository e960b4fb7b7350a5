using System.CommandLine;

namespace Debrief.Cli;

/// <summary>Prints the pages of docs/ that only repeat what the program knows.</summary>
static class DocsCommand
{
    public static Command Create()
    {
        var page = new Argument<string?>("page") { Description = "cli or configuration", Arity = ArgumentArity.ZeroOrOne };
        page.AcceptOnlyFromAmong("cli", "configuration");

        var command = new Command("docs", "Print a page of the documentation as Markdown") { page };
        command.Hidden = true;
        command.WithExamples("debrief docs cli");
        command.SetAction(args => Print(args, args.GetValue(page)));
        return command;
    }

    static int Print(ParseResult args, string? page)
    {
        if (page is null)
            return args.ShowHelp();

        args.Output.Write(page == "cli" ? CliPage.Write(DebriefCommand.Create()) : ConfigurationPage.Write());
        return 0;
    }
}
