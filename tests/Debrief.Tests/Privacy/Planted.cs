namespace Debrief.Tests.Privacy;

/// <param name="Parts">What must be gone from the masked text.</param>
/// <param name="Kept">What must still be there.</param>
sealed record Planted(string Kind, string Text, string[] Parts, string Kept);

/// <summary>Invented secrets in invented surroundings. They are put together from parts, so that nobody's scanner takes this file for a leak.</summary>
static class PlantedSecrets
{
    const string Small = "abcdefghijklmnopqrstuvwxyz", Capital = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", Digit = "0123456789", Base = Small + Capital + Digit, Word = Base + "_-", Hex = Digit + "abcdef";

    /// <summary>Around a token: each has <c>kept</c> before or behind it.</summary>
    static readonly string[] _frames =
    [
        "kept: please use {0} for the deploy, and tell me when it is done.",
        "export SERVICE_CREDENTIAL={0}\n# kept\n",
        "{{\"command\":\"curl -H 'X-Key: {0}' https://api.invalid/v1\",\"note\":\"kept\"}}",
        "kept `{0}`",
        "kept\\n{0}\\nnext",
        "kept https://api.invalid/?credentials%3D{0}&page=2",
        "  \u001b[32m{0}\u001b[0m kept",
        "kept ({0}).",
    ];

    public static IReadOnlyList<Planted> All()
    {
        var random = new Random(20261123);
        var all = new List<Planted>();
        foreach (var (kind, make) in Tokens())
            foreach (var frame in Enumerable.Range(0, 4).Select(i => _frames[(i * 3 + all.Count) % _frames.Length]))
                Add(all, kind, make(random), frame);
        foreach (var (kind, make) in Wrapped())
            Add(all, kind + ", wrapped", make(random), $"kept {new string('.', 50)} {{0}} next");
        foreach (var (kind, frame, make) in Places())
            foreach (var _ in Enumerable.Range(0, 2))
                Add(all, kind, make(random), frame);
        foreach (var (kind, begin) in ((string, string)[])[("private key", "RSA "), ("private key", "EC "), ("private key", ""), ("OpenSSH private key", "OPENSSH "), ("PGP private key", "PGP ")])
            foreach (var newLine in (string[])["\n", "\\n", "\r\n"])
                AddKey(all, kind, begin, newLine, random);
        return all;
    }

    static void Add(List<Planted> all, string kind, string secret, string frame) =>
        all.Add(new(kind, string.Format(frame, secret), secret.Split('\n', StringSplitOptions.TrimEntries), "kept"));

    static void AddKey(List<Planted> all, string kind, string name, string newLine, Random random)
    {
        var lines = Enumerable.Range(0, 12).Select(_ => Of(random, Base + "+/", 64)).ToArray();
        var block = name.StartsWith("PGP") ? " BLOCK" : "";
        var dashes = new string('-', 5);
        var armour = string.Join(newLine, [$"{dashes}BEGIN {name}PRIVATE KEY{block}{dashes}", .. lines, $"{dashes}END {name}PRIVATE KEY{block}{dashes}"]);
        all.Add(new(kind, $"kept \"private\": \"{armour}\" and on", lines, "and on"));
    }

