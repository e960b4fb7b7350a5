using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Debrief.Transcripts;

/// <summary>Which objects and arrays are open: a bit each.</summary>
struct JsonNesting
{
    const int Deepest = 512;

    Bits _arrays;

    public int Depth { get; private set; }

    public readonly bool IsInArray
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (_arrays[(Depth - 1) >> 6] >> (Depth - 1) & 1) != 0;
    }

    public void Open(bool isArray)
    {
        if (Depth == Deepest)
            throw new JsonException("nested too deeply");

        ref var bits = ref _arrays[Depth >> 6];
        bits = isArray ? bits | 1ul << Depth : bits & ~(1ul << Depth);
        Depth++;
    }

    public void Close() => Depth--;

    [InlineArray(Deepest / 64)]
    struct Bits
    {
        ulong _first;
    }
}
