namespace Debrief.Tests.Privacy;

/// <summary>Texts that look like secrets and are none: sorts of them, with several of each.</summary>
static class HarmlessTexts
{
    const string Small = "abcdefghijklmnopqrstuvwxyz", Capital = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", Digit = "0123456789", Base = Small + Capital + Digit, Hex = Digit + "abcdef";

    public static IReadOnlyList<(string Sort, string Text)> All()
    {
        var random = new Random(42);
        return [.. Made().SelectMany(sort => Enumerable.Range(0, 10).Select(_ => (sort.Sort, sort.Make(random)))), .. Written().SelectMany(sort => sort.Texts.Select(text => (sort.Sort, text)))];
    }

    static IEnumerable<(string Sort, Func<Random, string> Make)> Made() =>
    [
        ("git commit", r => $"commit {Of(r, Hex, 40)}\nMerge: {Of(r, Hex, 7)} {Of(r, Hex, 7)}"), ("short hash", r => $"[main {Of(r, Hex, 7)}] Mend the tests"), ("UUID", r => $"session {Uuid(r)} ended"), ("parent UUID", r => $"\"parentUuid\":\"{Uuid(r)}\""),
        ("sha256", r => $"sha256:{Of(r, Hex, 64)}"), ("checksum file", r => $"{Of(r, Hex, 64)}  debrief.tar.gz"), ("md5", r => $"MD5 ({Of(r, Small, 6)}.zip) = {Of(r, Hex, 32)}"), ("integrity", r => $"\"integrity\": \"sha512-{Of(r, Base + "+/", 86)}==\""),
        ("image", r => $"<img src=\"data:image/png;base64,iVBORw0KGgo{Of(r, Base + "+/", 800)}=\">"), ("bare base64", r => $"{Of(r, Base + "+/", 1200)}"), ("message id", r => $"\"id\":\"msg_01{Of(r, Base, 22)}\""), ("tool id", r => $"toolu_01{Of(r, Base, 22)}"),
        ("request id", r => $"\"requestId\":\"req_011{Of(r, Base, 21)}\""), ("ETag", r => $"ETag: W/\"{Of(r, Hex, 32)}\""), ("cache key", r => $"cache_key: node-modules-{Of(r, Hex, 64)}"), ("nonce", r => $"<script nonce=\"{Of(r, Base, 22)}==\">"), ("go.sum", r => $"golang.org/x/net v0.{Of(r, Digit, 2)}.0 h1:{Of(r, Base + "+/", 43)}="),
        ("public key", r => $"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI{Of(r, Base, 43)} alex@laptop"), ("certificate", r => $"{new string('-', 5)}BEGIN CERTIFICATE-----\n{Of(r, Base, 64)}\n{new string('-', 5)}END CERTIFICATE-----"), ("signature of a package", r => $"contentHash\": \"{Of(r, Base + "+/", 86)}==\""),
        ("asset name", r => $"/assets/index-{Of(r, Base, 8)}.js"), ("minified code", r => $"function {Of(r, Small, 1)}(e,t){{var n=e.token,r=t||{Of(r, Small, 1)};return n(r)?e.password=r:{Of(r, Digit, 3)}}}"), ("container id", r => $"CONTAINER ID {Of(r, Hex, 12)} nginx:1.2{Of(r, Digit, 1)}"), ("trace id", r => $"traceparent: 00-{Of(r, Hex, 32)}-{Of(r, Hex, 16)}-01"),
        ("colour", r => $"color: #{Of(r, Hex, 6)}; background: #{Of(r, Hex, 8)}"), ("phone number", r => $"+49 151 {Of(r, Digit, 8)}"), ("port mapping", r => $"docker run -p 8{Of(r, Digit, 3)}:80 -u 1000:1000 x"), ("version", r => $"token-parser v1.{Of(r, Digit, 2)}.0-beta.{Of(r, Digit, 1)}+{Of(r, Hex, 7)}"),
        ("address in memory", r => $"at 0x{Of(r, Hex, 16)} in tokenize"), ("time stamp", r => $"\"timestamp\":\"2026-03-0{r.Next(1, 9)}T10:{r.Next(10, 59)}:00.{Of(r, Digit, 3)}Z\""), ("storage path", r => $"s3://bucket/{Of(r, Hex, 32)}/part-0.parquet"), ("temporary file", r => $"/tmp/pip-build-{Of(r, Small + Digit, 8)}/setup.py"),
        ("count of tokens", r => $"input_tokens: {Of(r, Digit, 5)}, max_tokens={Of(r, Digit, 4)}, total_token_count: {Of(r, Digit, 6)}"), ("page token", r => $"\"nextPageToken\": \"{Of(r, Base, 40)}\""), ("tree hash", r => $"100644 blob {Of(r, Hex, 40)}\tsrc/secret.cs"), ("diff index", r => $"index {Of(r, Hex, 7)}..{Of(r, Hex, 7)} 100644"),
    ];

