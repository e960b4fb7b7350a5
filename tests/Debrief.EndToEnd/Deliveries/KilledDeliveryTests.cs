using Debrief.Tests.Deliveries;
using MimeKit;

namespace Debrief.EndToEnd.Deliveries;

/// <summary>The program is killed after the receiver has the message, and before it knows.</summary>
public sealed class KilledDeliveryTests
{
    [Fact]
    public async Task An_upload_that_arrived_is_found_and_not_put_again()
    {
        using var storage = await NodeServer.StorageAsync();
        await using var held = await HeldAnswers.BeforeAsync(storage.Port);
        using var report = await SentReport.SyncedAsync(DeliveredReportTests.Storage(held.Url.AbsoluteUri));
        DeliveredReportTests.SetSecrets(report, discord: null);

        await KillWhenAsync(report, held.HoldNextAsync());
        Assert.Equal("sending", (string?)(await report.DeliveryAsync("upload"))["state"]);
        held.LetGo();
        (await report.Debrief.RunAsync("deliveries", "send")).Succeeded();

        Assert.Equal("sent", (string?)(await report.DeliveryAsync("upload"))["state"]);
        Assert.Equal(["PUT", "HEAD"], held.Methods);
        Assert.Equal(report.Html, await File.ReadAllTextAsync(Assert.Single(storage.Files("*_object"))));
    }

    [Fact]
    public async Task A_webhook_gets_it_again_under_the_key_by_which_it_knows_it()
    {
        await using var webhook = await Receiver.StartAsync();
        using var report = await SentReport.SyncedAsync($"  webhook:\n    url: {webhook.Url}\n    secret: env:SIGNED_WITH");
        report.Debrief.Environment["SIGNED_WITH"] = "a secret of both";
        webhook.Hangs();

        await KillWhenAsync(report, webhook.NextAsync());
        webhook.Answers(200);
        (await report.Debrief.RunAsync("deliveries", "send")).Succeeded();

        Assert.Equal("sent", (string?)(await report.DeliveryAsync("webhook"))["state"]);
        Assert.Equal(2, webhook.All.Count);
        Assert.Single(webhook.All.Select(each => each.Headers["Idempotency-Key"]).Distinct());
        Assert.Equal(webhook.All[0].Text, webhook.All[1].Text);
    }

    [Fact]
    public async Task A_mail_is_sent_again_with_the_same_id()
    {
        using var mail = await NodeServer.MailAsync();
        using var report = await SentReport.SyncedAsync(DeliveredReportTests.Mail(mail.Port, "alex@example.org"));
        report.Debrief.Environment["SMTP_PASSWORD"] = "open sesame";
        var hold = Path.Combine(mail.Folder, "hold");
        await File.WriteAllTextAsync(hold, "");

        await KillWhenAsync(report, mail.WrittenAsync("*.eml"));
        File.Delete(hold);
        (await report.Debrief.RunAsync("deliveries", "send")).Succeeded();

        var got = mail.Files("*.eml").Select(file => MimeMessage.Load(file)).ToList();
        Assert.Equal(2, got.Count);
        Assert.Single(got.Select(each => each.MessageId).Distinct());
    }

    [Fact]
    public async Task Discord_gets_it_once_more_and_is_told_that_it_may_have_it()
    {
        await using var discord = await Receiver.DiscordAsync();
        using var report = await SentReport.SyncedAsync(DeliveredReportTests.Discord);
        DeliveredReportTests.SetSecrets(report, discord);
        discord.Hangs();

        await KillWhenAsync(report, discord.NextAsync());
        discord.Answer = DiscordLimits.AnswerAsync;
        (await report.Debrief.RunAsync("deliveries", "send")).Succeeded();
        Assert.Contains("Nothing waits", (await report.Debrief.RunAsync("deliveries", "send")).Output);

        Assert.Equal(2, discord.All.Count);
        Assert.StartsWith("(Sent again", (string?)Assert.Single(discord.Taken).Json["content"]);
    }

    static async Task KillWhenAsync(SentReport report, Task arrived)
    {
        using var sending = report.Debrief.Start([.. SentReport.Week, "--deliver"]);
        await arrived.WaitAsync(TimeSpan.FromMinutes(1));
        Assert.True(await sending.KillAsync());
    }
}
