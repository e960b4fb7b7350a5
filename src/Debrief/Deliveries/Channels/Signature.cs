using System.Security.Cryptography;
using System.Text;

namespace Debrief.Deliveries.Channels;

/// <summary>Shows a receiver that a body comes from who knows the secret, and when: HMAC-SHA256 over the timestamp, a dot and the body.</summary>
static class Signature
{
    public static string Of(string secret, long timestamp, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(Encoding.ASCII.GetBytes($"{timestamp}."));
        hmac.AppendData(body);
        return $"sha256={Convert.ToHexStringLower(hmac.GetHashAndReset())}";
    }
}