    static IEnumerable<(string Sort, string[] Texts)> Written() =>
    [
        ("placeholder token", ["gh" + "p_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "sk-" + "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "sk-" + "ant-api03-your-api-key-goes-here-0000000000", "AKIA" + "XXXXXXXXXXXXXXXX", "sk-" + "ant-...", "xoxb-" + "your-token-here-and-more"]),
        ("placeholder value", ["API_KEY=<your-api-key>", "API_KEY=YOUR_TOKEN", "password: changeme", "PASSWORD=********", "token: \"REDACTED\"", "api_key = \"your-api-key-here\"", "SECRET_KEY=replace-me-with-something", "client_secret: \"xxxxxxxxxxxxxxxxxxxxxxxx\"", "password: …", "TOKEN=..."]),
        ("variable", ["token: $GITHUB_TOKEN", "token: ${{ secrets.NPM_TOKEN }}", "PASSWORD=${DB_PASSWORD}", "password=$PASS", "--password \"$DB_PASSWORD\"", "Authorization: Bearer $TOKEN", "Authorization: Bearer ${process.env.TOKEN2}", "postgres://$USER:$PASS@db", "https://${USER}:${TOKEN}@github.com/x", "api_key: {{ vault_api_key }}", "set PASSWORD=%DB_PASSWORD%"]),
        ("code that reads", ["password = os.environ[\"API_KEY\"]", "const token = process.env.TOKEN2", "password = getpass()", "token = get_token_v2(x1)", "var secret = config.Get(\"Secret2\");", "api_key=settings.API_KEY2", "password: req.body.password", "token = match1.group(1)", "let token = self.tokens[i2]", "secret := os.Getenv(\"SECRET1\")", "token=data2[\"token\"]"]),
        ("type", ["password: string", "password?: string | null", "token: Optional[str] = None", "password: { type: String, required: true }", "secret: [u8; 32]", "string password = null;", "def login(user, password): pass", "apiKey: z.string().min(20)", "password: int32", "Token = 0x1f"]),
        ("label", ["<label for=\"password\">Password</label>", "<input type=\"password\" name=\"password2\">", "password: 'Password is required'", "\"password\": \"Enter your password\"", "token: \"identifier\"", "placeholder=\"Password\"", "secret: \"A secret between us\""]),
        ("prose", ["The password is stored as bcrypt2 hashes.", "use the --password option, or --token if you have one", "Reset your password: click the link below.", "Basic authentication is off; bearer authentication is on.", "a secret: she never tested it", "the token is sha256 hashed", "We count tokens: input, output, cached.", "What is the API key: do we need one?", "pass the basket; user:pass is how it looks", "Bearer tokens expire: renew them.", "token: the smallest unit the lexer knows"]),
        ("name", ["getSecretAccessKeyFromVaultByProjectName", "tokenizer_config.json", "SecretsManagerClient", "password_reset_token_expires_at: null", "validatePasswordStrength(input2)", "csrf_token_header_name=X-CSRFToken", "token_type: bearer", "secret_name: prod-db-1", "password_min_length: 12", "TokenKind.Identifier2", "max_token_length=4096"]),
        ("path", ["/home/me/.config/secrets/token.json", "password_file: /run/secrets/db_password", "--token-file ./secret1.txt", "key: ~/.ssh/id_ed25519", "SECRET=/var/run/secret2", "privateKey: ./certs/server2.key.pem", "src/auth/Token2Service.cs:42"]),
        ("URL", ["https://alex@github.com/x.git", "http://localhost:3000/login?user=a@b.invalid", "https://registry.invalid/@scope/pkg:1@2", "git@github.com:alex/x.git", "postgres://user:password@localhost/db", "https://<user>:<password>@host", "ssh://git@host:22/x", "https://x.invalid/token?grant=refresh", "http://user:xxxx@host"]),
        ("CSS and markup", [".token.string2 { color: red }", "--token-color: #ff00ff", "[class*=\"secret-1\"] { margin: 0 }", "<Token2 value={x} />", ":root { --key1: 4px }"]),
        ("command", ["docker run -u 1000:1000 x", "mysql -h db -p", "mysqldump -P 3306 shop", "mkdir -p secret1/token2", "ssh -p 2222 alex@host", "chown -R root:root x", "curl -u \"$USER:$PASS\" https://x.invalid", "curl -u user:pass https://x.invalid", "id -u:me", "redis-cli -a \"$PW\" ping", "sshpass -p \"$PW\" ssh x"]),
        ("configuration", ["password: !vault |", "secretKeyRef: { name: db, key: password }", "token: arn:aws:secretsmanager:eu-1:1:secret:x-1", "secret: op://vault/item/field1", "credentials: include", "credentials: 'same-origin'", "auth: { type: oauth2 }", "imagePullSecrets: [regcred1]", "password: null", "token: true", "AWS_PROFILE=prod"]),
        ("type in JSON", ["{\"token\":{\"type\":\"string\"}}", "{\"password\":null}", "{\"token\":\"\"}", "{\"secret\":false}", "{\"tokens\":1234,\"cost\":0.12}", "{\"name\":\"token\",\"value\":12}", "\"api_key\": \"string\""]),
        ("cookie", ["Set-Cookie: theme=dark; Path=/", "document.cookie = name + '=' + value", "cookie-parser@1.4.6", "Cookie: lang=de; consent=yes", "cookies: { secure: true }"]),
        ("language models", ["eos_token: \"<|endoftext|>\"", "claude-sonnet-4-5-20250929", "text-embedding-3-large", "gpt-4o-mini-2024-07-18", "stop_token_ids=[151643, 151645]", "vocab_size: 128256", "tokens/s: 81.25", "max_new_tokens=256", "sk-learn==1.3.2, sk-image", "us.anthropic.claude-3-7-sonnet-20250219-v1:0"]),
    ];

    static string Uuid(Random r) => $"{Of(r, Hex, 8)}-{Of(r, Hex, 4)}-4{Of(r, Hex, 3)}-a{Of(r, Hex, 3)}-{Of(r, Hex, 12)}";

    static string Of(Random random, string letters, int length) => new(random.GetItems(letters.AsSpan(), length));
}
