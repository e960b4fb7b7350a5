using System.Globalization;

namespace Debrief.Sessions.Folding;

/// <summary>The id of a row that stands for several messages, where others have their message's.</summary>
static class FoldedId
{
    const string Beginning = "folded ";

    public static string Of(long transcript, DateTimeOffset quarter, string model, bool isFinal) =>
        string.Create(CultureInfo.InvariantCulture, $"{Beginning}{transcript:x} {quarter:yyyyMMddHHmm} {(isFinal ? "final" : "snapshot")} {model}");

    public static bool IsOne(string id) => id.StartsWith(Beginning, StringComparison.Ordinal);

    /// <summary>An id that a transcript gives: none may pass for one of ours.</summary>
    public static string Foreign(string id) => IsOne(id) ? $"…{id}" : id;

    /// <summary>By which a message is known after it was folded: of a billion, one in twenty thousand million others looks like one of them.</summary>
    public static long Hash(string id) => unchecked((long)StableHash.Of(id));
}
