using System.Text.RegularExpressions;

namespace Debrief.Tests.Reports.Independent;

/// <summary>Whether two texts say nearly the same.</summary>
static partial class Words
{
    public static HashSet<string> Of(string text) => [.. Word().Matches(text).Select(word => word.Value.ToLowerInvariant())];

    /// <summary>Two thirds of all their words are in both.</summary>
    public static bool AreNear(HashSet<string> some, HashSet<string> others) =>
        some.Intersect(others).Count() is > 0 and var both && both >= 2 * some.Union(others).Count() / 3.0;

    [GeneratedRegex(@"[\p{L}']+")]
    private static partial Regex Word();
}
