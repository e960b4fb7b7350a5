using Debrief.Evaluation;
using Debrief.Facets;
using Debrief.Profile;
using Debrief.Storage;

namespace Debrief.Cli;

/// <summary>Whose answers `debrief eval` compares with the labels.</summary>
static class EvaluatedExtractor
{
    public const string Rules = "rules";
    public const string Stored = "stored";

    /// <param name="database">Needed for what is stored.</param>
    /// <exception cref="UserError">Nobody has that name.</exception>
    public static FacetExtractor Named(string name, UserProfile profile, Database? database) => name switch
    {
        Rules => new RulesExtractor(profile),
        Stored => new StoredFacets(new FacetStore(database!)),
        _ when Directory.Exists(name) => new RecordedAnswers(name, profile),
        _ => throw new UserError($"There is no extractor \"{name}\", and no folder of that name: say rules, stored, or a folder of recorded answers."),
    };
}
