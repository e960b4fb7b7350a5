namespace Debrief.Privacy;

/// <summary>The name before a value, and the sign between them.</summary>
/// <param name="Head">What of the name comes before the word that tells: DB_ of DB_PASSWORD.</param>
/// <param name="Sign">With the blanks around it.</param>
/// <param name="IsTag">It is the name of an XML element.</param>
sealed record SecretName(string Head, string Word, string Sign, bool IsTag)
{
    /// <summary>Whose key it is, by a part of the name.</summary>
    static readonly (string Part, string Whose)[] s_owners =
    [
        ("aws", "AWS "), ("azure", "Azure "), ("cloudflare", "Cloudflare "), ("cf_", "Cloudflare "), ("datadog", "Datadog "), ("dd_", "Datadog "), ("dd-", "Datadog "), ("heroku", "Heroku "), ("twilio", "Twilio "),
        ("bitbucket", "Bitbucket "), ("paypal", "PayPal "), ("braintree", "Braintree "), ("sentry", "Sentry "), ("new_relic", "New Relic "), ("newrelic", "New Relic "), ("vercel", "Vercel "), ("auth0", "Auth0 "), ("okta", "Okta "),
        ("mailgun", "Mailgun "), ("algolia", "Algolia "), ("discord", "Discord "), ("mistral", "Mistral "), ("cohere", "Cohere "), ("firebase", "Firebase "), ("vault", "Vault "), ("circle", "CircleCI "), ("travis", "Travis CI "),
    ];

    public bool IsPassword => Word.TrimStart('_').StartsWith("p", StringComparison.OrdinalIgnoreCase) && !Word.StartsWith("private", StringComparison.OrdinalIgnoreCase);

    public bool IsWeakAllowed => IsPassword || Word.StartsWith("secret", StringComparison.OrdinalIgnoreCase);

    /// <summary>DB_PASSWORD=…: as in .env files and shells, where a value needs no quotes.</summary>
    public bool IsEnvironment => Sign == "=" && !(Head + Word).AsSpan().ContainsAnyInRange('a', 'z');

    public bool IsOption => Head.StartsWith("--", StringComparison.Ordinal);

    public bool IsProse => Sign.Contains("is", StringComparison.Ordinal) && Sign[0] == ' ';

    public bool HasSpacedEquals => Sign.Contains(" =", StringComparison.Ordinal) || Sign.Contains(":=", StringComparison.Ordinal) || Sign.Contains("=>", StringComparison.Ordinal);

    /// <summary>A blank alone gives a value only on a command line, and an angle bracket only in XML.</summary>
    public bool IsAssigned => Sign.AsSpan().Trim() is not "" and not ">" || (Sign == ">" ? IsTag : IsOption || Word is "PASSWORD");

    public string Kind
    {
        get
        {
            var name = (Head + Word).Replace("-", "_", StringComparison.Ordinal).ToLowerInvariant();
            if (name.Contains("secret_access_key", StringComparison.Ordinal) || name.Contains("secretaccesskey", StringComparison.Ordinal))
                return "AWS secret access key";
            if (name.EndsWith("accountkey", StringComparison.Ordinal) || name.EndsWith("account_key", StringComparison.Ordinal))
                return "Azure storage key";
            if (name is "aws_session_token" or "sessiontoken" or "aws_security_token" or "x_amz_security_token")
                return "AWS session token";
            return IsPassword ? "password" : Array.Find(s_owners, owner => name.Contains(owner.Part, StringComparison.Ordinal)).Whose + Family(name);
        }
    }

    static string Family(string name) => name switch
    {
        _ when name.Contains("secret", StringComparison.Ordinal) => "secret",
        _ when name.Contains("token", StringComparison.Ordinal) => "token",
        _ when name.Contains("key", StringComparison.Ordinal) => "key",
        _ => "credential",
    };
}
