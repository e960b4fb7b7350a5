using System.Buffers;
using Debrief.Profile;
using Debrief.Transcripts;

namespace Debrief.Facets.Rules;

/// <summary>People of the profile whom the person or the assistant names.</summary>
sealed class People
{
    /// <summary>Who is named that often in one passage is heard.</summary>
    const int Enough = 50;

    readonly Dictionary<string, string> _byName;
    readonly string[] _longestFirst;
    readonly SearchValues<string>? _any;

    public People(IReadOnlyList<Person> people)
    {
        _byName = new(StringComparer.OrdinalIgnoreCase);
        foreach (var person in people)
        {
            foreach (var name in person.Aliases.Prepend(person.Name).Where(name => name.Length > 1))
                _byName.TryAdd(name, person.Name);
        }

        _longestFirst = [.. _byName.Keys.OrderByDescending(name => name.Length)];
        _any = _longestFirst.Length == 0 ? null : SearchValues.Create(_longestFirst, StringComparison.OrdinalIgnoreCase);
    }

    public bool AreKnown => _any is not null;

    public IEnumerable<Mention> In(IReadOnlyList<Passage> passages) => _any is null ? [] : passages
        .Where(passage => passage.Speaker == Speaker.Assistant || (passage.Speaker == Speaker.Human && passage.Reason?.IsHuman() != false))
        .SelectMany(passage => In(passage).Take(Enough));

    IEnumerable<Mention> In(Passage passage)
    {
        var text = passage.Text;
        for (var at = Next(text, 0); at >= 0; at = Next(text, at))
        {
            var name = NameAt(text, at);
            if (name is not null)
                yield return new(_byName[name], passage, new(at, name.Length));
            at += name?.Length ?? 1;
        }
    }

    int Next(string text, int from)
    {
        var next = from < text.Length ? text.AsSpan(from).IndexOfAny(_any!) : -1;
        return next < 0 ? -1 : from + next;
    }

    string? NameAt(string text, int at) => Array.Find(_longestFirst, name =>
        text.AsSpan(at).StartsWith(name, StringComparison.OrdinalIgnoreCase) && IsSpoken(text, at, at + name.Length) && HasItsCapitals(text, at, name));

    // Parts of paths, addresses, branches and account names are not people spoken of.
    static bool IsSpoken(string text, int from, int to) =>
        !(from > 0 && (char.IsLetterOrDigit(text[from - 1]) || "@/\\._-<".Contains(text[from - 1])))
        && !(to < text.Length && (char.IsLetterOrDigit(text[to]) || "@/\\_-".Contains(text[to])))
        && !(to + 1 < text.Length && text[to] == '.' && char.IsLetterOrDigit(text[to + 1]));

    // Short names are words too: "will", "mark", "al".
    static bool HasItsCapitals(string text, int at, string name) => name.Length > 4 || string.CompareOrdinal(text, at, name, 0, name.Length) == 0;
}

sealed record Mention(string Person, Passage Passage, Hit Words)
{
    public Evidence AsEvidence() => Passage.AsEvidence("people", Person, Words.At, Words.Length);
}
