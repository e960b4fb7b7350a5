using Debrief.Configuration;
using Debrief.Facets.Asking;
using Debrief.LanguageModels;

namespace Debrief.Cli;

/// <summary>A model by its name: the way to it, its name there, and the prompt it is asked by.</summary>
sealed record NamedModel(string Via, string? Name, string? PromptFile)
{
    const string PromptEnd = ".md";

    /// <summary>Null where the name begins with no way to a model.</summary>
    public static NamedModel? Of(string name)
    {
        var at = name.EndsWith(PromptEnd, StringComparison.Ordinal) || name.EndsWith("@" + FacetPrompt.Ours().Version, StringComparison.Ordinal) ? name.LastIndexOf('@') : -1;
        var parts = (at < 0 ? name : name[..at]).Split(':', 2);
        return ModelSettings.Ways.Contains(parts[0]) && parts[0] != ModelChoice.Rules
            ? new(parts[0], parts.Length > 1 && parts[1].Length > 0 ? parts[1] : null, at < 0 ? null : name[(at + 1)..])
            : null;
    }

    /// <param name="config">The configuration's folder.</param>
    public FacetPrompt Prompt(string config) => PromptFile switch
    {
        null => FacetPrompt.In(config),
        { } file when file.EndsWith(PromptEnd, StringComparison.Ordinal) => FacetPrompt.Of(file),
        _ => FacetPrompt.Ours(),
    };
}
