using System.CommandLine;
using Debrief.Documents;
using Debrief.Jobs;
using Debrief.Locks;
using Debrief.Storage;
using Spectre.Console;

namespace Debrief.Cli;

static class JobsCommand
{
    static readonly Argument<string> Name = JobName(new Argument<string>("name"));
    static readonly Argument<string?> OnlyOf = JobName(new Argument<string?>("name") { Arity = ArgumentArity.ZeroOrOne });
    static readonly Option<int> Limit = GlobalOptions.Limit(20, "How many are shown, the latest first");
    static readonly Option<bool> AsJson = GlobalOptions.Json();

    public static Command Create()
    {
        var command = new Command("jobs", "Show what `debrief serve` runs on a schedule, and how it went") { AsJson, Run(), Runs() }
            .WithExamples("debrief jobs", "debrief jobs run sync-claude-sessions", "debrief jobs runs --json");
        command.SetAction(ListAsync);
        return command;
    }

    static Command Run()
    {
        var command = new Command("run", "Run a job now, and wait for it") { Name, AsJson }
            .WithExamples("debrief jobs run extract-session-facets", "debrief jobs run generate-insights-report --json");
        command.SetAction(RunAsync);
        return command;
    }

    static Command Runs()
    {
        var command = new Command("runs", "List what jobs did") { OnlyOf, Limit, AsJson }.WithExamples("debrief jobs runs", "debrief jobs runs sync-claude-sessions --limit 5");
        command.SetAction(RunsAsync);
        return command;
    }

    static async Task<int> ListAsync(ParseResult args, CancellationToken cancel)
    {
        var zone = args.Profile().TimeZone;
        await using var database = await Database.OpenAsync(args.Settings().Database, cancel);
        var jobs = await JobDocument.ReadAsync(Schedule.Of(args.Settings().Jobs, zone), RunsOf(args, database), TimeProvider.System.GetUtcNow(), cancel);
        if (args.GetValue(AsJson))
            Json.Write(args.Output, jobs, new JobsJson(Json.Options()).IReadOnlyListJobDocument);
        else
            Terminal.On(args.Output).Write(JobTables.Of(jobs, zone));
        return 0;
    }

    static async Task<int> RunAsync(ParseResult args, CancellationToken cancel)
    {
        var job = Job.Named(args.GetRequiredValue(Name));
        await using var database = await Database.OpenAsync(args.Settings().Database, cancel);
        var runner = new JobRunner(new LockStore(database, TimeProvider.System), RunsOf(args, database), OwnCommand.Of(args.Settings().Jobs, args.GetValue(GlobalOptions.Home)));
        var run = await runner.RunAsync(job, "person", due: null, begun: null, cancel) ?? throw new WorkError($"{job.Name} runs already. Wait for it: `debrief jobs runs {job.Name}`.");
        if (args.GetValue(AsJson))
            Json.Write(args.Output, run, new JobsJson(Json.Options()).JobRun);
        else
            Terminal.WriteWrapped(args.Output, $"{job.Name} {run.Outcome} after {run.EndedAt - run.StartedAt:hh\\:mm\\:ss}. {Terminal.Plain(run.Error ?? run.Stats?.ToJsonString() ?? "")}");
        return run.Outcome == "succeeded" ? 0 : 1;
    }

    static async Task<int> RunsAsync(ParseResult args, CancellationToken cancel)
    {
        var job = args.GetValue(OnlyOf);
        await using var database = await Database.OpenAsync(args.Settings().Database, cancel);
        var runs = await RunsOf(args, database).ListAsync(job, args.GetValue(Limit), cancel);
        if (args.GetValue(AsJson))
            Json.Write(args.Output, runs, new JobsJson(Json.Options()).IReadOnlyListJobRun);
        else if (runs.Count == 0)
            Terminal.WriteWrapped(args.Output, "No job has run yet: `debrief serve` runs them, or `debrief jobs run NAME`.");
        else
            Terminal.On(args.Output).Write(JobTables.Of(runs, args.Profile().TimeZone));
        return 0;
    }

    static JobRuns RunsOf(ParseResult args, Database database) => new(database, TimeProvider.System, args.Settings().Server.Name);

    static Argument<T> JobName<T>(Argument<T> name)
    {
        name.Description = string.Join(", ", Job.All.Select(job => job.Name));
        name.AcceptOnlyFromAmong([.. Job.All.Select(job => job.Name)]);
        return name;
    }
}
