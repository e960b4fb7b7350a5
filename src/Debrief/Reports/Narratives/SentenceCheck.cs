using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Debrief.Reports.Narratives;

/// <summary>
/// Whether a sentence says what the facts say that it refers to. It is taken apart at its references, as in "Indy Hall got 18 sessions [f5], System 9 [f6].", and each part is held
/// against the facts behind it: its numbers with what they count and of which period they are said, its dates, names, commands and quotes, and whether something rose or fell.
/// </summary>
sealed partial class SentenceCheck
{
    readonly Dictionary<string, Fact> _facts;
    readonly Language _language;
    readonly Quantities _quantities, _ofFacts = new(Language.Of("en"));
    readonly HashSet<string> _allowed, _plain;
    readonly List<string> _subjects;
    readonly Regex _up, _down;

    /// <param name="allowed">Names that may always stand: the owner's, the assistant's.</param>
    public SentenceCheck(IReadOnlyList<Fact> facts, string language, IEnumerable<string> allowed)
    {
        _facts = facts.ToDictionary(fact => fact.Id, StringComparer.OrdinalIgnoreCase);
        _language = Language.Of(language);
        _quantities = new(_language);
        _allowed = [.. allowed.SelectMany(Words), .. Words("I Debrief Claude Code MCP API APIs AI PR PRs")];
        _plain = [.. Words(_language.Starters), .. facts.SelectMany(fact => Words(fact.Text)).Where(word => char.IsLower(word[0])).Select(Capital)];
        _subjects = [.. facts.Where(fact => fact.Topic is "attention" or "priorities" or "people" or "skills").Select(fact => fact.Subject).Where(IsName).Distinct().OrderByDescending(subject => subject.Length)];
        (_up, _down) = (Made(_language.Up), Made(_language.Down));
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
            ?? DateProblem(ref text, known)
            ?? NameProblem(text, known, isFirst)
            ?? NumberProblem(text, facts)
            ?? DirectionProblem(text, facts);
    }

    static (string Text, string? Problem) Quoted(string part, string known)
    {
        var wrong = Quote().Matches(part).Select(quote => quote.Groups["words"].Value.Trim().TrimEnd('.', ',')).FirstOrDefault(words => !known.Contains(words, StringComparison.OrdinalIgnoreCase));
        return (Quote().Replace(part, match => new string(' ', match.Length)), wrong is null ? null : $"it quotes “{wrong}”, which the fact doesn't have");
    }

    static string? CommandProblem(ref string text, string known)
    {
        var wrong = Command().Matches(text).Select(command => command.Value.TrimEnd(':')).FirstOrDefault(command => !HasWord(known, command));
        text = Command().Replace(text, match => new string(' ', match.Length));
        return wrong is null ? null : $"it names {wrong}, which the fact doesn't";
    }

    static string? DateProblem(ref string text, string known)
    {
        var dates = Dates(known).ToHashSet();
        var wrong = Date().Matches(text).FirstOrDefault(date => !dates.Contains(DateOf(date)))
            ?? Weekday().Matches(text).FirstOrDefault(day => !Weekday().Matches(known).Any(other => Start(other.Value) == Start(day.Value)))
            ?? Clock().Matches(text).FirstOrDefault(time => !known.Contains(time.Value, StringComparison.Ordinal));
        text = Clock().Replace(Weekday().Replace(Date().Replace(text, Blank), Blank), Blank);
        return wrong is null ? null : $"it says {wrong.Value.Trim()}, which the fact doesn't";

        static string Blank(Match match) => new(' ', match.Length);
        static string Start(string day) => day.Length >= 3 ? day[..3].ToUpperInvariant() : day;
    }

