using System.Text.RegularExpressions;

namespace Debrief.Reports.Narratives;

/// <summary>Which numbers say what others are a part of: the 42 in "18 of 42 sessions". As a count of its own such a number would say something else.</summary>
static partial class Wholes
{
    /// <summary>In a fact, with its numbers as figures.</summary>
    public static bool Is(string before, string behind) => !OfMore().IsMatch(behind) && (BehindOf().IsMatch(before) || BehindIn().IsMatch(before));

    /// <summary>In a sentence, where a whole may stand only with a part of it: "18 of your 42 sessions", "of 38 tasks, 31 were finished".</summary>
    public static bool MayBe(string before, string behind) =>
        !OfMoreYet().IsMatch(behind) && (WithPart().Match(before) is { Success: true } part ? !Joint().IsMatch(part.Groups["between"].Value) : AtFront().IsMatch(before) && HasFigure().IsMatch(behind));

    const string Articles = @"(?:(?:all|the|your|these|those|judged|den|deinen|allen|diesen)\s+)*";

    [GeneratedRegex(@"\b(?:of|over)\s+(?:more than\s+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex BehindOf();

    [GeneratedRegex(@"\d[^,;]*\bin\s+$", RegexOptions.CultureInvariant)]
    private static partial Regex BehindIn();

    [GeneratedRegex(@"^\s*of \d", RegexOptions.CultureInvariant)]
    private static partial Regex OfMore();

    [GeneratedRegex($@"^\s*(?:\p{{L}}+\s+)?(?:out\s+)?(?:of|von|aus|der|deiner)\s+{Articles}\d", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex OfMoreYet();

    [GeneratedRegex($@"\d(?<between>[^\d,;:]*)\b(?:of|over|in|across|von|aus|der|deiner)\s+{Articles}$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex WithPart();

    [GeneratedRegex($@"(?:^|[,;:])\s*(?:out\s+)?(?:of|over|in|across|von|aus)\s+{Articles}$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex AtFront();

    [GeneratedRegex(@"\b(?:and|but|while|und|aber|während)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Joint();

    [GeneratedRegex(@"\d", RegexOptions.CultureInvariant)]
    private static partial Regex HasFigure();
}