    static IEnumerable<(string Kind, Func<Random, string> Make)> Tokens() =>
    [
        ("AWS access key id", r => "AKI" + "A" + Of(r, Capital + "234567", 16)), ("AWS access key id", r => "ASI" + "A" + Of(r, Capital + "234567", 16)),
        ("AWS session token", r => "IQoJ" + "b3JpZ2lu" + Of(r, Base, 300)),
        ("Azure client secret", r => "a" + Of(r, Base, 2) + "8Q" + "~" + Of(r, Base, 34)),
        ("Google API key", r => "AI" + "za" + Of(r, Word, 35)), ("Google OAuth client secret", r => "GOC" + "SPX-" + Of(r, Base, 28)), ("Google OAuth access token", r => "ya" + "29." + Of(r, Word, 160)),
        ("Google OAuth refresh token", r => "1/" + "/0" + Of(r, Word, 60)),
        ("Anthropic API key", r => "sk-" + "ant-api03-" + Of(r, Word, 93) + "AA"), ("Anthropic API key", r => "sk-" + "ant-oat01-" + Of(r, Base, 90)),
        ("OpenAI API key", r => "sk" + "-" + Of(r, Base, 20) + "T3Blbk" + "FJ" + Of(r, Base, 20)), ("OpenAI API key", r => "sk-" + "proj-" + Of(r, Base, 120)), ("OpenAI API key", r => "sk-" + "svcacct-" + Of(r, Base, 120)),
        ("OpenRouter API key", r => "sk-" + "or-v1-" + Of(r, Hex, 64)), ("Groq API key", r => "gs" + "k_" + Of(r, Base, 52)), ("Hugging Face token", r => "hf" + "_" + Of(r, Small + Capital, 34)),
        ("Replicate API token", r => "r8" + "_" + Of(r, Base, 37)), ("Perplexity API key", r => "pp" + "lx-" + Of(r, Base, 48)), ("xAI API key", r => "xa" + "i-" + Of(r, Base, 80)),
        ("GitHub token", r => "gh" + "p_" + Of(r, Base, 36)), ("GitHub token", r => "gh" + "o_" + Of(r, Base, 36)), ("GitHub token", r => "gh" + "u_" + Of(r, Base, 36)),
        ("GitHub token", r => "gh" + "s_" + Of(r, Base, 36)), ("GitHub token", r => "gh" + "r_" + Of(r, Base, 76)), ("GitHub fine-grained token", r => "github" + "_pat_" + Of(r, Base, 22) + "_" + Of(r, Base, 59)),
        ("GitLab token", r => "gl" + "pat-" + Of(r, Word, 20)), ("GitLab token", r => "gl" + "rt-" + Of(r, Base, 20)), ("Bitbucket token", r => "AT" + "BB" + Of(r, Base, 32)), ("Atlassian API token", r => "ATATT" + "3xFfG" + Of(r, Base, 180)),
        ("npm token", r => "np" + "m_" + Of(r, Base, 36)), ("PyPI token", r => "pypi" + "-AgE" + Of(r, Base, 150)), ("RubyGems key", r => "ruby" + "gems_" + Of(r, Hex, 48)), ("NuGet key", r => "oy" + "2" + Of(r, Small + Digit, 43)),
        ("Docker Hub token", r => "dckr" + "_pat_" + Of(r, Word, 27)), ("crates.io token", r => "ci" + "o" + Of(r, Base, 32)),
        ("Slack token", r => "xox" + "b-" + Of(r, Digit, 12) + "-" + Of(r, Digit, 12) + "-" + Of(r, Base, 24)), ("Slack token", r => "xox" + "p-" + Of(r, Digit, 12) + "-" + Of(r, Hex, 32)), ("Slack app token", r => "xap" + "p-1-A" + Of(r, Capital + Digit, 10) + "-" + Of(r, Digit, 12) + "-" + Of(r, Hex, 64)),
        ("Slack webhook", r => "https://hooks.slack" + ".com/services/T" + Of(r, Capital + Digit, 9) + "/B" + Of(r, Capital + Digit, 9) + "/" + Of(r, Base, 24)),
        ("Discord webhook", r => "https://discord.com/api" + "/webhooks/1" + Of(r, Digit, 17) + "/" + Of(r, Base, 68)), ("Discord bot token", r => "MT" + "E" + Of(r, Base, 21) + ".G" + Of(r, Base, 5) + "." + Of(r, Base, 38)),
        ("Telegram bot token", r => "7" + Of(r, Digit, 9) + ":A" + "A" + Of(r, Base, 33)),
        ("Stripe key", r => "sk_" + "live_" + Of(r, Base, 24)), ("Stripe key", r => "sk_" + "test_" + Of(r, Base, 99)), ("Stripe key", r => "rk_" + "live_" + Of(r, Base, 24)), ("Stripe webhook secret", r => "whs" + "ec_" + Of(r, Base, 32)),
        ("Square token", r => "EA" + "AA" + Of(r, Base, 60)), ("Square secret", r => "sq0" + "csp-" + Of(r, Base, 43)), ("Braintree access token", r => "access" + "_token$production$" + Of(r, Small + Digit, 16) + "$" + Of(r, Hex, 32)),
        ("Twilio API key", r => "S" + "K" + Of(r, Hex, 32)), ("SendGrid key", r => "S" + "G." + Of(r, Base, 22) + "." + Of(r, Base, 43)), ("Mailgun key", r => "ke" + "y-" + Of(r, Hex, 32)), ("Mailchimp key", r => Of(r, Hex, 32) + "-u" + "s14"),
        ("Shopify token", r => "shp" + "at_" + Of(r, Hex, 32)), ("Heroku key", r => "HRK" + "U-" + Of(r, Base, 58)), ("DigitalOcean token", r => "dop" + "_v1_" + Of(r, Hex, 64)), ("Cloudflare key", r => "v1" + ".0-" + Of(r, Hex, 24) + "-" + Of(r, Hex, 146)),
        ("Linear key", r => "lin" + "_api_" + Of(r, Base, 40)), ("Notion token", r => "nt" + "n_" + Of(r, Base, 46)), ("Airtable token", r => "pa" + "t" + Of(r, Base, 14) + "." + Of(r, Hex, 64)), ("Figma token", r => "fig" + "d_" + Of(r, Base, 40)),
        ("Sentry token", r => "sntr" + "yu_" + Of(r, Hex, 64)), ("New Relic key", r => "NRA" + "K-" + Of(r, Capital + Digit, 27)), ("Grafana token", r => "gls" + "a_" + Of(r, Base, 32) + "_" + Of(r, Hex, 8)), ("Vault token", r => "hv" + "s." + Of(r, Base, 92)),
        ("Databricks token", r => "da" + "pi" + Of(r, Hex, 32)), ("Supabase key", r => "sb" + "p_" + Of(r, Hex, 40)), ("PlanetScale password", r => "psc" + "ale_pw_" + Of(r, Base, 43)), ("Postman key", r => "PM" + "AK-" + Of(r, Hex, 24) + "-" + Of(r, Hex, 34)),
        ("Tailscale key", r => "tsk" + "ey-auth-" + Of(r, Base, 17) + "-" + Of(r, Base, 32)), ("Netlify token", r => "nf" + "p_" + Of(r, Base, 36)), ("Terraform token", r => Of(r, Base, 14) + ".atla" + "sv1." + Of(r, Base, 67)),
        ("age secret key", r => "AGE-SECRET" + "-KEY-1" + Of(r, Capital + Digit, 58)), ("JSON web token", r => "ey" + "J" + Of(r, Base, 33) + ".ey" + "J" + Of(r, Base, 80) + "." + Of(r, Word, 43)),
    ];

