namespace Debrief.Insights;

/// <summary>Counts by name, most frequent first, then by name; without zeros.</summary>
static class Tally
{
    /// <summary>How often each name comes; null is no name.</summary>
    public static IReadOnlyList<Count> Of(IEnumerable<string?> names) =>
        InOrder(names.OfType<string>().GroupBy(name => name).Select(group => new Count(group.Key, group.Count())));

    public static IReadOnlyList<Count> Sum(IEnumerable<IReadOnlyDictionary<string, int>?> counts) =>
        InOrder(counts.SelectMany(each => each ?? Sessions.Counts.None)
            .GroupBy(count => count.Key)
            .Select(group => new Count(group.Key, group.Sum(count => count.Value))));

    /// <summary>Of several days' counts.</summary>
    public static IReadOnlyList<Count> Sum(IEnumerable<IReadOnlyList<Count>> counts) =>
        InOrder(counts.SelectMany(each => each).GroupBy(count => count.Name).Select(group => new Count(group.Key, group.Sum(count => count.Value))));

    static IReadOnlyList<Count> InOrder(IEnumerable<Count> counts) =>
        [.. counts.Where(count => count.Value > 0).OrderByDescending(count => count.Value).ThenBy(count => count.Name, StringComparer.Ordinal)];
}
