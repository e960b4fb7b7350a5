namespace Debrief.Configuration;

/// <summary>Where reports, alerts and notices are sent. What isn't configured is null.</summary>
sealed record DeliverSettings
{
    public DiscordSettings? Discord { get; init; }
    public UploadSettings? Upload { get; init; }
    public EmailSettings? Email { get; init; }
    public WebhookSettings? Webhook { get; init; }

    public static readonly IReadOnlyList<Setting> Known =
    [
        new("deliver.discord.webhook", "env:NAME or file:PATH", "none", "Where the address of a Discord webhook is kept: whoever knows it may post. All of this is told in [delivery.md](delivery.md).", "env:DEBRIEF_DISCORD_WEBHOOK"),
        new("deliver.discord.mention", "id, or &id of a role", "none", "Who is mentioned when a job failed. Nobody else ever is.", "\"123456789012345678\""),
        new("deliver.upload.endpoint", "address", "none", "An S3-compatible storage, which gets the HTML.", "https://fra1.digitaloceanspaces.com"),
        new("deliver.upload.bucket", "name", "none", "The bucket, which must exist.", "reports"),
        new("deliver.upload.region", "name", "us-east-1", "What requests are signed for.", "fra1"),
        new("deliver.upload.prefix", "text", "debrief/", "What objects' names begin with.", "weekly/"),
        new("deliver.upload.access_key", "env:NAME or file:PATH", "env:AWS_ACCESS_KEY_ID", "Where the key's id is kept.", "env:SPACES_KEY"),
        new("deliver.upload.secret_key", "env:NAME or file:PATH", "env:AWS_SECRET_ACCESS_KEY", "Where the key's secret is kept.", "file:~/.config/debrief/spaces.secret"),
        new("deliver.upload.access", "private or public", "private", "Private: by a signed link that ends after some days. Public: by a link that nobody can guess.", "private"),
        new("deliver.upload.link_days", "number from 1 to 7", "7", "How long a signed link leads there.", "3"),
        new("deliver.upload.public_url", "address", "the endpoint and the bucket", "What a public link begins with.", "https://reports.example.org"),
        new("deliver.email.host", "name", "none", "The SMTP server.", "smtp.example.org"),
        new("deliver.email.port", "number", "587", "Its port.", "465"),
        new("deliver.email.security", "starttls, tls or none", "starttls", "How the connection is encrypted; none only on this machine.", "tls"),
        new("deliver.email.user", "text", "none", "Who signs in.", "debrief@example.org"),
        new("deliver.email.password", "env:NAME or file:PATH", "none", "Where the password is kept.", "env:SMTP_PASSWORD"),
        new("deliver.email.from", "address", "none", "The sender.", "Debrief <debrief@example.org>"),
        new("deliver.email.to", "list of addresses", "none", "Who gets it.", "[alex@example.org]"),
        new("deliver.webhook.url", "address", "none", "What gets a signed JSON body.", "https://example.org/debrief"),
        new("deliver.webhook.secret", "env:NAME or file:PATH", "none", "Where the secret is kept that bodies are signed with.", "env:DEBRIEF_WEBHOOK_SECRET"),
    ];

    public static DeliverSettings Read(YamlMap map, Folders folders, Problems problems)
    {
        var settings = new DeliverSettings
        {
            Discord = DiscordSettings.Read(map.Map("discord"), folders, problems),
            Upload = UploadSettings.Read(map.Map("upload"), folders, problems),
            Email = EmailSettings.Read(map.Map("email"), folders, problems),
            Webhook = WebhookSettings.Read(map.Map("webhook"), folders, problems),
        };
        map.End();
        return settings;
    }
}

