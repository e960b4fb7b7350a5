using System.CommandLine;
using Debrief.Documents;
using Debrief.Evaluation;
using Debrief.Facets;
using Debrief.Profile;
using Debrief.Sources;
using Debrief.Storage;

namespace Debrief.Cli;

static class EvalCommand
{
    static readonly Option<string> LabelsFolder = new("--labels")
    {
        Description = "Sessions labelled by people: a folder with one JSON file a session, or one that holds it as labels/",
        HelpName = "DIR",
        DefaultValueFactory = _ => "eval",
    };

    static readonly Option<string?> Transcripts = new("--transcripts") { Description = "Where their transcripts lie [default: where sync looks]", HelpName = "DIR" };
    static readonly Option<string?> ProfileFile = new("--profile") { Description = "The profile to answer by [default: profile.yaml beside the labels, else your own]", HelpName = "FILE" };

    static readonly Option<string> Extractor = new("--extractor")
    {
        Description = "Whose answers: rules, stored (what the database holds), or a folder of recorded answers, one SESSION.json each",
        HelpName = "WHOSE",
        DefaultValueFactory = _ => "rules",
    };

    static readonly Option<string[]> Compare = new("--compare")
    {
        Description = "Two of them side by side, with the sessions on which they disagree",
        HelpName = "A B",
        Arity = new(2, 2),
        AllowMultipleArgumentsPerToken = true,
    };

    static readonly Option<string?> Record = new("--record") { Description = "Keep the answers in this folder, to evaluate them again without the extractor", HelpName = "DIR" };
    static readonly Option<bool> AsJson = GlobalOptions.Json();

    public static Command Create()
    {
        var command = new Command("eval", "How far an extractor agrees with people, on sessions that they labelled") { LabelsFolder, Transcripts, ProfileFile, Extractor, Compare, Record, AsJson }
            .WithExamples("debrief eval", "debrief eval --labels eval --transcripts transcripts --json", "debrief eval --extractor stored --record answers", "debrief eval --compare rules answers");
        command.Validators.Add(result =>
        {
            if (result.GetResult(Compare) is not null && (result.GetResult(Record) ?? result.GetResult(Extractor)) is { Implicit: false })
                result.AddError("--compare names two extractors itself: leave out --extractor and --record.");
        });
        command.SetAction(RunAsync);
        return command;
    }

    static async Task<int> RunAsync(ParseResult args, CancellationToken cancel)
    {
        var labels = Labels.Read(args.GetRequiredValue(LabelsFolder));
        var profile = ProfileOf(args, labels);
        var sources = args.GetValue(Transcripts) is { } folder ? Roots.From([folder]) : SyncCommand.RootsOf(args.Settings().Transcripts);
        var names = args.GetValue(Compare) is { Length: 2 } both ? both : [args.GetRequiredValue(Extractor)];
        await using var database = names.Contains(EvaluatedExtractor.Stored) ? await args.OpenSyncedAsync(cancel) : null;
        var extractors = names.Select(name => EvaluatedExtractor.Named(name, profile, database)).ToList();

        var sessions = await LabelledSessions.ReadAsync(labels.All, sources, cancel);
        if (sessions.Found.Count == 0)
            throw new UserError($"None of the {labels.All.Count} labelled sessions has a transcript in {string.Join(", ", sources.Select(source => source.Folder))}. Say where they lie with --transcripts.");

        var runs = new List<EvaluationRun>();
        foreach (var (name, extractor) in names.Zip(extractors))
            runs.Add(await EvaluateAsync(name, extractor, sessions.Found, cancel));
        if (args.GetValue(Record) is { } answers)
            await new RecordedAnswers(answers, profile).WriteAsync(runs[0], cancel);
        Tell(args, runs, sessions.Missing);
        return 0;
    }

    static UserProfile ProfileOf(ParseResult args, Labels labels)
    {
        var named = args.GetValue(ProfileFile);
        if (named is not null && !File.Exists(named))
            throw new UserError($"There is no profile {named}.");
        return (named ?? labels.ProfileFile) is { } file ? Profile.ProfileFile.Load(file) : args.Profile();
    }

    static async Task<EvaluationRun> EvaluateAsync(string name, FacetExtractor extractor, IReadOnlyList<LabelledSession> sessions, CancellationToken cancel)
    {
        EvaluationRun? run = null;
        await ProgressBar.RunAsync($"Evaluating {name}", async bar =>
            run = await EvaluationRun.RunAsync(name, extractor, sessions, bar is null ? null : new Forward(bar, sessions.Count), cancel));
        return run!;
    }

    static void Tell(ParseResult args, IReadOnlyList<EvaluationRun> runs, IReadOnlyList<Label> missing)
    {
        if (args.GetValue(AsJson))
            Json.Write(args.Output, EvalDocument.Of(runs, missing), new EvalJson(Json.Options()).EvalDocument);
        else
            new EvalPage(runs, missing).Write(args.Output);
    }

    sealed class Forward(IProgress<Sync.SyncProgress> bar, int of) : IProgress<int>
    {
        public void Report(int done) => bar.Report(new(done, of));
    }
}
