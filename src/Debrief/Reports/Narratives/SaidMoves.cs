using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Debrief.Reports.Narratives;

/// <summary>What a sentence says of a figure's way since the period before: up, down, better, worse, unchanged.</summary>
sealed partial class SaidMoves(Language language, IReadOnlyList<string> names)
{
    readonly FrozenDictionary<string, int> _numbers = language.Numbers;

    readonly (Regex Words, Func<Fact, int> Direction, string Name)[] _moves =
    [
        (Phrases.Pattern(language.Up), _ => 1, "rose"),
        (Phrases.Pattern(language.Down), _ => -1, "fell"),
        (Phrases.Pattern(language.Steady), _ => 0, "stayed as it was"),
        (Phrases.Pattern(language.Better), fact => IsTrouble(fact) ? -1 : 1, "got better"),
        (Phrases.Pattern(language.Worse), fact => IsTrouble(fact) ? 1 : -1, "got worse"),
    ];

    public string? Problem(string text, IReadOnlyList<Fact> facts)
    {
        var words = Phrases.Without(text, names);
        var compared = facts.Where(fact => fact.Direction is not null).ToList();
        foreach (var (pattern, direction, name) in _moves)
        {
            if (pattern.Match(words) is not { Success: true } said)
                continue;
            if (Difference(words[said.Index..], facts) is { } difference)
                return difference;
            if (compared.Count == 0 || compared.Any(fact => fact.Direction != direction(fact)))
                return $"it says “{said.Value.Trim()}”, but the fact doesn't say that it {name}";
        }
        return null;
    }

    /// <summary>Facts have two values, and seldom their difference.</summary>
    string? Difference(string moved, IReadOnlyList<Fact> facts)
    {
        var wrong = By().Matches(moved).Where(by => by.Groups["n"].Value.Any(char.IsDigit) || _numbers.ContainsKey(by.Groups["n"].Value)).Select(by => by.Value)
            .FirstOrDefault(by => !facts.Any(fact => fact.Text.Contains(by, StringComparison.OrdinalIgnoreCase)));
        return wrong is null ? null : $"it says that it changed “{wrong}”, which the fact doesn't";
    }

    /// <summary>Less of it is better.</summary>
    static bool IsTrouble(Fact fact) =>
        fact.Topic == "friction" || fact.Subject is "tool calls" or "API errors" or "compactions" or "drift sessions" or "estimated cost" || fact.Now.StartsWith("missed", StringComparison.Ordinal);

    /// <summary>Rose by 5, stieg um 5.</summary>
    [GeneratedRegex(@"\b(?:by|um) (?:\$|an? |just |only |nur |another |further )*(?<n>[\p{L}\d]+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex By();
}
