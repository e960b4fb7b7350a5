using Debrief.Configuration;
using Debrief.Evaluation;
using Debrief.Facets;
using Debrief.Facets.Asking;
using Debrief.Facets.Runs;
using Debrief.LanguageModels;
using Debrief.Profile;
using Debrief.Storage;

namespace Debrief.Cli;

/// <summary>Whose answers `debrief eval` compares with the labels.</summary>
/// <param name="Choice">The model that is asked; null: nobody has to be.</param>
sealed record EvaluatedExtractor(string Name, FacetExtractor Extractor, ExtractorChoice? Choice = null) : IDisposable
{
    public const string Rules = "rules";
    public const string Stored = "stored";

    /// <param name="name">rules, stored, a way to a model as in claude:haiku or claude:haiku@prompt.md, or a folder.</param>
    /// <param name="database">Needed for what is stored.</param>
    /// <param name="config">The configuration's folder.</param>
    /// <exception cref="UserError">Nobody has that name.</exception>
    public static EvaluatedExtractor Named(string name, UserProfile profile, Settings settings, Database? database, string config) => name switch
    {
        Rules => new(name, new RulesExtractor(profile)),
        Stored => new(name, new StoredFacets(new FacetStore(database!))),
        _ when NamedModel.Of(name) is { } model => Asking(model, name, profile, settings, config),
        _ when Directory.Exists(name) => new(name, new RecordedAnswers(name, profile)),
        _ => throw new UserError($"There is no extractor \"{name}\", and no folder of that name: say rules, stored, a model such as claude:haiku, or a folder of recorded answers."),
    };

    static EvaluatedExtractor Asking(NamedModel model, string name, UserProfile profile, Settings settings, string config)
    {
        // The same skills on every machine, so that the figures can be compared.
        var choice = new ExtractorChoice(ExtractCommand.Chosen(model.Via, model.Name, settings), profile, settings, config, model.Prompt(config), _ => profile.Skills);
        return new(name, choice.Extractor, choice);
    }

    /// <summary>What asking the model about the sessions is likely to cost.</summary>
    public async Task<PlannedRun> PlanAsync(IReadOnlyList<LabelledSession> sessions, CancellationToken cancel)
    {
        var passages = sessions.ToDictionary(session => session.Session.Id, session => session.Passages);
        var asked = sessions.Select(session => session.Session).Where(session => !Choice!.IsExcluded(session)).ToList();
        return new(asked, Choice!, await Forecast.OfAsync(
            asked, (session, _) => Task.FromResult<FacetQuestion?>(Choice!.ByModel!.QuestionAbout(session, passages[session.Id])), ExtractorChoice.UsualAnswerTokens, Choice!.Price, cancel));
    }

    /// <summary>Asked so long as the money lasts.</summary>
    /// <param name="left">In US dollars.</param>
    public PaidExtractor Paid(PlannedRun plan, double left) =>
        new(Extractor, Choice!.IsExcluded, new([new("run", left, left)], plan.Forecast.CostOf), TimeProvider.System);

    public void Dispose() => Choice?.Dispose();
}