    string? NameProblem(string text, string known, bool isFirst)
    {
        if (_subjects.Find(subject => HasWord(text, subject) && !HasWord(known, subject)) is { } moved)
            return $"it tells of {moved}, the fact doesn't";
        if (_language.NounsAreCapital)
            return Couple().Matches(text).Select(couple => couple.Value).FirstOrDefault(couple => !known.Contains(couple, StringComparison.OrdinalIgnoreCase) && !couple.Split(' ').All(_allowed.Contains) && !_plain.Contains(couple.Split(' ')[0])) is { } pair ? $"it names {pair}, which the fact doesn't" : null;

        foreach (Match word in CapitalWord().Matches(text))
        {
            var name = Possessive().Replace(word.Value, "").TrimEnd('.', '-', '’', '\'');
            var begins = isFirst && string.IsNullOrWhiteSpace(text[..word.Index].Trim('"', '“', '*', '('));
            if (name.Length > 0 && !HasWord(known, name) && !_allowed.Contains(name) && !(begins && IsPlainStart(name, text[(word.Index + word.Length)..])))
                return $"it names {name}, which the fact doesn't";
        }
        return null;
    }

    /// <summary>A word that sentences begin with, and no first name before a last one.</summary>
    bool IsPlainStart(string word, string behind) =>
        _plain.Contains(word) || word.Split('-').All(part => _language.Numbers.ContainsKey(part) || part == "one") || (word.Length > 4 && (word.EndsWith("ing", StringComparison.Ordinal) || word.EndsWith("ly", StringComparison.Ordinal)) && !LastName().IsMatch(behind));

    string? NumberProblem(string text, IReadOnlyList<Fact> facts)
    {
        foreach (var quantity in _quantities.In(text))
        {
            var subjects = facts.Count < 2 ? facts : SubjectOf(text, quantity.At, facts);
            if (facts.Count > 1 && subjects.Count == 0)
                return $"of {quantity} it can't be told to which of the facts it belongs: put each reference right behind its number";
            if (!subjects.Any(fact => Says(fact, quantity)))
                return facts.Count == 0 ? $"{quantity} stands" : $"it says {quantity}{(quantity.IsEarlier ? " of the period before" : "")}, which {string.Join(", ", subjects.Select(fact => fact.Id))} doesn't";
        }
        return null;
    }

    /// <summary>Of several facts those whose subject stands nearest before the number, else behind it.</summary>
    static List<Fact> SubjectOf(string text, int at, IReadOnlyList<Fact> facts)
    {
        var named = facts.Select(fact => (Fact: fact, Before: text.LastIndexOf(fact.Subject, Math.Min(at, text.Length - 1), StringComparison.OrdinalIgnoreCase), After: text.IndexOf(fact.Subject, Math.Min(at, text.Length), StringComparison.OrdinalIgnoreCase))).ToList();
        if (named.Where(each => each.Before >= 0).OrderByDescending(each => each.Before).ToList() is [var nearest, ..])
            return [nearest.Fact];
        return [.. named.Where(each => each.After >= 0).OrderBy(each => each.After).Select(each => each.Fact).Take(1)];
    }

    bool Says(Fact fact, Quantity quantity) =>
        (quantity.IsEarlier && fact.Before is not null ? Known(fact.Before) : Known($"{fact.Subject}; {fact.Now}")).Any(quantity.Fits);

    IReadOnlyList<Quantity> Known(string text)
    {
        var plain = Weekday().Replace(Date().Replace(text, " "), " ");
        return _ofFacts.In(Clock().Replace(plain, " "));
    }

    string? DirectionProblem(string text, IReadOnlyList<Fact> facts)
    {
        var words = _subjects.Aggregate(text, (rest, subject) => rest.Replace(subject, " ", StringComparison.Ordinal));
        foreach (var (pattern, direction, name) in new[] { (_up, 1, "rose"), (_down, -1, "fell") })
        {
            if (pattern.Match(words) is { Success: true } said && facts.Where(fact => fact.Direction is not null).ToList() is var compared && (compared.Count == 0 || compared.Any(fact => fact.Direction != direction)))
                return $"it says “{said.Value.Trim()}”, but the fact doesn't say that it {name}";
        }
        return null;
    }

    static bool HasWord(string text, string word)
    {
        for (var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            if (!IsPart(text, at - 1) && !IsPart(text, at + word.Length))
                return true;
        }
        return false;
    }

