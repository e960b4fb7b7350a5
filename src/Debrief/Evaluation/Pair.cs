using System.Globalization;
using Debrief.Facets;

namespace Debrief.Evaluation;

/// <summary>A label and an answer to one facet of one session.</summary>
/// <param name="Label">Null: the person says that it can't be told.</param>
/// <param name="Answer">Null: the extractor doesn't answer it.</param>
sealed record Pair(string SessionId, ComparedFacet Facet, IReadOnlyList<string>? Label, IReadOnlyList<string>? Answer)
{
    const int Tolerance = 2;

    /// <param name="facets">Null: the extractor gave no answer at all.</param>
    /// <returns>A pair a facet that the label tells. Where it tells that there is no list or number, nothing can be compared; of choices, null is one.</returns>
    public static IEnumerable<Pair> Of(Label label, SessionFacet? facets) => ComparedFacet.All
        .Where(facet => label.Answers.TryGetValue(facet.Name, out var said) && (said is not null || facet.Scale == Scale.Choice))
        .Select(facet => new Pair(label.SessionId, facet, label.Answers[facet.Name], facets is null ? null : facet.Answer(facets)));

    public bool IsAnswered => Answer is not null;

    public string LabelValue => Value(Label);
    public string AnswerValue => Value(Answer);

    /// <summary>By how much a number is off.</summary>
    public int Error => Math.Abs(Number(Label![0]) - Number(Answer![0]));

    /// <summary>As near as one can ask for: see <see cref="Scale.Chain"/> and <see cref="Scale.Range"/>.</summary>
    public bool IsNear => IsAnswered && Facet.Scale switch
    {
        Scale.Chain => Label!.Zip(Answer!).All(both => Math.Abs(Number(both.First) - Number(both.Second)) <= Tolerance),
        _ => Number(Answer![0]) >= Number(Label![0]) && Number(Answer[0]) <= Number(Label[1]),
    };

    /// <summary>How many items both name.</summary>
    public int Shared { get; } = Label is null ? 0 : Label.CountBy(Lower).Sum(item => Math.Min(item.Value, Answer?.Count(other => Lower(other) == item.Key) ?? 0));

    /// <summary>Only the items of that name.</summary>
    public Pair Only(string item) => new(SessionId, Facet, [.. Label!.Where(other => other == item)], Answer?.Where(other => other == item).ToList());

    /// <summary>A list or number in short, as people compare it: names sorted, those that come again with their count.</summary>
    public static string Told(ComparedFacet facet, IReadOnlyList<string>? items) => items switch
    {
        null => "null",
        [] => "[]",
        _ when facet.Scale is Scale.List or Scale.Counts => string.Join(", ", items.CountBy(Lower).OrderBy(item => item.Key, StringComparer.Ordinal).Select(item => item.Value == 1 ? item.Key : $"{item.Key} {item.Value}")),
        _ => string.Join('/', items),
    };

    static string Value(IReadOnlyList<string>? choice) => choice is [var value] ? Lower(value) : "null";

    static string Lower(string item) => item.ToLowerInvariant();

    static int Number(string item) => int.Parse(item, CultureInfo.InvariantCulture);
}