    /// <summary>As a terminal of 80 columns shows them.</summary>
    static IEnumerable<(string Kind, Func<Random, string> Make)> Wrapped() => Tokens()
        .Where(token => token.Kind is "GitHub token" or "Anthropic API key" or "JSON web token" or "Stripe key" or "npm token" or "DigitalOcean token" or "AWS access key id")
        .Select(token => (token.Kind, new Func<Random, string>(random => token.Make(random).Insert(14, "\n  "))));

    static IEnumerable<(string Kind, string Frame, Func<Random, string> Make)> Places()
    {
        Func<Random, string> password = r => "h" + Of(r, Small, 4) + Of(r, Digit, 3) + "!" + Of(r, Capital, 2), plain = r => "w" + Of(r, Small, 7), key = r => Of(r, Base, 40), hex = r => Of(r, Hex, 32),
            uuid = r => $"{Of(r, Hex, 8)}-{Of(r, Hex, 4)}-4{Of(r, Hex, 3)}-a{Of(r, Hex, 3)}-{Of(r, Hex, 12)}", pair = r => Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes($"admin:{Of(r, Base, 9)}"));
        return
        [
            ("password in a URL", "kept postgres://shop:{0}@db.invalid:5432/shop", password), ("password in a URL", "kept git clone https://alex:{0}@git.invalid/x.git", plain), ("password in a URL", "\"REDIS_URL\": \"redis://:{0}@cache:6379\", kept", password),
            ("password in a URL", "kept mongodb%2Bsrv%3A%2F%2Fshop%3A{0}%40db.invalid", plain),
            ("password", "DB_PASSWORD={0}\nkept", plain), ("password", "  \"password\": \"{0}\", \"kept\": 1", password), ("password", "{{\\\"password\\\":\\\"{0}\\\",\\\"kept\\\":1}}", password), ("password", "kept password: {0}", password),
            ("password", "Server=db;Database=shop;User Id=sa;Password={0};kept=1", plain), ("password", "kept the password is {0}, try again", password), ("password", "<password>{0}</password> kept", password), ("password", "kept\n  - name: DB_PASSWORD\n    value: {0}\n", password),
            ("password", "define('DB_PASSWORD', '{0}'); // kept", password), ("password", "kept --password {0} --host x", password), ("password", "kept --password={0}", plain), ("password", "password%3D{0}&kept=1", password), ("password", "PGPASSWORD='{0}' psql kept", password),
            ("password", "const password = '{0}'; // kept", password), ("password", "kept create user shop identified by '{0}';", plain), ("password", "smtp_pass: \"{0}\" # kept", password),
            ("password of curl", "curl -s -u alex:{0} https://api.invalid/kept", plain), ("password of curl", "curl --user 'alex:{0}' https://api.invalid/kept", password), ("password on a command line", "mysql -h db -u root -p{0} kept", plain),
            ("password on a command line", "sshpass -p {0} ssh kept@host", plain), ("password on a command line", "redis-cli -h kept -a {0} ping", password),
            ("bearer token", "curl -H 'Authorization: Bearer {0}' kept", key), ("bearer token", "kept Authorization%3A%20Bearer%20{0}", key), ("basic authentication", "Authorization: Basic {0} kept", pair), ("basic authentication", "{{\"auths\":{{\"r.invalid\":{{\"auth\":\"{0}\"}}}}}} kept", pair),
            ("authorization header", "Authorization: token {0} kept", key), ("cookie", "Set-Cookie: session={0}; Path=/kept; HttpOnly", key), ("cookie", "curl -H 'Cookie: theme=kept; sid={0}' x", hex),
            ("two-factor seed", "kept otpauth://totp/Shop:alex?secret={0}&issuer=Shop", r => Of(r, Capital + "234567", 32)), ("Azure SAS signature", "https://x.blob.core.invalid/kept?sv=2024&sig={0}&se=1", r => Of(r, Base, 41) + "%2B" + "%3D"),
            ("Azure storage key", "DefaultEndpointsProtocol=https;AccountName=kept;AccountKey={0};EndpointSuffix=x", r => Of(r, Base + "+/", 86) + "=="), ("AWS secret access key", "aws_secret_access_key = {0}\nkept", r => Of(r, Base + "+/", 40)),
            ("AWS secret access key", "\"SecretAccessKey\": \"{0}\", kept", r => Of(r, Base + "+", 40)), ("Heroku key", "HEROKU_API_KEY={0} kept", uuid), ("Datadog key", "DD_API_KEY={0}\nkept", hex), ("Cloudflare token", "CLOUDFLARE_API_TOKEN: \"{0}\" kept", key),
            ("Twilio token", "TWILIO_AUTH_TOKEN={0} kept", hex), ("PayPal secret", "PAYPAL_CLIENT_SECRET='{0}' kept", key), ("secret", "JWT_SECRET={0} # kept", key), ("secret", "clientSecret: '{0}', // kept", key), ("key", "api_key: \"{0}\" # kept", key), ("key", "kept X-Api-Key: {0}", hex),
            ("key", "kept os.environ[\"API_KEY\"] = \"{0}\"", key), ("token", "kept --token {0}", key), ("token", "kept access_token={0}&x=1", key), ("key", "ENCRYPTION_KEY={0} kept", hex),
        ];
    }

    static string Of(Random random, string letters, int length) => new(random.GetItems(letters.AsSpan(), length));
}
