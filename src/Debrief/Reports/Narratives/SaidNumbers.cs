namespace Debrief.Reports.Narratives;

/// <summary>The numbers of a sentence: each must be one of the fact's, of the same things and the same period.</summary>
sealed class SaidNumbers(Language language, IReadOnlyList<string> names)
{
    readonly Quantities _quantities = new(language);

    public string? Problem(string text, IReadOnlyList<Fact> facts)
    {
        // A number in a name counts nothing.
        foreach (var quantity in _quantities.In(Phrases.Without(text, names)))
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

    static bool Says(Fact fact, Quantity quantity) => (quantity.IsEarlier && fact.Before is not null ? FactNumbers.Before(fact) : FactNumbers.Now(fact)).Any(quantity.Fits);
}
