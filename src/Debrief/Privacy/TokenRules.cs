using System.Buffers;
using System.Text.RegularExpressions;
using static Debrief.Privacy.TokenRule;

namespace Debrief.Privacy;

/// <summary>The kinds of secrets that show by their form, a row each. docs/privacy.md lists their names.</summary>
static partial class TokenRules
{
    const string Small = "abcdefghijklmnopqrstuvwxyz", Capital = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", Digit = "0123456789";
    static readonly SearchValues<char> s_hex = SearchValues.Create(Digit + "abcdefABCDEF");
    static readonly SearchValues<char> s_letters = SearchValues.Create(Small + Capital);
    static readonly SearchValues<char> s_capitals = SearchValues.Create(Capital + Digit);
    static readonly SearchValues<char> s_smalls = SearchValues.Create(Small + Digit);
    static readonly SearchValues<char> s_alnum = SearchValues.Create(Small + Capital + Digit);
    static readonly SearchValues<char> s_word = SearchValues.Create(Small + Capital + Digit + "_-");
    static readonly SearchValues<char> s_dotted = SearchValues.Create(Small + Capital + Digit + "_-.");
    static readonly SearchValues<char> s_base64 = SearchValues.Create(Small + Capital + Digit + "+/=");
    static readonly SearchValues<char> s_url = SearchValues.Create(Small + Capital + Digit + "_-/%");
    static readonly SearchValues<char> s_any = SearchValues.Create(Small + Capital + Digit + "_-.+/=%~$:");

    /// <summary>Of two that begin alike the longer prefix comes first.</summary>
    public static readonly IReadOnlyList<TokenRule> All =
    [
        new("AWS access key id", "AKIA", s_capitals, 16),
        new("AWS access key id", "ASIA", s_capitals, 16),
        new("AWS session token", "IQoJb3JpZ2lu", s_any, 100, Endless),
        new("AWS session token", "FwoGZXIvYXdz", s_any, 100, Endless),
        new("Azure client secret", "Q~", s_any, 31, 34, 4, AzureClientSecret()),
        new("Google API key", "AIza", s_word, 35),
        new("Google OAuth client secret", "GOCSPX-", s_word, 28),
        new("Google OAuth access token", "ya29.", s_dotted, 30, Endless),
        new("Google OAuth refresh token", "1//0", s_word, 40, 120),
        new("Anthropic API key", "sk-ant-", s_word, 30, 200),
        new("OpenAI API key", "sk-proj-", s_word, 40, 220),
        new("OpenAI API key", "sk-svcacct-", s_word, 40, 220),
        new("OpenAI API key", "sk-admin-", s_word, 40, 220),
        new("OpenRouter API key", "sk-or-v1-", s_hex, 64),
        new("OpenAI API key", "sk-", s_alnum, 32, 64),
        new("Groq API key", "gsk_", s_alnum, 40, 60),
        new("xAI API key", "xai-", s_alnum, 70, 90),
        new("Perplexity API key", "pplx-", s_alnum, 40, 60),
        new("Replicate API token", "r8_", s_alnum, 37, 40),
        new("Hugging Face token", "hf_", s_alnum, 30, 45),
        new("GitHub token", "ghp_", s_alnum, 36, 255),
        new("GitHub token", "gho_", s_alnum, 36, 255),
        new("GitHub token", "ghu_", s_alnum, 36, 255),
        new("GitHub token", "ghs_", s_dotted, 36, Endless),
        new("GitHub token", "ghr_", s_alnum, 36, 255),
        new("GitHub fine-grained token", "github_pat_", s_word, 60, 255),
        new("GitLab token", "glpat-", s_dotted, 20, 300),
        new("GitLab token", "gldt-", s_word, 20, 64),
        new("GitLab token", "glrt-", s_dotted, 20, 300),
        new("GitLab token", "glptt-", s_hex, 40),
        new("GitLab token", "glcbt-", s_word, 20, 64),
        new("GitLab token", "glsoat-", s_word, 20, 64),
        new("GitLab token", "GR1348941", s_word, 20),
        new("Bitbucket token", "ATBB", s_alnum, 32),
        new("Bitbucket token", "ATCTT3xFfG", s_any, 100, 400),
        new("Atlassian API token", "ATATT3xFfG", s_any, 100, 400),
        new("npm token", "npm_", s_alnum, 36),
        new("PyPI token", "pypi-AgE", s_word, 50, Endless),
        new("RubyGems key", "rubygems_", s_hex, 48),
        new("NuGet key", "oy2", s_smalls, 43),
        new("crates.io token", "cio", s_alnum, 32),
        new("Docker Hub token", "dckr_pat_", s_word, 27),
        new("Docker Hub token", "dckr_oat_", s_word, 27, 40),
        new("Slack token", "xoxb-", s_word, 20, 200),
        new("Slack token", "xoxp-", s_word, 20, 200),
        new("Slack token", "xoxa-", s_word, 20, 200),
        new("Slack token", "xoxr-", s_word, 20, 200),
        new("Slack token", "xoxs-", s_word, 20, 200),
        new("Slack token", "xoxc-", s_word, 20, 200),
        new("Slack token", "xoxe.xox", s_word, 20, 400),
        new("Slack app token", "xapp-", s_word, 40, 250),
        new("Slack webhook", "hooks.slack.com/services/", s_url, 30, 90, Anywhere: true),
        new("Slack webhook", "hooks.slack.com%2Fservices%2F", s_url, 30, 90, Anywhere: true),
        new("Discord webhook", "/api/webhooks/", s_url, 70, 110, 0, DiscordWebhook(), true),
        new("Discord webhook", "%2Fapi%2Fwebhooks%2F", s_url, 70, 120, 0, DiscordWebhook(), true),
        .. ((string[])["MT", "Mj", "Mz", "ND", "NT", "Nj", "Nz", "OD", "OT"]).Select(start => new TokenRule("Discord bot token", start, s_dotted, 50, 80, 0, DiscordBot())),
        new("Telegram bot token", ":AA", s_word, 32, 34, 10, Telegram()),
        new("Stripe key", "sk_live_", s_alnum, 20, 255),
        new("Stripe key", "sk_test_", s_alnum, 20, 255),
        new("Stripe key", "rk_live_", s_alnum, 20, 255),
        new("Stripe key", "rk_test_", s_alnum, 20, 255),
        new("Stripe webhook secret", "whsec_", s_base64, 30, 80),
        new("Square token", "EAAA", s_word, 60),
        new("Square token", "sq0atp-", s_word, 22),
        new("Square secret", "sq0csp-", s_word, 43),
        new("Braintree access token", "access_token$", s_any, 40, 80, 0, Braintree()),
        new("Twilio API key", "SK", s_hex, 32),
        new("SendGrid key", "SG.", s_dotted, 66, 66, 0, SendGrid()),
        new("Mailgun key", "key-", s_smalls, 32),
        new("Mailchimp key", "-us", s_hex, 1, 2, 32, Mailchimp()),
        new("Brevo key", "xkeysib-", s_word, 70, 90),
        new("Resend key", "re_", s_word, 30, 40),
        new("Shopify token", "shpat_", s_hex, 32),
        new("Shopify token", "shpca_", s_hex, 32),
        new("Shopify token", "shppa_", s_hex, 32),
        new("Shopify secret", "shpss_", s_hex, 32),
        new("Heroku key", "HRKU-", s_word, 36, 70),
        new("DigitalOcean token", "dop_v1_", s_hex, 64),
        new("DigitalOcean token", "doo_v1_", s_hex, 64),
        new("DigitalOcean token", "dor_v1_", s_hex, 64),
        new("Cloudflare key", "v1.0-", s_word, 160, 180),
        new("Linear key", "lin_api_", s_alnum, 40),
        new("Linear key", "lin_oauth_", s_hex, 64),
        new("Notion token", "ntn_", s_alnum, 40, 60),
        new("Notion token", "secret_", s_alnum, 43),
        new("Airtable token", "pat", s_dotted, 79, 79, 0, Airtable()),
        new("Figma token", "figd_", s_word, 38, 60),
        new("Sentry token", "sntrys_", s_base64, 60, Endless),
        new("Sentry token", "sntryu_", s_hex, 64),
        new("New Relic key", "NRAK-", s_capitals, 27),
        new("New Relic key", "NRII-", s_word, 32),
        new("Grafana token", "glsa_", s_word, 41),
        new("Grafana token", "glc_", s_base64, 32, 400),
        new("Vault token", "hvs.", s_word, 24, 300),
        new("Vault token", "hvb.", s_word, 24, 300),
        new("Databricks token", "dapi", s_word, 32, 34, 0, Databricks()),
        new("Supabase key", "sbp_", s_hex, 40),
        new("Supabase key", "sb_secret_", s_word, 30, 50),
        new("PlanetScale token", "pscale_tkn_", s_dotted, 32, 64),
        new("PlanetScale password", "pscale_pw_", s_dotted, 32, 64),
        new("PlanetScale token", "pscale_oauth_", s_dotted, 32, 64),
        new("Postman key", "PMAK-", s_word, 59),
        new("Doppler token", "dp.pt.", s_alnum, 40, 44),
        new("Pulumi token", "pul-", s_hex, 40),
        new("Terraform token", ".atlasv1.", s_word, 60, 70, 14, Terraform()),
        new("Tailscale key", "tskey-", s_word, 24, 80),
        new("Netlify token", "nfp_", s_alnum, 36),
        new("Dropbox token", "sl.", s_word, 100, Endless),
        new("age secret key", "AGE-SECRET-KEY-1", s_capitals, 58),
        new("JSON web token", "eyJ", s_dotted, 30, Endless, 0, JsonWebToken()),
    ];

