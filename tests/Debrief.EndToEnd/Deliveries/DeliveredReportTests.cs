using Debrief.EndToEnd.Support;
using Debrief.Tests.Deliveries;
using MimeKit;

namespace Debrief.EndToEnd.Deliveries;

/// <summary>The built program and real servers: what it says that it sent is there.</summary>
public sealed class DeliveredReportTests
{
    [Fact]
    public async Task The_page_is_uploaded_and_the_signed_link_in_the_Discord_message_leads_to_it()
    {
        using var storage = await NodeServer.StorageAsync();
        await using var discord = await Receiver.DiscordAsync();
        using var report = await SentReport.SyncedAsync($"{Discord}\n{Storage($"http://127.0.0.1:{storage.Port}")}");
        SetSecrets(report, discord);

        (await report.SendAsync("--upload", "--notify")).Succeeded();
        var again = await report.SendAsync("--upload", "--notify");

        var message = Assert.Single(discord.Taken).Json;
        Assert.Contains("Insights", (string?)message["content"]);
        Assert.Equal(report.Html, await FetchAsync((string)message["embeds"]![0]!["url"]!));
        Assert.Contains("X-Amz-Signature=", (string?)message["embeds"]![0]!["url"]);
        Assert.Single(storage.Files("*_object"));
        Assert.Equal([$"http://127.0.0.1:{storage.Port}/reports/{(string)(await report.DeliveryAsync("upload"))["receipt"]!}"], await Database.RowsAsync(report.Debrief.Database, "select report_url from insights_snapshots where report_url is not null"));
        Assert.Contains("resend", again.Errors);
    }

    [Fact]
    public async Task A_public_page_has_a_name_that_nobody_can_guess()
    {
        using var storage = await NodeServer.StorageAsync();
        using var report = await SentReport.SyncedAsync(Storage($"http://127.0.0.1:{storage.Port}") + "\n    access: public\n    prefix: out/");
        SetSecrets(report, discord: null);

        (await report.SendAsync("--upload")).Succeeded();

        var name = (string)(await report.DeliveryAsync("upload"))["receipt"]!;
        Assert.Matches("^out/weekly-2026-06-22-[0-9a-f]{40}\\.html$", name);
        Assert.Equal(report.Html, await FetchAsync($"http://127.0.0.1:{storage.Port}/reports/{name}"));
    }

    [Fact]
    public async Task A_mail_has_the_page_and_its_text_beside_it()
    {
        using var mail = await NodeServer.MailAsync();
        using var report = await SentReport.SyncedAsync(Mail(mail.Port, "alex@example.org, Robin <robin@example.org>"));
        report.Debrief.Environment["SMTP_PASSWORD"] = "open sesame";

        (await report.SendAsync("--deliver")).Succeeded();
        (await report.SendAsync("--deliver")).Succeeded();

        var got = await MimeMessage.LoadAsync(Assert.Single(mail.Files("*.eml")));
        Assert.Equal(["alex@example.org", "robin@example.org"], got.To.Mailboxes.Select(to => to.Address));
        Assert.Equal(report.Html.ReplaceLineEndings("\n").TrimEnd(), got.HtmlBody!.ReplaceLineEndings("\n").TrimEnd());
        Assert.Contains("# ", got.TextBody);
        Assert.Contains((string)(await report.DeliveryAsync("email"))["receipt"]!, got.MessageId);
    }

    [Fact]
    public async Task A_mailbox_that_is_refused_keeps_the_mail_from_nobody_else()
    {
        using var mail = await NodeServer.MailAsync();
        using var report = await SentReport.SyncedAsync(Mail(mail.Port, "nobody@example.org, alex@example.org, nobody@example.net"));
        report.Debrief.Environment["SMTP_PASSWORD"] = "open sesame";

        var sent = await report.SendAsync("--deliver");

        sent.Succeeded();
        Assert.Single(mail.Files("*.eml"));
        Assert.Contains("but not to all. Not to nobody@example.org: the server answered 550:", sent.Errors.ReplaceLineEndings(" "));
        var kept = await report.DeliveryAsync("email");
        Assert.Equal("sent", (string?)kept["state"]);
        Assert.Contains("nobody@example.net", (string?)kept["error"]);
    }

    [Fact]
    public async Task A_wrong_password_waits_for_the_right_one_and_a_mailbox_that_is_none_is_given_up()
    {
        using var mail = await NodeServer.MailAsync();
        using var report = await SentReport.SyncedAsync(Mail(mail.Port, "alex@example.org"));
        report.Debrief.Environment["SMTP_PASSWORD"] = "guessed";

        var refused = await report.SendAsync("--deliver");
        var waiting = await report.DeliveryAsync("email");
        report.Debrief.Environment["SMTP_PASSWORD"] = "open sesame";
        report.Configure(Mail(mail.Port, "nobody@example.org"));
        var nobody = await report.SendAsync("--deliver", "--resend");

        Assert.Equal(("failed", 0), ((string?)waiting["state"], refused.ExitCode));
        Assert.DoesNotContain("guessed", refused.Errors + waiting);
        Assert.Equal(("given_up", 1), ((string?)(await report.DeliveryAsync("email"))["state"], nobody.ExitCode));
        Assert.Contains("No such mailbox", nobody.Errors.ReplaceLineEndings(" "));
        Assert.Empty(mail.Files("*.eml"));
    }

    [Fact]
    public async Task A_channel_that_is_not_configured_is_named_before_anything_is_done()
    {
        using var report = new SentReport();

        var asked = await report.SendAsync("--upload");
        var alone = await report.SendAsync("--resend");

        Assert.Equal((2, 2), (asked.ExitCode, alone.ExitCode));
        Assert.Contains("deliver.upload", asked.Errors);
        Assert.Contains("--deliver", alone.Errors);
    }

    [Fact]
    public async Task A_week_without_sessions_is_not_told()
    {
        await using var discord = await Receiver.DiscordAsync();
        using var report = await SentReport.SyncedAsync(Discord);
        SetSecrets(report, discord);

        var empty = await report.Debrief.RunAsync("report", "--since", "2025-01-06", "--until", "2025-01-12", "--deliver");

        Assert.Equal(0, empty.ExitCode);
        Assert.Contains("Nothing is delivered", empty.Errors);
        Assert.Empty(discord.All);
    }

    [Fact]
    public async Task A_job_that_fails_calls_who_is_configured_once_until_it_went_well_again()
    {
        await using var discord = await Receiver.DiscordAsync();
        using var report = await SentReport.SyncedAsync($"{Discord}\n    mention: \"4711\"");
        SetSecrets(report, discord);
        var profile = Path.Combine(report.Debrief.Home, "profile.yaml");
        await File.WriteAllTextAsync(profile, "nonsense: true\n");

        Assert.Equal(1, (await report.Debrief.RunAsync("jobs", "run", "generate-insights-report")).ExitCode);
        Assert.Equal(1, (await report.Debrief.RunAsync("jobs", "run", "generate-insights-report")).ExitCode);

        var told = Assert.Single(discord.Taken).Json;
        Assert.StartsWith("<@4711> ", (string?)told["content"]);
        Assert.Contains("generate-insights-report failed", (string?)told["content"]);
        Assert.Equal("""["4711"]""", told["allowed_mentions"]!["users"]!.ToJsonString());

        File.Delete(profile);
        (await report.Debrief.RunAsync("jobs", "run", "generate-insights-report")).Succeeded();
        await File.WriteAllTextAsync(profile, "nonsense: true\n");
        await report.Debrief.RunAsync("jobs", "run", "generate-insights-report");
        Assert.Equal(2, discord.Taken.Count);
    }

    internal const string Discord = "  discord:\n    webhook: env:DISCORD";

    internal static string Storage(string endpoint) => $"  upload:\n    endpoint: {endpoint}\n    bucket: reports";

    internal static string Mail(int port, string to) =>
        $"  email:\n    host: 127.0.0.1\n    port: {port}\n    security: none\n    user: debrief\n    password: env:SMTP_PASSWORD\n    from: Debrief <debrief@example.org>\n    to: [{to}]";

    internal static void SetSecrets(SentReport report, Receiver? discord)
    {
        (report.Debrief.Environment["AWS_ACCESS_KEY_ID"], report.Debrief.Environment["AWS_SECRET_ACCESS_KEY"]) = ("S3RVER", "S3RVER");
        if (discord is not null)
            report.Debrief.Environment["DISCORD"] = $"{discord.Url}api/webhooks/1/of-nobody";
    }

    static async Task<string> FetchAsync(string url)
    {
        using var http = new HttpClient();
        return await http.GetStringAsync(url);
    }
}
