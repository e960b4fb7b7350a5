using System.Text;

namespace Debrief.Sample.Writing;

/// <summary>Pseudo-random numbers (SplitMix64) that stay the same in every version of .NET, unlike those of <see cref="Random"/>.</summary>
sealed class Dice(ulong seed)
{
    const string Letters = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

    // Mixed first: neighboring seeds would give the same numbers, one step apart.
    ulong state = Mix(seed);

    /// <summary>Both bounds can come.</summary>
    public int Between(int low, int high) => low + (int)(Next() % (ulong)(high - low + 1));

    public T OneOf<T>(IReadOnlyList<T> items) => items[Between(0, items.Count - 1)];

    public string Uuid()
    {
        var digits = Hex(32).ToCharArray();
        digits[12] = '4';
        digits[16] = "89ab"[digits[16] % 4];
        var text = new string(digits);
        return $"{text[..8]}-{text[8..12]}-{text[12..16]}-{text[16..20]}-{text[20..]}";
    }

    /// <summary>Such as msg_01… and toolu_01…</summary>
    public string Id(string prefix) => Word(prefix + "_01", 22, Letters);

    public string Hex(int length) => Word("", length, "0123456789abcdef");

    string Word(string prefix, int length, string letters)
    {
        var word = new StringBuilder(prefix);
        for (var i = 0; i < length; i++)
            word.Append(letters[(int)(Next() % (ulong)letters.Length)]);

        return word.ToString();
    }

    ulong Next()
    {
        state += 0x9E3779B97F4A7C15;
        return Mix(state);
    }

    static ulong Mix(ulong number)
    {
        number = (number ^ (number >> 30)) * 0xBF58476D1CE4E5B9;
        number = (number ^ (number >> 27)) * 0x94D049BB133111EB;
        return number ^ (number >> 31);
    }
}
