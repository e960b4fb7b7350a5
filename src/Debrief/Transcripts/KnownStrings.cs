using System.Text;

namespace Debrief.Transcripts;

/// <summary>Remembers the strings that come again on nearly every line (folders, models, tools), so that they are made once.</summary>
sealed class KnownStrings
{
    const int Size = 256;
    readonly (byte[] Bytes, string Text)[] _known = new (byte[], string)[Size];

    public string Get(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return "";

        ref var slot = ref _known[(bytes.Length * 31 + bytes[0] * 7 + bytes[^1] * 3 + bytes[bytes.Length / 2]) & (Size - 1)];
        if (slot.Bytes is null || !bytes.SequenceEqual(slot.Bytes))
            slot = (bytes.ToArray(), Encoding.UTF8.GetString(bytes));
        return slot.Text;
    }
}
