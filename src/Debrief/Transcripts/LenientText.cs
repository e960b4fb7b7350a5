using System.Buffers;
using System.Globalization;
using System.Text;

namespace Debrief.Transcripts;

/// <summary>
/// Reads the inside of a JSON string as text, whatever it holds: half a surrogate pair and bytes that are no UTF-8 become U+FFFD
/// instead of an exception, since transcripts hold both.
/// </summary>
static class LenientText
{
    public static string Read(ReadOnlySpan<byte> inside, bool escaped)
    {
        if (!escaped)
            return Encoding.UTF8.GetString(inside);

        var chars = ArrayPool<char>.Shared.Rent(inside.Length);
        try
        {
            return new string(chars, 0, Unescape(inside, chars));
        }
        finally
        {
            ArrayPool<char>.Shared.Return(chars);
        }
    }

    static int Unescape(ReadOnlySpan<byte> inside, Span<char> chars)
    {
        var written = 0;
        while (!inside.IsEmpty)
        {
            var plain = inside.IndexOf((byte)'\\');
            if (plain < 0)
                plain = inside.Length;
            written += Encoding.UTF8.GetChars(inside[..plain], chars[written..]);
            inside = inside[plain..];
            if (inside.Length < 2)
                break;

            var (unescaped, length) = Escape(inside);
            chars[written++] = unescaped;
            inside = inside[length..];
        }

        ReplaceLoneSurrogates(chars[..written]);
        return written;
    }

    static (char Unescaped, int Length) Escape(ReadOnlySpan<byte> escape) => escape[1] switch
    {
        (byte)'n' => ('\n', 2),
        (byte)'t' => ('\t', 2),
        (byte)'r' => ('\r', 2),
        (byte)'b' => ('\b', 2),
        (byte)'f' => ('\f', 2),
        (byte)'u' when escape.Length >= 6 && ushort.TryParse(escape[2..6], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit) => ((char)unit, 6),
        var other => ((char)other, 2),
    };

    static void ReplaceLoneSurrogates(Span<char> chars)
    {
        for (var i = 0; i < chars.Length; i++)
        {
            if (!char.IsSurrogate(chars[i]))
                continue;
            if (char.IsHighSurrogate(chars[i]) && i + 1 < chars.Length && char.IsLowSurrogate(chars[i + 1]))
                i++;
            else
                chars[i] = '\uFFFD';
        }
    }
}
