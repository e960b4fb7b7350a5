using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Debrief.Server;

/// <summary>Stands in the link that is printed when the server starts. It opens once, so that a log or a history that keeps it gives nothing away.</summary>
sealed class SignInCode
{
    readonly byte[] _code = Encoding.ASCII.GetBytes(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)));
    int _used;

    public override string ToString() => Encoding.ASCII.GetString(_code);

    public bool TryUse(string? given) =>
        given is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), _code) && Interlocked.Exchange(ref _used, 1) == 0;
}
