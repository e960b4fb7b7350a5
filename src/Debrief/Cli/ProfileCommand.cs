using System.CommandLine;
using Debrief.Documents;
using Debrief.Profile;

namespace Debrief.Cli;

static class ProfileCommand
{
    static readonly Option<bool> Force = new("--force") { Description = "Write a new one where there is one; the old one is kept as profile.yaml.old" };
    static readonly Option<bool> AsJson = GlobalOptions.Json("Print the problems as JSON");

    public static Command Create() =>
        new Command("profile", "Say who you are: businesses, priorities, people, skills, time zone") { Init(), Check(), WhereItLies() }
            .WithExamples("debrief profile init", "debrief profile check").ShowsHelpAlone();

    static Command Init()
    {
        var command = new Command("init", "Write a first profile from the projects found") { Force }
            .WithExamples("debrief profile init", "debrief profile init --force");
        command.SetAction(InitAsync);
        return command;
    }

    static Command Check()
    {
        var command = new Command("check", "List everything that is wrong with the profile") { AsJson }
            .WithExamples("debrief profile check", "debrief profile check --json");
        command.SetAction(CheckNow);
        return command;
    }

    static Command WhereItLies()
    {
        var command = new Command("path", "Print where the profile lies").WithExamples("debrief profile path");
        command.SetAction(args => args.Output.WriteLine(args.Folders().ProfileFile));
        return command;
    }

    static async Task<int> InitAsync(ParseResult args, CancellationToken cancel)
    {
        var folders = args.Folders();
        var path = folders.ProfileFile;
        if (File.Exists(path) && !args.GetValue(Force))
            throw new UserError($"There is a profile already: {path}. Change it and run `debrief profile check`, or write a new one with --force.");

        var projects = await ProjectsInDatabase.ReadAsync(args.Settings().Database, cancel);
        ProfileFile.Write(path, ProfileWriter.Draft(projects));

        args.Output.WriteLine($"Wrote {Terminal.Plain(path)}");
        Terminal.WriteWrapped(args.Output, projects.Count == 0
            ? "No project is known yet, so it names no business. Fill it in, or run `debrief sync` and then `debrief profile init --force`."
            : "Its businesses are guesses from your folders. Change them, then run `debrief profile check`.");
        return 0;
    }

    static int CheckNow(ParseResult args)
    {
        var path = args.Folders().ProfileFile;
        var problems = ProfileFile.Read(path).Problems;

        if (args.GetValue(AsJson))
            Json.Write(args.Output, new ProfileChecked(path, File.Exists(path), problems), new CliJson(Json.Options()).ProfileChecked);
        else if (!File.Exists(path))
            Terminal.WriteWrapped(args.Output, $"There is no profile at {Words.Whole(path)}; `debrief profile init` writes one.");
        else if (problems.Count == 0)
            args.Output.WriteLine($"{Terminal.Plain(path)} is right.");
        else
            foreach (var problem in problems)
                Terminal.WriteWrapped(args.Output, $"{Words.Whole($"{path}:{problem.Line}:")} {Terminal.Plain(problem.Message)}", indent: 2);
        return problems.Count == 0 ? 0 : 2;
    }
}
