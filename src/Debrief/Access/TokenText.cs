using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Debrief.Access;

/// <summary>A token as its holder has it: debrief_ID_SECRET. The id finds its row, the secret is compared by its hash.</summary>
sealed record TokenText(string Id, string Secret)
{
    const string Prefix = "debrief_";
    const int IdLength = 16;
    const int SecretBytes = 32;

    public static TokenText New() => new(RandomNumberGenerator.GetHexString(IdLength, lowercase: true), Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes)));

    /// <returns>Null for anything that can't be a token.</returns>
    public static TokenText? Parse(string? text)
    {
        if (text is null || text.Length > 100 || !text.StartsWith(Prefix, StringComparison.Ordinal) || text.Length <= Prefix.Length + IdLength + 1)
            return null;

        var rest = text.AsSpan(Prefix.Length);
        return rest[IdLength] == '_' ? new(rest[..IdLength].ToString(), rest[(IdLength + 1)..].ToString()) : null;
    }

    /// <summary>The secret is random and long, so that a plain hash can't be turned back.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Secret)));

    /// <summary>In a time that tells nothing about where they differ.</summary>
    public bool Fits(string hash) => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hash), Encoding.ASCII.GetBytes(hash));

    public override string ToString() => $"{Prefix}{Id}_{Secret}";
}
