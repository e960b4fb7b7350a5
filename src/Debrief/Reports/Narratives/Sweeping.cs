using System.Text.RegularExpressions;

namespace Debrief.Reports.Narratives;

/// <summary>What a sentence says of all of something ("every session drifted"), and of more than one period ("three weeks in a row").</summary>
static partial class Sweeping
{
    public static string? Problem(string text, IReadOnlyList<Fact> facts, Language language)
    {
        var known = string.Join("; ", facts.Select(fact => fact.Text));
        if (Beyond().Matches(text).Select(claim => claim.Value).FirstOrDefault(claim => !known.Contains(claim, StringComparison.OrdinalIgnoreCase)) is { } wrong)
            return $"it says “{wrong}”, which the fact doesn't";
        foreach (Match all in All().Matches(text))
        {
            var words = Phrases.Words(all.Groups["behind"].Value).ToList();
            if (words.TakeWhile(word => !char.IsDigit(word[0]) && !language.Numbers.ContainsKey(word)).Select(Units.Named).FirstOrDefault(unit => unit is not null) is { } counted && !facts.Any(fact => IsAll(fact, counted)))
                return $"it says “{all.Value.Trim()}”, which the fact doesn't";
        }
        return null;
    }

    /// <summary>Of 3 sessions 3, or so many for each.</summary>
    static bool IsAll(Fact fact, string unit)
    {
        var numbers = FactNumbers.Now(fact);
        return numbers.Any(number => number.Per == unit) || numbers.Zip(numbers.Skip(1)).Any(pair => !pair.First.IsWhole && pair.Second.IsWhole && pair.First.Unit == unit && pair.First.Value == pair.Second.Value);
    }

    /// <summary>With up to four words behind it.</summary>
    [GeneratedRegex(@"(?<!\bat )\b(?:all|both|every|each|beide[nrs]?|alle[nrs]?|jede[nrs]?)(?<behind>(?: [\p{L}\d-]+){1,4})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex All();

    [GeneratedRegex(@"\b(?:in a row|consecutive|on average|an average|averaged|averages|record (?:high|low)|a record|all-time|ever|always|daily|hourly|täglich|stündlich|all of (?:which|them|it)|all (?:were|was|are|have|had)|everyone|everybody|for the \w+ time|for the \w+ (?:week|month|day)|in Folge|hintereinander|im Schnitt|durchschnittlich|im Durchschnitt|zum \w+ Mal|immer (?!noch|mehr)|stets)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Beyond();
}