    [GeneratedRegex(@"^[\w.~-]{3}\dQ~[\w.~-]{31,34}$")]
    private static partial Regex AzureClientSecret();

    [GeneratedRegex(@"^(?:/|%2F)api(?:/|%2F)webhooks(?:/|%2F)\d{16,20}(?:/|%2F)[\w-]{50,80}$")]
    private static partial Regex DiscordWebhook();

    [GeneratedRegex(@"^[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,40}$")]
    private static partial Regex DiscordBot();

    [GeneratedRegex(@"^\d{8,10}:AA[\w-]{32,34}$")]
    private static partial Regex Telegram();

    [GeneratedRegex(@"^access_token\$(?:production|sandbox)\$[0-9a-z]{16}\$[0-9a-f]{32}$")]
    private static partial Regex Braintree();

    [GeneratedRegex(@"^SG\.[\w-]{22}\.[\w-]{43}$")]
    private static partial Regex SendGrid();

    [GeneratedRegex(@"^[0-9a-f]{32}-us\d{1,2}$")]
    private static partial Regex Mailchimp();

    [GeneratedRegex(@"^pat[A-Za-z0-9]{14}\.[0-9a-f]{64}$")]
    private static partial Regex Airtable();

    [GeneratedRegex(@"^dapi[0-9a-f]{32}(?:-\d)?$")]
    private static partial Regex Databricks();

    [GeneratedRegex(@"^[A-Za-z0-9]{14}\.atlasv1\.[\w-]{60,70}$")]
    private static partial Regex Terraform();

    // Three parts, five where it is encrypted; the last is missing where it is not signed.
    [GeneratedRegex(@"^eyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*){1,3}$")]
    private static partial Regex JsonWebToken();
}
