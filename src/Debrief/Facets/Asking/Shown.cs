using System.Text;
using System.Text.RegularExpressions;
using Debrief.Transcripts;

namespace Debrief.Facets.Asking;

/// <summary>Passages as they may leave the machine: secrets masked, and nothing in them that isn't text.</summary>
static partial class Shown
{
    /// <param name="mask">Takes the secrets out of a text.</param>
    public static IReadOnlyList<Passage> Of(IEnumerable<Passage> passages, Func<string, string> mask) =>
        [.. passages.Select(passage => passage with { Text = mask(Clean(passage.Text)), Tool = passage.Tool is null ? null : Clean(passage.Tool) })];

    /// <summary>Without escape sequences, control characters and marks that hide or turn what is read; half characters become the mark for what can't be read.</summary>
    public static string Clean(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\0', '\b') && !text.AsSpan().ContainsAnyInRange('\v', '\u001f')
            && !text.AsSpan().ContainsAnyInRange('\u007f', '\u009f') && !text.AsSpan().ContainsAnyInRange('\u2028', '\u202e') && !text.AsSpan().ContainsAnyInRange('\u2066', '\u2069') && !text.AsSpan().ContainsAnyInRange('\ud800', '\udfff'))
            return text;

        var clean = new StringBuilder(text.Length);
        foreach (var rune in EscapeSequence().Replace(text, "").EnumerateRunes()) // Half characters come as U+FFFD.
        {
            if (rune.Value is '\n' or '\t' || !(Rune.IsControl(rune) || rune.Value is (>= 0x202a and <= 0x202e) or (>= 0x2066 and <= 0x2069) or (>= 0xe0000 and <= 0xe007f)))
                clean.Append(rune.Value is 0x2028 or 0x2029 ? new Rune('\n') : rune);
        }

        return clean.ToString();
    }

    [GeneratedRegex(@"\x1b(\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]{0,2000}(\x07|\x1b\\)|[@-Z\\^_])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex EscapeSequence();
}
