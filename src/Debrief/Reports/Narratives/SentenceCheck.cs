using System.Text.RegularExpressions;

namespace Debrief.Reports.Narratives;

/// <summary>
/// Whether a sentence says what the facts say that it refers to. It is taken apart at its references, as in "Indy Hall got 18 sessions [f5], System 9 [f6].", and each part is held
/// against the facts behind it: its numbers with what they count and of which period they are said, its dates, names, commands and quotes, and whether something rose, fell, doubled or held for all.
/// </summary>
sealed partial class SentenceCheck
{
    readonly Dictionary<string, Fact> _facts;
    readonly Language _language;
    readonly SaidNames _names;
    readonly SaidNumbers _numbers;
    readonly SaidMoves _moves;
    readonly Multiples _multiples;

    /// <param name="allowed">Names that may always stand: the owner's, the assistant's.</param>
    public SentenceCheck(IReadOnlyList<Fact> facts, string language, IEnumerable<string> allowed)
    {
        _facts = facts.ToDictionary(fact => fact.Id, StringComparer.OrdinalIgnoreCase);
        _language = Language.Of(language);
        _names = new(facts, _language, allowed);
        _numbers = new(_language, _names.Subjects);
        _moves = new(_language, _names.Subjects);
        _multiples = new(_language);
    }

    /// <returns>What is wrong with it; null: it stands.</returns>
    public string? Problem(string sentence)
    {
        var at = 0;
        var references = Reference().Matches(sentence);
        if (references.Count == 0)
            return "it refers to no fact";
        foreach (Match reference in references)
        {
            var ids = Id().Matches(reference.Value).Select(id => id.Value).ToList();
            if (ids.Find(id => !_facts.ContainsKey(id)) is { } unknown)
                return $"there is no fact {unknown}";
            if (PartProblem(sentence[at..reference.Index], [.. ids.Select(id => _facts[id])], isFirst: at == 0) is { } problem)
                return problem;
            at = reference.Index + reference.Length;
        }
        return PartProblem(sentence[at..], [], isFirst: false) is { } rest ? $"{rest} behind the last reference" : null;
    }

    /// <summary>The sentence as it is shown.</summary>
    public static string Shown(string sentence) => BeforeSign().Replace(Blanks().Replace(Reference().Replace(sentence, " "), " "), "").Trim();

    string? PartProblem(string part, IReadOnlyList<Fact> facts, bool isFirst)
    {
        var known = string.Join("; ", facts.Select(fact => fact.Text));
        var (text, problem) = Quoted(part, known);
        return problem
            ?? CommandProblem(ref text, known)
            ?? SaidDates.Problem(ref text, known)
            ?? _names.Problem(text, known, isFirst)
            ?? _multiples.Problem(ref text, facts)
            ?? Sweeping.Problem(text, facts, _language)
            ?? _numbers.Problem(text, facts)
            ?? _moves.Problem(text, facts);
    }

    static (string Text, string? Problem) Quoted(string part, string known)
    {
        var wrong = Quote().Matches(part).Select(quote => quote.Groups["words"].Value.Trim().TrimEnd('.', ',')).FirstOrDefault(words => !known.Contains(words, StringComparison.OrdinalIgnoreCase));
        return (Quote().Replace(part, match => new string(' ', match.Length)), wrong is null ? null : $"it quotes “{wrong}”, which the fact doesn't have");
    }

    static string? CommandProblem(ref string text, string known)
    {
        var wrong = Command().Matches(text).Select(command => command.Value.TrimEnd(':')).FirstOrDefault(command => !Phrases.Has(known, command));
        text = Command().Replace(text, match => new string(' ', match.Length));
        return wrong is null ? null : $"it names {wrong}, which the fact doesn't";
    }

    [GeneratedRegex(@"\s*\[\s*f\d+(?:\s*[,;]\s*f\d+)*\s*\]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Reference();

    [GeneratedRegex(@"f\d+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Id();

    [GeneratedRegex("[“„\"](?<words>[^“”„\"]{2,}?)[”“\"]", RegexOptions.CultureInvariant)]
    private static partial Regex Quote();

    [GeneratedRegex(@"(?<![\p{L}\d/])/[\p{L}][\p{L}\d:_-]*", RegexOptions.CultureInvariant)]
    private static partial Regex Command();

    [GeneratedRegex(@"\s+(?=[.,;:!?)])", RegexOptions.CultureInvariant)]
    private static partial Regex BeforeSign();

    [GeneratedRegex(@"\s{2,}", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();
}
