using System.Reflection;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Debrief.LanguageModels;
using Debrief.Profile;

namespace Debrief.Facets.Asking;

/// <summary>The words that ask a model for facets: ours, or a file of the user's. The part before the line <c>---session---</c> is the same for all sessions.</summary>
sealed partial class FacetPrompt
{
    public const string FileName = "extract-facets.md";

    /// <summary>What every question begins with, whoever wrote it: by this its transcript is known for Debrief's own, and it is never taken for a command.</summary>
    public const string Tag = "[DEBRIEF-INTERNAL-TASK] [extract-facets]";

    /// <summary>Each thing cited takes some forty tokens, and a long session has many.</summary>
    const int AnswerTokens = 8192;

    static readonly string[] _placeholders = ["profile", "skills", "facts", "nonce", "transcript", "schema"];

    readonly string _fixed, _session;

    FacetPrompt(string text, string version)
    {
        var divider = Divider().Match(text);
        (_fixed, _session) = (Tagged(text[..divider.Index].Trim()), Tagged(text[(divider.Index + divider.Length)..].Trim()));
        Version = version;
    }

    /// <summary>v1 and so on; a user's own file is known by its hash.</summary>
    public string Version { get; }

    public int DigestTokens { get; init; } = Digest.UsualTokens;

    public static FacetPrompt Ours()
    {
        using var file = Assembly.GetExecutingAssembly().GetManifestResourceStream("Debrief.Facets.Prompts.extract-facets.v1.md")!;
        using var reader = new StreamReader(file);
        return new(reader.ReadToEnd(), "v1");
    }

    /// <param name="folder">The configuration's folder.</param>
    /// <exception cref="UserError">The user's own file can't be used.</exception>
    public static FacetPrompt In(string folder)
    {
        var path = Path.Combine(folder, FileName);
        return File.Exists(path) ? Of(path) : Ours();
    }

    /// <exception cref="UserError">The file can't be used.</exception>
    public static FacetPrompt Of(string path)
    {
        var text = Read(path);
        if (Problem(text) is { } problem)
            throw new UserError($"{path}:{problem.Line}: {problem.Words}. Mend it, or move it away to use Debrief's own prompt.");
        return new(text, $"custom-{StableHash.Of(text):x16}"[..15]);
    }

    /// <param name="record">See <see cref="Digest"/>.</param>
    /// <param name="skills">Those that are there in every project; a project's own are among the facts.</param>
    /// <param name="facts">See <see cref="SessionFacts"/>.</param>
    /// <param name="nonce">A word that the transcript can't know.</param>
    public ModelPrompt For(string sessionId, string record, string facts, UserProfile profile, IReadOnlyList<Skill> skills, string nonce)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["profile"] = ProfileText.Of(profile),
            ["skills"] = ProfileText.Of(skills),
            ["schema"] = AnswerSchema.Text,
            ["facts"] = Without(nonce, facts),
            ["nonce"] = nonce,
            ["transcript"] = $"<<<record {nonce}\n{Without(nonce, record)}\nrecord {nonce}>>>",
        };
        return new(Fill(_fixed, values), Fill(_session, values), AnswerSchema.Element, AnswerTokens) { SessionId = sessionId };
    }

    public static string NewNonce() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    static string Tagged(string text) => text.StartsWith(Tag, StringComparison.Ordinal) ? text : $"{Tag}\n\n{text}";

    static string Without(string nonce, string text) => text.Replace(nonce, nonce.Insert(nonce.Length / 2, " "), StringComparison.OrdinalIgnoreCase);

    /// <summary>In one go: what stands in a value is no placeholder.</summary>
    static string Fill(string text, Dictionary<string, string> values) => Placeholder().Replace(text, found => values[found.Groups["name"].Value]);

    static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path).ReplaceLineEndings("\n");
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"{path} can't be read: {ex.Message}", ex);
        }
    }

    static (int Line, string Words)? Problem(string text)
    {
        if (Placeholder().Matches(text).FirstOrDefault(found => !_placeholders.Contains(found.Groups["name"].Value)) is { } unknown)
            return (LineOf(text, unknown.Index), $"there is no {unknown.Value}; it is one of: {string.Join(", ", _placeholders.Select(name => $"{{{{{name}}}}}"))}");
        if (Divider().Match(text) is not { Success: true } divider)
            return (1, "it lacks a line ---session--- between what is the same for all sessions and what differs");

        if (Placeholder().Matches(text[..divider.Index]).FirstOrDefault(found => found.Groups["name"].Value is "facts" or "nonce" or "transcript") is { } early)
            return (LineOf(text, early.Index), $"{early.Value} differs from session to session and belongs below the line ---session---");
        var transcripts = Placeholder().Matches(text).Where(found => found.Groups["name"].Value == "transcript").ToList();
        return transcripts switch
        {
            [] => (LineOf(text, divider.Index), "{{transcript}} is missing below this line"),
            [_, var second, ..] => (LineOf(text, second.Index), "{{transcript}} stands here a second time"),
            _ => null,
        };
    }

    static int LineOf(string text, int at) => text.AsSpan(0, at).Count('\n') + 1;

    [GeneratedRegex(@"^---session---[ \t]*\r?$", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex Divider();

    [GeneratedRegex(@"\{\{(?<name>\w+)\}\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Placeholder();
}
