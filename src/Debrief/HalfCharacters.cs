using System.Text.RegularExpressions;

namespace Debrief;

/// <summary>Half of a surrogate pair, as an escape in JSON: the grammar allows it, and whoever reads the string throws.</summary>
static partial class HalfCharacters
{
    /// <summary>With U+FFFD in the place of each.</summary>
    public static string Mend(string json) => Escape().Replace(json, escape => escape.Groups["half"].Success ? @"\uFFFD" : escape.Value);

    // Every escape is stepped over as a whole, so that \\ud800 stays what it is: a backslash and some letters.
    [GeneratedRegex(@"\\(u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?<half>u[dD][89a-fA-F][0-9a-fA-F]{2})|.)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex Escape();
}
