using System.CommandLine;
using Debrief.Configuration;
using Debrief.Facets;
using Debrief.Facets.Asking;
using Debrief.Facets.Runs;
using Debrief.LanguageModels;
using Debrief.Privacy;
using Debrief.Profile;
using Debrief.Sessions;

namespace Debrief.Cli;

/// <summary>Who extracts: rules, or the model of a choice; and what that is likely to cost.</summary>
sealed class ExtractorChoice : IDisposable
{
    /// <summary>Of an answer, while this model has given none yet that could be measured.</summary>
    public const int UsualAnswerTokens = 1_500;

    readonly ModelChoice _choice;
    readonly Lazy<LanguageModel>? _model;

    /// <param name="config">The configuration's folder.</param>
    /// <param name="prompt">By which a model is asked; null: the one of the configuration's folder, else ours.</param>
    /// <param name="skillsOf">Those that exist for a project; null: what is installed.</param>
    public ExtractorChoice(ModelChoice choice, UserProfile profile, Settings settings, string config, FacetPrompt? prompt = null, Func<string?, IReadOnlyList<Skill>>? skillsOf = null)
    {
        _choice = choice;
        var excluded = new ExcludedProjects(settings.Exclude);
        Rules = new RulesExtractor(profile);
        IsExcluded = session => excluded.Excludes(session.Project) || (session.ParentId is not null && excluded.Excludes(session.ParentProject));
        if (choice.IsRules)
        {
            Extractor = Rules;
            return;
        }

        _model = new(choice.Open);
        skillsOf ??= new InstalledSkills(SyncCommand.CandidatesOf(settings.Transcripts), profile).Of;
        var questions = new ModelQuestions(choice.Via == ModelChoice.Bridge ? "bridge" : "model", choice.Model, (prompt, cancel) => _model.Value.AskAsync(prompt, cancel), Secrets.Mask);
        Extractor = ByModel = new ModelExtractor(questions, prompt ?? FacetPrompt.In(config), profile, skillsOf);
    }

    public FacetExtractor Rules { get; }
    public FacetExtractor Extractor { get; }
    public ModelExtractor? ByModel { get; }

    /// <summary>Opened when it is first asked for. There is none by rules.</summary>
    public LanguageModel Model => _model!.Value;

    public bool IsRules => _choice.IsRules;

    /// <summary>Sessions that no model may see.</summary>
    public Func<Session, bool> IsExcluded { get; }

    public FacetExtractor Of(Session session) => IsExcluded(session) ? Rules : Extractor;

    /// <summary>What it is likely to cost, before anything is asked.</summary>
    /// <param name="partOfThePrice">1, or less where questions are sent in a batch.</param>
    public async Task<Forecast> ForecastAsync(IReadOnlyList<Session> sessions, AttemptReader attempts, SessionReader transcripts, double partOfThePrice, CancellationToken cancel)
    {
        if (ByModel is not { } model)
            return Forecast.Nothing;

        var answerTokens = await attempts.MeanAnswerAsync(model, cancel) ?? UsualAnswerTokens;
        return await Forecast.OfAsync(
            [.. sessions.Where(session => !IsExcluded(session))],
            (session, stop) => QuestionAboutAsync(session, transcripts, stop),
            answerTokens,
            (input, output) => Price(input, output) * partOfThePrice,
            cancel);
    }

    /// <summary>What its model would be asked; null where the session says nothing.</summary>
    public async Task<FacetQuestion?> QuestionAboutAsync(Session session, SessionReader transcripts, CancellationToken cancel) =>
        await transcripts.ReadAsync(session, cancel) is { Count: > 0 } passages ? ByModel!.QuestionAbout(session, passages) : null;

    /// <summary>Of the service of its model, which is Anthropic's.</summary>
    public AnthropicBatches OpenBatches() => new(_choice);

    /// <summary>In US dollars; null where it isn't known.</summary>
    public double? Price(long inputTokens, long outputTokens) => Prices.Cost(PricedAs(_choice.Model), inputTokens, outputTokens, 0, 0, 0, 0);

    /// <summary>How many at a time.</summary>
    public int Concurrency(int? asked, Settings settings) => asked ?? (IsRules ? 1 : settings.Extraction.Concurrency);

    public override string ToString() => _choice.ToString();

    public void Dispose()
    {
        if (_model is { IsValueCreated: true })
            _model.Value.Dispose();
    }

    /// <summary>What Claude Code calls the latest of a kind.</summary>
    public static string PricedAs(string model) => model switch
    {
        "haiku" => "claude-haiku-4-5",
        "sonnet" => "claude-sonnet-5",
        "opus" => "claude-opus-4-8",
        _ => model,
    };
}