    static bool IsPart(string text, int at) => at >= 0 && at < text.Length && char.IsLetterOrDigit(text[at]);

    static bool IsName(string subject) => subject.Length > 0 && (char.IsUpper(subject[0]) || subject[0] == '/');

    static IEnumerable<string> Words(string text) => Word().Matches(text).Select(word => word.Value);

    static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    static IEnumerable<string> Dates(string text) => Date().Matches(text).Select(DateOf);

    /// <summary>3/2 for 3 February, February 3rd, 2026-02-03.</summary>
    static string DateOf(Match date) => date.Groups["iso"].Success
        ? $"{int.Parse(date.Groups["d"].Value, CultureInfo.InvariantCulture)}/{int.Parse(date.Groups["mm"].Value, CultureInfo.InvariantCulture)}"
        : $"{int.Parse(date.Groups["d"].Value, CultureInfo.InvariantCulture)}/{MonthOf(date.Groups["month"].Value)}";

    static int MonthOf(string name) => name[..3].ToUpperInvariant() switch
    {
        "JAN" => 1, "FEB" => 2, "MAR" or "MÄR" => 3, "APR" => 4, "MAY" or "MAI" => 5, "JUN" => 6, "JUL" => 7, "AUG" => 8, "SEP" => 9, "OCT" or "OKT" => 10, "NOV" => 11, _ => 12,
    };

    static Regex Made(string pattern) => new(pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    const string Months = "(?<month>Jan(?:uary|uar)?|Feb(?:ruary|ruar)?|Mar(?:ch)?|März|Apr(?:il)?|May|Mai|June?|Juni|July?|Juli|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Okt(?:ober)?|Nov(?:ember)?|Dec(?:ember)?|Dez(?:ember)?)";

    [GeneratedRegex(@"\s*\[\s*f\d+(?:\s*[,;]\s*f\d+)*\s*\]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Reference();

    [GeneratedRegex(@"f\d+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Id();

    [GeneratedRegex("[“„\"](?<words>[^“”„\"]{2,}?)[”“\"]", RegexOptions.CultureInvariant)]
    private static partial Regex Quote();

    [GeneratedRegex(@"(?<![\p{L}\d/])/[\p{L}][\p{L}\d:_-]*", RegexOptions.CultureInvariant)]
    private static partial Regex Command();

    [GeneratedRegex($@"(?<iso>\b\d{{4}}-(?<mm>\d\d)-(?<d>\d\d)\b)|\b(?<d>\d{{1,2}})(?:st|nd|rd|th|\.)? (?:of )?{Months}\b(?:,? \d{{4}}\b)?|\b{Months} (?<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? \d{{4}}\b)?", RegexOptions.CultureInvariant)]
    private static partial Regex Date();

    [GeneratedRegex(@"\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:s?day|nesday|rsday|urday)?s?\b", RegexOptions.CultureInvariant)]
    private static partial Regex Weekday();

    [GeneratedRegex(@"\b\d{1,2}:\d\d\b", RegexOptions.CultureInvariant)]
    private static partial Regex Clock();

    [GeneratedRegex(@"(?<![\p{L}\d])\p{Lu}[\p{L}\p{M}\d.’'&-]*", RegexOptions.CultureInvariant)]
    private static partial Regex CapitalWord();

    [GeneratedRegex(@"\p{Lu}[\p{Ll}’'-]+ \p{Lu}[\p{L}’'-]+", RegexOptions.CultureInvariant)]
    private static partial Regex Couple();

    [GeneratedRegex(@"^ \p{Lu}\p{Ll}", RegexOptions.CultureInvariant)]
    private static partial Regex LastName();

    [GeneratedRegex(@"['’]s$", RegexOptions.CultureInvariant)]
    private static partial Regex Possessive();

    [GeneratedRegex(@"[\p{L}\p{M}\d’'-]+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    [GeneratedRegex(@"\s+(?=[.,;:!?)])", RegexOptions.CultureInvariant)]
    private static partial Regex BeforeSign();

    [GeneratedRegex(@"\s{2,}", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();
}
