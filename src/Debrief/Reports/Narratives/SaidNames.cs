using System.Text.RegularExpressions;

namespace Debrief.Reports.Narratives;

/// <summary>People, businesses and priorities in a sentence.</summary>
sealed partial class SaidNames
{
    readonly Language _language;
    readonly HashSet<string> _allowed, _plain, _people;

    /// <param name="allowed">Names that may always stand.</param>
    public SaidNames(IReadOnlyList<Fact> facts, Language language, IEnumerable<string> allowed)
    {
        _language = language;
        _allowed = [.. allowed.SelectMany(Phrases.Words), .. Phrases.Words("I Debrief Claude Code MCP API APIs AI PR PRs")];
        _plain = [.. Phrases.Words(language.Starters), .. facts.SelectMany(fact => Phrases.Words(fact.Text)).Where(word => char.IsLower(word[0])).Select(word => char.ToUpperInvariant(word[0]) + word[1..])];
        _people = [.. facts.Where(fact => fact.Topic == "people" && IsName(fact.Subject)).SelectMany(fact => Phrases.Words(fact.Subject)).Select(word => word.ToLowerInvariant())];
        Subjects = [.. facts.Where(fact => fact.Topic is "attention" or "priorities" or "people" or "skills").Select(fact => fact.Subject).Where(IsName).Distinct().OrderByDescending(subject => subject.Length)];
    }

    /// <summary>The names that facts tell of, long ones first.</summary>
    public IReadOnlyList<string> Subjects { get; }

    /// <param name="isFirst">The sentence begins here.</param>
    /// <returns>What is wrong; null: the fact has them all.</returns>
    public string? Problem(string text, string known, bool isFirst)
    {
        if (Subjects.FirstOrDefault(subject => Phrases.Has(text, subject) && !Phrases.Has(known, subject)) is { } moved)
            return $"it tells of {moved}, the fact doesn't";
        var wrong = Small().Matches(text).Select(word => word.Groups["name"].Value).FirstOrDefault(name => _people.Contains(name) && !Phrases.Has(known, name))
            ?? (_language.NounsAreCapital ? (isFirst ? AtFront(text, known) : null) ?? Pair(text, known) : Name(text, known, isFirst));
        return wrong is null ? null : $"it names {wrong}, which the fact doesn't";
    }

    string? Name(string text, string known, bool isFirst)
    {
        foreach (Match word in CapitalWord().Matches(text))
        {
            var name = Possessive().Replace(word.Value, "").TrimEnd('.', '-', '’', '\'');
            var begins = isFirst && string.IsNullOrWhiteSpace(text[..word.Index].Trim('"', '“', '*', '('));
            if (name.Length > 0 && !Phrases.Has(known, name) && !_allowed.Contains(name) && !(begins && IsPlain(name)))
                return name;
        }
        return null;
    }

    /// <summary>Where nouns have capitals only the first word, which is seldom a noun, tells a name.</summary>
    string? AtFront(string text, string known)
    {
        var word = First().Match(text).Groups["word"].Value.TrimEnd('.', '-');
        var isKnown = word.Split('-').All(part => part.Length == 0 || Phrases.Has(known, part) || Phrases.Has(known, part.TrimEnd('s')) || _allowed.Contains(part) || IsPlain(part) || Units.Named(part) is not null);
        return isKnown ? null : word;
    }

    string? Pair(string text, string known) => Couple().Matches(text).Select(couple => couple.Value)
        .FirstOrDefault(couple => !known.Contains(couple, StringComparison.OrdinalIgnoreCase) && !couple.Split(' ').All(_allowed.Contains) && !IsPlain(couple.Split(' ')[0]));

    /// <summary>A word that sentences begin with: only those of a list, since Emily and Sterling end as adverbs and gerunds do.</summary>
    bool IsPlain(string word) =>
        _plain.Contains(word) || _plain.Contains(word.TrimEnd('s')) || word.Split('-').All(part => _language.Numbers.ContainsKey(part) || part.Equals("one", StringComparison.OrdinalIgnoreCase));

    /// <summary>10k Independents is one, your sessions isn't.</summary>
    static bool IsName(string subject) => subject.Length > 0 && (char.IsUpper(subject[0]) || char.IsDigit(subject[0]) || subject[0] == '/');

    [GeneratedRegex(@"(?<![\p{L}\d])\p{Lu}[\p{L}\p{M}\d.’'&-]*", RegexOptions.CultureInvariant)]
    private static partial Regex CapitalWord();

    [GeneratedRegex(@"^[^\p{L}\d]*(?<word>\p{Lu}[\p{L}\p{M}’'-]*)", RegexOptions.CultureInvariant)]
    private static partial Regex First();

    [GeneratedRegex(@"\p{Lu}[\p{Ll}’'-]+ \p{Lu}[\p{L}’'-]+", RegexOptions.CultureInvariant)]
    private static partial Regex Couple();

    /// <summary>Written without their capital.</summary>
    [GeneratedRegex(@"\b(?:with|from|mit|von) (?<name>\p{Ll}{3,})\b", RegexOptions.CultureInvariant)]
    private static partial Regex Small();

    [GeneratedRegex(@"['’]s$", RegexOptions.CultureInvariant)]
    private static partial Regex Possessive();
}
