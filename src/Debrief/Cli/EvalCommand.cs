using System.CommandLine;
using System.CommandLine.Parsing;
using Debrief.Configuration;
using Debrief.Documents;
using Debrief.Evaluation;
using Debrief.Facets;
using Debrief.Profile;
using Debrief.Sources;
using Debrief.Storage;

namespace Debrief.Cli;

static class EvalCommand
{
    static readonly Argument<string> LabelsFolder = new("labels")
    {
        Description = "Sessions labelled by people: a folder with one JSON file a session, or one that holds it as labels/",
        DefaultValueFactory = _ => "eval",
    };

    static readonly Option<string?> Transcripts = new("--transcripts") { Description = "Where their transcripts lie [default: where sync looks]", HelpName = "DIR" };
    static readonly Option<string?> ProfileFile = new("--profile") { Description = "The profile to answer by [default: profile.yaml beside the labels, else your own]", HelpName = "FILE" };

    static readonly Option<string> Extractor = new("--extractor")
    {
        Description = "Whose answers: rules; stored (what the database holds); a model that is asked now, such as claude:haiku, or claude:haiku@mine.md by a prompt of one's own; or a folder of recorded answers, one SESSION.json each",
        HelpName = "WHOSE",
        DefaultValueFactory = _ => "rules",
    };

    static readonly Option<string?> Via = ExtractOptions.Ways("Ask a model now, instead of --extractor: how it is reached, as for `debrief extract`");

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
        var command = new Command("eval", "How far an extractor agrees with people, on sessions that they labelled")
        {
            LabelsFolder, Transcripts, ProfileFile, Extractor, Via, ExtractOptions.Model, Compare, Record, ExtractOptions.MaxCost, ExtractOptions.Concurrency, ExtractOptions.Yes, AsJson,
        }.WithExamples(
            "debrief eval", "debrief eval labelled --transcripts transcripts --json", "debrief eval --via claude --model haiku --record answers", "debrief eval --extractor stored",
            "debrief eval --compare rules answers", "debrief eval --compare claude:haiku claude:sonnet --max-cost 3", "debrief eval --compare claude:haiku claude:haiku@mine.md --yes");
        command.Validators.Add(result =>
        {
            var named = new SymbolResult?[] { result.GetResult(Extractor), result.GetResult(Via), result.GetResult(ExtractOptions.Model), result.GetResult(Record) }.Where(IsGiven).ToList();
            if (result.GetResult(Compare) is not null && named.Count > 0)
                result.AddError("--compare names two extractors itself: leave out --extractor, --via, --model and --record.");
            else if (IsGiven(result.GetResult(Extractor)) && (IsGiven(result.GetResult(Via)) || IsGiven(result.GetResult(ExtractOptions.Model))))
                result.AddError("--extractor names a model itself, as in claude:haiku: leave out --via and --model.");
        });
        command.SetAction(RunAsync);
        return command;
    }

    static bool IsGiven(SymbolResult? option) => option is OptionResult { Implicit: false };

    static async Task<int> RunAsync(ParseResult args, CancellationToken cancel)
    {
        var labels = Labels.Read(args.GetRequiredValue(LabelsFolder));
        var settings = args.Settings();
        var profile = ProfileOf(args, labels);
        var sources = args.GetValue(Transcripts) is { } folder ? Roots.From([folder]) : SyncCommand.RootsOf(settings.Transcripts);
        var names = Names(args, settings);
        await using var database = names.Contains(EvaluatedExtractor.Stored) ? await args.OpenSyncedAsync(cancel) : null;
        var extractors = names.Select(name => EvaluatedExtractor.Named(name, profile, settings, database, args.Folders().Config)).ToList();
        try
        {
            var sessions = await LabelledSessions.ReadAsync(labels.All, sources, cancel);
            if (sessions.Found.Count == 0)
                throw new UserError($"None of the {labels.All.Count} labelled sessions has a transcript in {string.Join(", ", sources.Select(source => source.Folder))}. Say where they lie with --transcripts.");

            return await EvaluateAsync(args, settings, profile, extractors, sessions, cancel);
        }
        finally
        {
            extractors.ForEach(extractor => extractor.Dispose());
        }
    }

    static string[] Names(ParseResult args, Settings settings)
    {
        if (args.GetValue(Compare) is { Length: 2 } both)
            return both;
        if (args.GetValue(Via) is null && args.GetValue(ExtractOptions.Model) is null)
            return [args.GetRequiredValue(Extractor)];

        var choice = ExtractCommand.Chosen(args.GetValue(Via), args.GetValue(ExtractOptions.Model), settings);
        return [choice.IsRules ? EvaluatedExtractor.Rules : $"{choice.Via}:{choice.Model}"];
    }

    static async Task<int> EvaluateAsync(ParseResult args, Settings settings, UserProfile profile, IReadOnlyList<EvaluatedExtractor> extractors, LabelledSessions sessions, CancellationToken cancel)
    {
        var plans = new Dictionary<EvaluatedExtractor, PlannedRun>();
        foreach (var extractor in extractors.Where(extractor => extractor.Choice is not null))
            plans.Add(extractor, await extractor.PlanAsync(sessions.Found, cancel));
        if (extractors.Any(extractor => extractor.Name == EvaluatedExtractor.Rules))
            ExtractPages.TellBeginning(args, [.. sessions.Found.Select(session => session.Session)], PlannedRun.ByRules);
        if (!plans.Values.All(plan => ExtractPages.MayBegin(args, plan, args.GetValue(ExtractOptions.Yes))))
            return 0;

        var answers = args.GetValue(Record) is { } kept ? new RecordedAnswers(kept, profile) : null;
        answers?.Prepare();
        var left = args.GetValue(ExtractOptions.MaxCost) ?? settings.Extraction.MaxUsdPerRun;
        var runs = new List<EvaluationRun>();
        foreach (var extractor in extractors)
        {
            var asked = plans.TryGetValue(extractor, out var plan) ? extractor.Paid(plan, left) : extractor.Extractor;
            var concurrency = extractor.Choice?.Concurrency(args.GetValue(ExtractOptions.Concurrency), settings) ?? 1;
            runs.Add(await EvaluateAsync(extractor.Name, asked, sessions.Found, concurrency, answers, cancel));
            left -= runs[^1].Asked?.CostUsd ?? 0;
        }

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

    static async Task<EvaluationRun> EvaluateAsync(string name, FacetExtractor extractor, IReadOnlyList<LabelledSession> sessions, int concurrency, RecordedAnswers? answers, CancellationToken cancel)
    {
        EvaluationRun? run = null;
        await ProgressBar.RunAsync($"Evaluating {name}", async bar =>
            run = await EvaluationRun.RunAsync(name, extractor, sessions, concurrency, facets => answers?.KeepAsync(facets) ?? Task.CompletedTask, bar is null ? null : new Forward(bar, sessions.Count), cancel));
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
