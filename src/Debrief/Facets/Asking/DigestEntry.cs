using System.Text.RegularExpressions;
using Debrief.Transcripts;

namespace Debrief.Facets.Asking;

/// <summary>One entry of a digest: its line, who speaks, and the words. What could be mistaken for something else gets a blank put in, and so can still be looked up.</summary>
static partial class DigestEntry
{
    /// <summary>What stands before the words, at most.</summary>
    public const int LongestHead = 80;

    const string Left = " […] ";

    /// <param name="longest">Of the words, in characters; what is longer loses its middle.</param>
    /// <returns>Empty where there is no room for words.</returns>
    public static string Of(Passage passage, int longest) =>
        longest < 20 ? "" : $"#{passage.Line} {Who(passage)}: {Shorten(Words(passage), longest)}";

    /// <summary>Without anything that attaches a file, or looks like a mark of ours.</summary>
    public static string Harmless(string text) => Mark().Replace(Attachment().Replace(text, "@ "), "$0 ");

    /// <summary>What people and the assistant say keeps its lines, indented: none of them can look like another entry. All else is one line.</summary>
    static string Words(Passage passage) => Harmless(passage.Speaker is Speaker.Human or Speaker.Assistant || passage.IsTask
        ? passage.Text.Trim().Replace("\n", "\n    ", StringComparison.Ordinal)
        : OneLine(Shorten(passage.Text.Trim(), 4000)));

    static string Who(Passage passage) => passage.Speaker switch
    {
        Speaker.ToolCall => $"call of {Tool(passage)}",
        Speaker.ToolResult when passage.Failure is { } failure => $"failure of {Tool(passage)} ({failure})",
        Speaker.ToolResult => $"result of {Tool(passage)}",
        Speaker.System => passage.IsTask ? "task" : "notice",
        var speaker => speaker.Name(),
    };

    static string Tool(Passage passage) => passage.Tool is { Length: > 0 } tool ? Harmless(Quote.Shorten(OneLine(Beginning.Of(tool, 100)), 32)) : "a tool";

    static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    static string Shorten(string text, int longest)
    {
        if (text.Length <= longest)
            return text;

        var head = (longest - Left.Length) * 2 / 3;
        var from = text.Length - (longest - Left.Length - head);
        return Beginning.Of(text, head) + Left + text[(char.IsLowSurrogate(text[from]) ? from + 1 : from)..];
    }

    [GeneratedRegex(@"(?<!\w)@(?=\S)", RegexOptions.CultureInvariant)]
    private static partial Regex Attachment();

    [GeneratedRegex(@"<<<(?=record|answer)|(record|answer) ?[^\s>]{0,100}(?=>>>)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Mark();
}
