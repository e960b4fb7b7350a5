using System.CommandLine;
using Debrief.Configuration;
using Debrief.LanguageModels;

namespace Debrief.Cli;

/// <summary>Who writes the sentences of a report.</summary>
static class NarrativeOptions
{
    public static readonly Option<string?> Via = ExtractOptions.Ways("How the model that writes the sentences is reached, or rules: none does [default: as for debrief extract]");
    public static readonly Option<string?> Model = new("--model") { Description = "That model, as that way of reaching it calls it [default: narrative.model of config.yaml, else sonnet]", HelpName = "NAME" };
    public static readonly Option<bool> None = new("--no-narrative") { Description = "Ask no model: the report says in plain sentences what its figures say" };

    /// <summary>A model was named, so that what it lacks is an error, and a report that was told without one is told again.</summary>
    public static bool WantsNarrative(this ParseResult args) => args.GetValue(Via) is not (null or ModelChoice.Rules) || args.GetValue(Model) is not null;

    /// <exception cref="UserError">What is asked for lacks something.</exception>
    public static ModelChoice ChosenNarrator(this ParseResult args, Settings settings)
    {
        var named = args.GetValue(Model) ?? settings.NarrativeModel;
        var choice = ExtractCommand.Chosen(args.GetValue(Via), named, settings);
        return named is not null ? choice : choice.Via switch
        {
            ModelChoice.Claude or ModelChoice.Bridge => choice with { Model = "sonnet" },
            ModelChoice.Anthropic => choice with { Model = ExtractorChoice.PricedAs("sonnet") },
            _ => choice,
        };
    }
}
