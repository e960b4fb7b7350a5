using Debrief.Configuration;

namespace Debrief.Tests.Configuration;

public sealed class DeliverSettingsTests : IDisposable
{
    readonly TempFolder _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void Where_nothing_is_said_nothing_is_sent() =>
        Assert.Equal((null, null, null, null), Read("archive: true\n") is var said ? ((object?)said.Discord, (object?)said.Upload, (object?)said.Email, (object?)said.Webhook) : default);

    [Fact]
    public void The_documented_example_configures_every_channel()
    {
        var all = Read(Settings.Example());

        Assert.Equal(("123456789012345678", "DEBRIEF_DISCORD_WEBHOOK"), (all.Discord!.Mention, all.Discord.Webhook.Variable));
        Assert.Equal(("reports", "fra1", 3, false), (all.Upload!.Bucket, all.Upload.Region, all.Upload.LinkDays, all.Upload.IsPublic));
        Assert.Equal("/home/alex/.config/debrief/spaces.secret", all.Upload.SecretKey.File);
        Assert.Equal((465, "tls", "alex@example.org"), (all.Email!.Port, all.Email.Security, all.Email.To.Single()));
        Assert.Equal(new Uri("https://example.org/debrief"), all.Webhook!.Url);
    }

    [Fact]
    public void A_secret_in_the_file_is_refused_and_not_repeated()
    {
        var error = Assert.Throws<UserError>(() => Read("deliver:\n  discord:\n    webhook: https://discord.com/api/webhooks/1/very-secret\n"));

        Assert.StartsWith($"{_home["config.yaml"]}:3: `deliver.discord.webhook` must say where the secret is", error.Message);
        Assert.DoesNotContain("very-secret", error.Message);
    }

    [Fact]
    public void Everything_that_is_missing_or_wrong_is_told_with_its_line()
    {
        var error = Assert.Throws<UserError>(() => Read("""
            deliver:
              discord: {mention: everyone}
              upload: {bucket: reports, access: open, link_days: 30}
              email: {host: smtp, security: maybe, user: me}
              webhook: {url: nowhere, secret: "env:A"}
            """));

        Assert.Equal(
            $$"""
            {0}:2: `mention` must be the id of a user, or of a role with & before it, not "everyone"
            {0}:2: `webhook` is missing here
            {0}:3: `access` must be private or public, not "open"
            {0}:3: `link_days` must be a number from 1 to 7: no signed link may live longer
            {0}:3: `endpoint` is missing here
            {0}:4: `security` must be one of starttls, tls, none, not "maybe"
            {0}:4: `user` needs a `password`
            {0}:4: `from` is missing here
            {0}:4: `to` is missing here
            {0}:5: "nowhere" is no http:// or https:// address
            """.ReplaceLineEndings("; ").Replace("{0}", _home["config.yaml"]), error.Message);
    }

    DeliverSettings Read(string yaml)
    {
        _home.Write("config.yaml", yaml);
        return Settings.Read(new(_home.Path, _home.Path, "/home/alex")).Deliver;
    }
}
