using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Debrief.LanguageModels;

namespace Debrief.Reports.Narratives;

/// <summary>The words that ask a model for the sentences of a report.</summary>
static partial class NarrativePrompt
{
    public const string Version = "v1";

    const int AnswerTokens = 6000;

    static readonly JsonElement s_schema = Schema();

    /// <param name="nonce">A word that the facts can't know.</param>
    public static ModelPrompt For(ReportText text, IReadOnlyList<Fact> facts, string language, string nonce)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["owner"] = text.Owner ?? "the person whose sessions these are",
            ["language"] = language,
            ["before"] = text.TheOneBefore,
            ["period"] = Days.Name(text.Period),
            ["compared"] = text.Comparable ? Days.Name(text.Period.Before) : "nothing: nothing is known of the period before",
            ["nonce"] = nonce,
            ["facts"] = Without(nonce, string.Join('\n', facts.Select(fact => fact.Line))),
        };
        var parts = Read().Split("---period---", 2);
        return new(Fill(parts[0], values), Fill(parts[1], values), s_schema, AnswerTokens);
    }

    /// <summary>Asks for those sentences again that said what the facts don't.</summary>
    /// <param name="nonce">Another than before: what was answered is as foreign as what it was answered to.</param>
    public static ModelPrompt Again(ModelPrompt asked, IReadOnlyList<Rejected> rejected, string nonce) => asked with
    {
        User = $$"""
            {{asked.User}}

            You have answered this before. These sentences, between two marks, can't stand, each with what is wrong with it:
            <<<sentences {{nonce}}
            {{string.Join('\n', rejected.Select((each, i) => $"{i + 1}. ({each.Section}) {Without(nonce, each.Sentence)} — {Without(nonce, each.Problem)}"))}}
            sentences {{nonce}}>>>

            Write these sentences again so that each stands, in the same sections, by the same rules; leave one out where it can't. Answer with the same JSON object, and nothing in it but these sentences.
            """,
    };

    /// <summary>Asks again where no answer could be read.</summary>
    public static ModelPrompt Unread(ModelPrompt asked) => asked with { User = $"{asked.User}\n\nYou have answered this before, with something that is no such JSON object. Answer again: one whole JSON object, and nothing else." };

    public static string NewNonce() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    static string Read()
    {
        using var file = Assembly.GetExecutingAssembly().GetManifestResourceStream("Debrief.Reports.Prompts.insights-narrative.v1.md")!;
        using var reader = new StreamReader(file);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    static JsonElement Schema()
    {
        var sections = Told.Names.Select(name => KeyValuePair.Create<string, JsonNode?>(name, new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string" } }));
        var schema = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject(sections),
            ["required"] = new JsonArray([.. Told.Names.Select(name => (JsonNode)name)]),
            ["additionalProperties"] = false,
        };
        return JsonDocument.Parse(schema.ToJsonString()).RootElement;
    }

    static string Without(string nonce, string text) => text.Replace(nonce, "", StringComparison.OrdinalIgnoreCase);

    /// <summary>In one go: what stands in a value is no placeholder.</summary>
    static string Fill(string text, Dictionary<string, string> values) => Placeholder().Replace(text, found => values[found.Groups["name"].Value]).Trim();

    [GeneratedRegex(@"\{\{(?<name>\w+)\}\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Placeholder();
}
