using System.Security.Claims;

namespace Debrief.Access;

/// <summary>Who came in by a token.</summary>
static class Visitor
{
    public const string IdClaim = "token";
    public const string ScopeClaim = "scope";
    const string OwnerClaim = "owner";

    public static ClaimsPrincipal By(AccessToken token, string door)
    {
        var claims = new List<Claim> { new(IdClaim, token.Id), new(ClaimTypes.Name, token.Name), new(ScopeClaim, token.Scope) };
        if (token.Owner is { } owner)
            claims.Add(new(OwnerClaim, owner));
        return new(new ClaimsIdentity(claims, door));
    }

    extension(ClaimsPrincipal visitor)
    {
        /// <summary>Whose transcripts they hand in; null: the server's own owner.</summary>
        public string? Owner => visitor.FindFirst(OwnerClaim)?.Value;
    }
}
