using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Debrief.Transcripts;

/// <summary>
/// Looks at 64 bytes of JSON at once, one block after the other, and tells with a bit a byte what is where. After the first stage of simdjson
/// (Langdale and Lemire, Parsing Gigabytes of JSON per Second, 2019).
/// </summary>
struct JsonBlock
{
    public const int Length = 64;
    const ulong OddPlaces = 0xAAAA_AAAA_AAAA_AAAA;

    ulong _inString, _nextIsEscaped;

    /// <summary>Brackets outside of strings.</summary>
    ulong _opens, _closes;

    /// <summary>By how much the nesting is deeper behind the block than before it.</summary>
    public readonly int Deeper => BitOperations.PopCount(_opens) - BitOperations.PopCount(_closes);

    /// <summary>Bytes that no JSON has outside of strings.</summary>
    public ulong Foreign { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Read(ReadOnlySpan<byte> bytes)
    {
        var (low, high) = (Vector256.Create(bytes), Vector256.Create(bytes[Vector256<byte>.Count..]));
        var inString = Strings(Where(low, high, '"') & ~Escaped(Where(low, high, '\\')));
        if (inString == ulong.MaxValue)
        {
            (_opens, _closes, Foreign) = (0, 0, 0);
            return;
        }

        Foreign = ~inString & ~(Known(low) | (ulong)Known(high) << 32);
        // One bit tells {} from [].
        (low, high) = (low | Vector256.Create((byte)0x20), high | Vector256.Create((byte)0x20));
        (_opens, _closes) = (~inString & Where(low, high, '{'), ~inString & Where(low, high, '}'));
    }

    /// <param name="depth">Of the nesting before the block.</param>
    /// <returns>The bracket that closes all; -1 where none of the block does.</returns>
    public readonly int End(int depth)
    {
        if (BitOperations.PopCount(_closes) < depth)
            return -1;

        for (var closes = _closes; closes != 0; closes &= closes - 1)
        {
            var at = BitOperations.TrailingZeroCount(closes);
            if (--depth + BitOperations.PopCount(_opens & ((1ul << at) - 1)) == 0)
                return at;
        }

        return -1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ulong Where(Vector256<byte> low, Vector256<byte> high, char sign)
    {
        var wanted = Vector256.Create((byte)sign);
        return Vector256.Equals(low, wanted).ExtractMostSignificantBits() | (ulong)Vector256.Equals(high, wanted).ExtractMostSignificantBits() << 32;
    }

    /// <summary>What stands behind an odd number of backslashes. Their runs are found by a subtraction that borrows through them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    ulong Escaped(ulong backslashes)
    {
        if ((backslashes | _nextIsEscaped) == 0)
            return 0;

        var escaping = backslashes & ~_nextIsEscaped;
        var ends = ((escaping << 1 | OddPlaces) - escaping) ^ OddPlaces;
        var escaped = ends ^ (backslashes | _nextIsEscaped);
        _nextIsEscaped = (ends & backslashes) >> 63;
        return escaped;
    }

    /// <summary>From each opening quote to before the closing one: whether the number of quotes up to a byte is odd.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    ulong Strings(ulong quotes)
    {
        for (var distance = 1; distance < Length; distance *= 2)
            quotes ^= quotes << distance;
        var inString = quotes ^ _inString;
        _inString = (ulong)((long)inString >> 63);
        return inString;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static uint Known(Vector256<byte> bytes) => Known(bytes.GetLower()) | Known(bytes.GetUpper()) << 16;

    /// <summary>Brackets, quotes, commas, colons, blanks, and what numbers, true, false and null are made of: looked up by both halves of the byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static uint Known(Vector128<byte> bytes)
    {
        // A bit for each upper half that makes something known of the lower half.
        var lower = Vector128.Create((byte)0x0C, 0x48, 0x8C, 0x88, 0x88, 0xD8, 0x48, 0x08, 0x08, 0x09, 0x09, 0xA4, 0x44, 0xA5, 0x44, 0x00);
        var upper = Vector128.Create(0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80, 0, 0, 0, 0, 0, 0, 0, 0);
        var known = Vector128.ShuffleNative(lower, bytes & Vector128.Create((byte)0x0F)) & Vector128.ShuffleNative(upper, bytes >>> 4);
        return ~Vector128.Equals(known, Vector128<byte>.Zero).ExtractMostSignificantBits() & 0xFFFF;
    }
}
