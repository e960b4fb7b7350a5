using System.CommandLine;

namespace Debrief.Cli;

/// <summary>Prints the pages of docs/ that only repeat what the program knows.</summary>
static class DocsCommand
{
    public static Command Create()
    {
        var page = new Argument<string?>("page") { Description = "cli, configuration or openapi", Arity = ArgumentArity.ZeroOrOne };
        page.AcceptOnlyFromAmong("cli", "configuration", "openapi");

        var command = new Command("docs", "Print a page of the documentation") { page };
        command.Hidden = true;
        command.WithExamples("debrief docs cli");
        command.SetAction((args, cancel) => PrintAsync(args, args.GetValue(page), cancel));
        return command;
    }

    static async Task<int> PrintAsync(ParseResult args, string? page, CancellationToken cancel)
    {
        if (page is null)
            return args.ShowHelp();

        args.Output.Write(page switch
        {
            "cli" => CliPage.Write(DebriefCommand.Create()),
            "configuration" => ConfigurationPage.Write(),
            _ => await OpenApiPage.WriteAsync(cancel),
        });
        return 0;
    }
}