/// <param name="Mention">A user's id, or that of a role with &amp; before it; null: nobody.</param>
sealed record DiscordSettings(SecretPlace Webhook, string? Mention)
{
    public static DiscordSettings? Read(YamlMap map, Folders folders, Problems problems)
    {
        var webhook = SecretPlace.Read(map, "deliver.discord.webhook", folders, problems);
        var mention = map.Text("mention");
        map.End();
        if (mention is { } said && !IsId(said.Value.TrimStart('&')))
            problems.Add(said.Line, $"`mention` must be the id of a user, or of a role with & before it, not \"{said.Value}\"");
        return map.NeedsAll(("webhook", webhook)) ? new(webhook!, mention?.Value) : null;
    }

    static bool IsId(string text) => text.Length is > 0 and < 25 && text.All(char.IsAsciiDigit);
}

/// <param name="LinkDays">Of a private object's link.</param>
/// <param name="PublicUrl">What the link of a public object begins with; null: the endpoint and the bucket.</param>
sealed record UploadSettings(Uri Endpoint, string Bucket, string Region, string Prefix, SecretPlace AccessKey, SecretPlace SecretKey, bool IsPublic, int LinkDays, Uri? PublicUrl)
{
    public static UploadSettings? Read(YamlMap map, Folders folders, Problems problems)
    {
        var (endpoint, bucket, access, days, url) = (map.Text("endpoint"), map.Text("bucket"), map.Text("access"), map.Number("link_days"), map.Text("public_url"));
        var (region, prefix) = (map.Text("region")?.Value ?? "us-east-1", map.Text("prefix")?.Value ?? "debrief/");
        var key = SecretPlace.Read(map, "deliver.upload.access_key", folders, problems) ?? new("deliver.upload.access_key", "AWS_ACCESS_KEY_ID", null);
        var secret = SecretPlace.Read(map, "deliver.upload.secret_key", folders, problems) ?? new("deliver.upload.secret_key", "AWS_SECRET_ACCESS_KEY", null);
        map.End();
        if (access is { Value: not ("private" or "public") } said)
            problems.Add(said.Line, $"`access` must be private or public, not \"{said.Value}\"");
        if (days is < 1 or > 7)
            problems.Add(map.Line, "`link_days` must be a number from 1 to 7: no signed link may live longer");
        return map.NeedsAll(("endpoint", endpoint), ("bucket", bucket)) && Settings.Web(endpoint, problems) is { } at
            ? new(at, bucket!.Value.Value, region, prefix, key, secret, access?.Value == "public", (int)(days ?? 7), Settings.Web(url, problems))
            : null;
    }
}

sealed record EmailSettings(string Host, int Port, string Security, string? User, SecretPlace? Password, string From, IReadOnlyList<string> To)
{
    static readonly string[] s_securities = ["starttls", "tls", "none"];

    public static EmailSettings? Read(YamlMap map, Folders folders, Problems problems)
    {
        var (host, port, security, user, from) = (map.Text("host"), map.Number("port"), map.Text("security"), map.Text("user"), map.Text("from"));
        var to = map.Texts("to");
        var password = SecretPlace.Read(map, "deliver.email.password", folders, problems);
        map.End();
        if (security is { } said && !s_securities.Contains(said.Value))
            problems.Add(said.Line, $"`security` must be one of {string.Join(", ", s_securities)}, not \"{said.Value}\"");
        if (user is { } name && password is null)
            problems.Add(name.Line, "`user` needs a `password`");
        return map.NeedsAll(("host", host), ("from", from), ("to", to.Count > 0 ? to : null))
            ? new(host!.Value.Value, (int)(port ?? 587), security?.Value ?? "starttls", user?.Value, password, from!.Value.Value, [.. to.Select(text => text.Value)])
            : null;
    }
}

sealed record WebhookSettings(Uri Url, SecretPlace Secret)
{
    public static WebhookSettings? Read(YamlMap map, Folders folders, Problems problems)
    {
        var url = map.Text("url");
        var secret = SecretPlace.Read(map, "deliver.webhook.secret", folders, problems);
        map.End();
        return map.NeedsAll(("url", url), ("secret", secret)) && Settings.Web(url, problems) is { } at ? new(at, secret!) : null;
    }
}
