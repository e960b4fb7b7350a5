using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Debrief.Transcripts;

/// <summary>Finds the end of a JSON string, by the rules of JSON: no control characters, and only the escapes there are.</summary>
static class JsonString
{
    static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdefABCDEF"u8);

    /// <param name="at">Behind the opening quote.</param>
    /// <returns>Where the closing quote is; -1 where it has none, or isn't JSON.</returns>
    public static int End(ReadOnlySpan<byte> json, int at, out bool isEscaped)
    {
        isEscaped = false;
        while (true)
        {
            at = Special(json, at);
            if (at == json.Length || json[at] < ' ')
                return -1;
            if (json[at] == '"')
                return at;

            isEscaped = true;
            var length = Escape(json[at..]);
            if (length == 0)
                return -1;
            at += length;
        }
    }

    /// <summary>Where the next quote, backslash or control character is, else the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int Special(ReadOnlySpan<byte> json, int at)
    {
        for (; at + Vector256<byte>.Count <= json.Length; at += Vector256<byte>.Count)
        {
            var bytes = Vector256.Create(json[at..]);
            var special = Vector256.Equals(bytes, Vector256.Create((byte)'"')) | Vector256.Equals(bytes, Vector256.Create((byte)'\\'))
                | Vector256.Equals(Vector256.Min(bytes, Vector256.Create((byte)0x1F)), bytes);
            if (special.ExtractMostSignificantBits() is var bits and not 0)
                return at + BitOperations.TrailingZeroCount(bits);
        }

        while (at < json.Length && json[at] is >= (byte)' ' and not ((byte)'"' or (byte)'\\'))
            at++;
        return at;
    }

    /// <returns>How long the escape at the beginning is; 0 where it is none.</returns>
    static int Escape(ReadOnlySpan<byte> json) => json switch
    {
        [_, (byte)'n' or (byte)'"' or (byte)'\\' or (byte)'t' or (byte)'/' or (byte)'r' or (byte)'b' or (byte)'f', ..] => 2,
        [_, (byte)'u', _, _, _, _, ..] when !json[2..6].ContainsAnyExcept(HexDigits) => 6,
        _ => 0,
    };
}
