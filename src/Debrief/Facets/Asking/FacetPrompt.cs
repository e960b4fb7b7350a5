using System.Reflection;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Debrief.LanguageModels;
using Debrief.Profile;
using Debrief.Sessions;
using Debrief.Transcripts;

namespace Debrief.Facets.Asking;

/// <summary>The words that ask a model for facets: ours, or a file of the user's. The part before the line <c>---session---</c> is the same for all sessions.</summary>
sealed partial class FacetPrompt
{
    public const string FileName = "extract-facets.md";

    const string Divider = "---session---";
    const int AnswerTokens = 4096;
    static readonly string[] _placeholders = ["profile", "skills", "facts", "nonce", "transcript", "schema"];

    readonly string _fixed, _session;

    FacetPrompt(string text, string version)
    {
        var divider = text.IndexOf(Divider, StringComparison.Ordinal);
        (_fixed, _session) = (text[..divider].Trim(), text[(divider + Divider.Length)..].Trim());
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
        if (!File.Exists(path))
            return Ours();

        var text = Read(path);
        if (Problem(text) is { } problem)
            throw new UserError($"{path}: {problem}. Mend it, or move it away to use Debrief's own prompt.");
        return new(text, $"custom-{StableHash.Of(text):x16}"[..15]);
    }

    /// <param name="shown">See <see cref="Shown.Of"/>.</param>
    /// <param name="nonce">A word that the transcript can't know.</param>
    public ModelPrompt For(Session session, IReadOnlyList<Passage> shown, UserProfile profile, IReadOnlyList<Skill> skills, SessionFacet observed, string nonce)
    {
        // The transcript last: what stands in it must not be taken for a placeholder.
        var asked = Fill(_session, ("facts", SessionFacts.Of(session, observed)), ("nonce", nonce), ("schema", AnswerSchema.Text), ("profile", ProfileText.Of(profile)), ("skills", ProfileText.Of(skills)));
        var system = Fill(_fixed, ("profile", ProfileText.Of(profile)), ("skills", ProfileText.Of(skills)), ("schema", AnswerSchema.Text));
        var record = Digest.Of(shown, DigestTokens).Text.Replace(nonce, "[mark]", StringComparison.OrdinalIgnoreCase).Replace("<<<", "‹‹‹", StringComparison.Ordinal).Replace(">>>", "›››", StringComparison.Ordinal);
        return new(system, Fill(asked, ("transcript", record)), AnswerSchema.Element, AnswerTokens) { SessionId = session.Id };
    }

    public static string NewNonce() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    static string Fill(string text, params (string Name, string Value)[] values)
    {
        foreach (var (name, value) in values)
            text = text.Replace($"{{{{{name}}}}}", value, StringComparison.Ordinal);
        return text;
    }

    static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"{path} can't be read: {ex.Message}", ex);
        }
    }

    static string? Problem(string text)
    {
        if (!text.Contains(Divider, StringComparison.Ordinal))
            return $"it lacks the line {Divider} between what is the same for all sessions and what differs";
        if (Placeholder().Matches(text).FirstOrDefault(found => !_placeholders.Contains(found.Groups["name"].Value)) is { } unknown)
            return $"line {text.AsSpan(0, unknown.Index).Count('\n') + 1}: there is no {unknown.Value} (known: {string.Join(", ", _placeholders)})";

        var session = text[text.IndexOf(Divider, StringComparison.Ordinal)..];
        return Array.Find(["transcript", "nonce"], name => !session.Contains($"{{{{{name}}}}}", StringComparison.Ordinal)) is { } missing
            ? $"the part after {Divider} lacks {{{{{missing}}}}}"
            : null;
    }

    [GeneratedRegex(@"\{\{(?<name>\w+)\}\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Placeholder();
}
