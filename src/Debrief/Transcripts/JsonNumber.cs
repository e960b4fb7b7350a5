namespace Debrief.Transcripts;

/// <summary>Finds the end of a JSON number.</summary>
static class JsonNumber
{
    /// <returns>How long the number at the beginning is; 0 where there is none, or something that can't follow one is right behind it.</returns>
    public static int Length(ReadOnlySpan<byte> json)
    {
        var at = json is [(byte)'-', ..] ? 1 : 0;
        var whole = Digits(json, ref at);
        if (whole == 0 || whole > 1 && json[at - whole] == '0')
            return 0;
        if (at < json.Length && json[at] == '.' && !Fraction(json, ref at))
            return 0;
        if (at < json.Length && json[at] is (byte)'e' or (byte)'E' && !Exponent(json, ref at))
            return 0;

        // A comment's beginning may follow for the reader of System.Text.Json too; the next token is refused then.
        return at == json.Length || json[at] is (byte)',' or (byte)'}' or (byte)']' or (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t' or (byte)'/' ? at : 0;
    }

    static bool Fraction(ReadOnlySpan<byte> json, ref int at)
    {
        at++;
        return Digits(json, ref at) > 0;
    }

    static bool Exponent(ReadOnlySpan<byte> json, ref int at)
    {
        at++;
        if (at < json.Length && json[at] is (byte)'+' or (byte)'-')
            at++;
        return Digits(json, ref at) > 0;
    }

    static int Digits(ReadOnlySpan<byte> json, ref int at)
    {
        var from = at;
        while (at < json.Length && json[at] is >= (byte)'0' and <= (byte)'9')
            at++;
        return at - from;
    }
}
