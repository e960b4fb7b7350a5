using System.Text;
using System.Text.Json;
using Debrief.Facets;
using Debrief.Reports;
using Debrief.Transcripts;

namespace Debrief.Dashboard;

/// <summary>One thing of a session's timeline: what somebody said, or a tool call with what came back.</summary>
/// <param name="Result">Of a call; null: none came, or it is none.</param>
/// <param name="Evidence">What rests on it.</param>
sealed record TimelineEntry(Passage Passage, Passage? Result, IReadOnlyList<Evidence> Evidence)
{
    const int LongestText = 12_000;
    const int LongestFolded = 4_000;

    public bool IsCall => Passage.Speaker is Speaker.ToolCall or Speaker.ToolResult;
    public bool IsFailed => (Result ?? Passage).Failure is not null;

    /// <summary>Machinery is folded away: what it says is seldom what one looks for.</summary>
    public bool IsFolded => IsCall || Passage.Speaker == Speaker.System;

    /// <summary>Opened at once where something rests on it.</summary>
    public bool IsOpen => Evidence.Count > 0;

    public string Class => Passage.Speaker switch
    {
        Speaker.Human => "human",
        Speaker.Assistant => "assistant",
        Speaker.System => "system",
        _ => "tool",
    };

    public string Failure => Foreign.Words(((Result ?? Passage).Failure ?? FailureClass.Other).ToString());

    public string Summary => IsCall
        ? $"{Foreign.Called(Passage.Tool ?? "tool")} {Foreign.Plain(Hint(Passage.Text), 110)}"
        : Foreign.Plain(Passage.Text, 140) is { Length: > 0 } words ? words : Foreign.Words(Passage.Reason?.ToString() ?? "notice");

    public IReadOnlyList<Piece> Pieces => Of(Passage, IsFolded ? LongestFolded : LongestText);
    public IReadOnlyList<Piece> ResultPieces => Result is null ? [] : Of(Result, LongestFolded);

    IReadOnlyList<Piece> Of(Passage passage, int longest) =>
        Marked.Of(ForeignLines.Of(passage.Text, longest), Evidence.Select(evidence => ForeignLines.Of(evidence.Quote, longest)));

    /// <summary>What a call is about, of its input: the first text in it.</summary>
    static string Hint(string input)
    {
        // It may have been cut off: what comes before the cut is read.
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(input), isFinalBlock: false, state: default);
        try
        {
            while (reader.Read())
                if (reader.TokenType == JsonTokenType.String)
                    return reader.GetString()!;
        }
        catch (Exception ex) when (ex is JsonException or InvalidOperationException)
        {
            // No JSON, or half a character in it: shown as it stands.
        }

        return input;
    }
}
