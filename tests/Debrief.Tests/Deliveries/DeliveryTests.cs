using System.Net;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Debrief.Tests.Support;

namespace Debrief.Tests.Deliveries;

public sealed class DeliveriesOnSqlite() : DeliveryTests(new Sqlite());
public sealed class DeliveriesOnPostgres() : DeliveryTests(new Postgres());

/// <summary>A message, real receivers on loopback, and all that may come between.</summary>
public abstract class DeliveryTests(TestDatabase on) : IAsyncLifetime
{
    DeliveryMachine _machine = null!;

    public async ValueTask InitializeAsync() => _machine = await DeliveryMachine.StartAsync(on);

    public async ValueTask DisposeAsync()
    {
        await _machine.DisposeAsync();
        on.Dispose();
    }

    [Fact]
    public async Task Each_channel_gets_a_message_once_however_often_it_is_queued()
    {
        Assert.Equal(["discord", "webhook"], await _machine.QueueAsync(DeliveryMachine.Report()));
        await _machine.SendAsync();
        Assert.Empty(await _machine.QueueAsync(DeliveryMachine.Report("changed")));
        Assert.Empty((await _machine.SendAsync())!);

        Assert.Equal("**Insights**", (string?)Assert.Single(_machine.Discord.All).Json["content"]);
        Assert.Single(_machine.Webhook.All);
        Assert.Equal(("sent", "1200000000000000001", 1), Of(await _machine.OfAsync("discord")));
    }

    [Fact]
    public async Task What_was_sent_is_sent_again_when_somebody_says_so_as_it_is_now()
    {
        await _machine.QueueAsync(DeliveryMachine.Report());
        await _machine.SendAsync();
        await _machine.QueueAsync(DeliveryMachine.Report("later"), again: true);
        await _machine.SendAsync();

        Assert.Equal(["**Insights**", "later"], _machine.Discord.All.Select(each => (string?)each.Json["content"]));
        Assert.Equal(2, _machine.Webhook.All.Select(each => each.Headers["Idempotency-Key"]).Distinct().Count());
    }

    [Fact]
    public async Task A_webhook_s_body_is_signed_so_that_its_receiver_can_check_it()
    {
        await _machine.QueueAsync(DeliveryMachine.Report());
        await _machine.SendAsync();

        var got = Assert.Single(_machine.Webhook.All);
        var signed = Encoding.UTF8.GetBytes($"{got.Headers["Debrief-Timestamp"]}.{got.Text}");
        Assert.Equal($"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(DeliveryMachine.Secret), signed))}", got.Headers["Debrief-Signature"]);
        Assert.InRange(DateTimeOffset.FromUnixTimeSeconds(long.Parse(got.Headers["Debrief-Timestamp"])), DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddMinutes(5));
        Assert.Equal(("report", "weekly-2026-02-23", "# A week", 3), ((string?)got.Json["kind"], (string?)got.Json["subject"], (string?)got.Json["text"], (int)got.Json["data"]!["sessions"]!));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(404)]
    [InlineData(401)]
    public async Task A_receiver_that_does_not_take_it_gets_it_later(int status)
    {
        _machine.Webhook.Answers(status);
        await _machine.QueueAsync(DeliveryMachine.Report());
        await _machine.SendAsync();

        var failed = await _machine.OfAsync("webhook");
        Assert.Equal("failed", failed.State);
        Assert.Contains($"{status}", failed.Error);
        Assert.Empty((await _machine.SendAsync())!); // Not at once.

        _machine.Webhook.Answers(204);
        _machine.Clock.Advance(TimeSpan.FromMinutes(1));
        await _machine.SendAsync();
        Assert.Equal(("sent", null, 2), Of(await _machine.OfAsync("webhook")));
        Assert.Single(_machine.Webhook.Taken);
        Assert.Single(_machine.Discord.All);
    }

    [Fact]
    public async Task A_receiver_that_asks_for_a_second_gets_it_by_the_same_run()
    {
        _machine.Patience = TimeSpan.FromSeconds(60);
        _machine.Discord.Answer = (context, got) =>
        {
            if (_machine.Discord.All.Count > 1)
                return DiscordLimits.AnswerAsync(context, got);
            context.Response.StatusCode = 429;
            context.Response.Headers.RetryAfter = "1";
            return Task.CompletedTask;
        };
        await _machine.QueueAsync(DeliveryMachine.Report());
        await _machine.SendAsync();

        Assert.Equal("sent", (await _machine.OfAsync("discord")).State);
        Assert.Single(_machine.Discord.Taken);
    }

    [Fact]
    public async Task A_receiver_that_asks_for_hours_is_left_alone_so_long()
    {
        _machine.Discord.Answers((int)HttpStatusCode.TooManyRequests, retryAfter: "7200");
        await _machine.QueueAsync(DeliveryMachine.Report());
        await _machine.SendAsync();
        _machine.Clock.Advance(TimeSpan.FromSeconds(7199));
        await _machine.SendAsync();
        Assert.Single(_machine.Discord.All);

        _machine.Clock.Advance(TimeSpan.FromSeconds(1));
        await _machine.SendAsync();
        Assert.Equal(2, _machine.Discord.All.Count);
    }

    [Fact]
    public async Task What_a_receiver_will_never_take_is_given_up_at_once_and_shown()
    {
        _machine.Webhook.Answers(410);
        await _machine.QueueAsync(DeliveryMachine.Report());

        Assert.Contains(await _machine.SendAsync() ?? [], delivery => delivery is { Channel: "webhook", State: "given_up", IsLost: true });
        _machine.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Empty((await _machine.SendAsync())!);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Where_the_receiver_knows_a_message_again_doubt_ends_by_sending_it_once_more(bool hangs)
    {
        (hangs ? (Action)_machine.Webhook.Hangs : _machine.Webhook.Drops)();
        await _machine.QueueAsync(DeliveryMachine.Report());
        await _machine.SendAsync();
        Assert.Equal(("failed", 1), ((await _machine.OfAsync("webhook")).State, (await _machine.OfAsync("webhook")).Doubts));
        for (var i = 0; i < 3; i++)
        {
            _machine.Clock.Advance(TimeSpan.FromHours(4));
            await _machine.SendAsync();
        }

        _machine.Webhook.Answers(200);
        _machine.Clock.Advance(TimeSpan.FromHours(4));
        await _machine.SendAsync();

        Assert.Equal("sent", (await _machine.OfAsync("webhook")).State);
        Assert.Single(_machine.Webhook.All.Select(each => each.Headers["Idempotency-Key"]).Distinct());
        Assert.Equal(5, _machine.Webhook.All.Count);
    }

    [Fact]
    public async Task Where_it_does_not_a_message_in_doubt_is_sent_once_more_and_says_so_and_then_it_is_unknown()
    {
        _machine.Discord.Drops();
        await _machine.QueueAsync(DeliveryMachine.Report());
        await _machine.SendAsync();
        for (var i = 0; i < 3; i++)
        {
            _machine.Clock.Advance(TimeSpan.FromHours(4));
            await _machine.SendAsync();
        }

        Assert.Equal(["**Insights**", "(Sent again: whether it arrived before is unknown.)\n**Insights**"], _machine.Discord.All.Select(each => (string?)each.Json["content"]));
        var unknown = await _machine.OfAsync("discord");
        Assert.Equal(("unknown", true), (unknown.State, unknown.IsLost));

        _machine.Discord.Answer = DiscordLimits.AnswerAsync;
        await _machine.Store.ResendAsync(unknown.Id, CancellationToken.None);
        await _machine.SendAsync();
        Assert.Equal("sent", (await _machine.OfAsync("discord")).State);
    }

    [Fact]
    public async Task What_a_killed_process_was_sending_goes_out_under_the_same_key()
    {
        await _machine.QueueAsync(DeliveryMachine.Report());
        var begun = await _machine.Store.BeginNextAsync(["webhook"], CancellationToken.None);
        Assert.Equal("sending", (await _machine.OfAsync("webhook")).State);

        await _machine.SendAsync();

        Assert.Equal("sent", (await _machine.OfAsync("webhook")).State);
        Assert.Equal(begun!.IdempotencyKey, Assert.Single(_machine.Webhook.All).Headers["Idempotency-Key"]);
    }

    [Fact]
    public async Task An_outage_of_two_days_loses_nothing_and_one_of_a_week_is_given_up_and_shown()
    {
        _machine.Webhook.Answers(503);
        await _machine.QueueAsync(DeliveryMachine.Report());
        await PassAsync(TimeSpan.FromDays(2));
        Assert.Equal("failed", (await _machine.OfAsync("webhook")).State);
        Assert.InRange((await _machine.OfAsync("webhook")).Attempts, 10, 25);

        await PassAsync(TimeSpan.FromDays(5));
        Assert.Equal("given_up", (await _machine.OfAsync("webhook")).State);
    }

    [Fact]
    public async Task Others_wait_an_hour_for_the_upload_s_link_and_then_go_without()
    {
        using var nobody = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        nobody.Start();
        var url = new Uri($"http://127.0.0.1:{((IPEndPoint)nobody.LocalEndpoint).Port}");
        nobody.Stop();
        _machine.Upload = new(url, "reports", "us-east-1", "", _machine.Kept("webhook"), _machine.Kept("webhook"), IsPublic: false, 7, null);

        await _machine.QueueAsync(DeliveryMachine.Report());
        await _machine.SendAsync();
        Assert.Equal("failed", (await _machine.OfAsync("upload")).State);
        Assert.Empty(_machine.Discord.All);

        _machine.Clock.Advance(TimeSpan.FromHours(1));
        await _machine.SendAsync();
        Assert.Null(Assert.Single(_machine.Discord.All).Json["embeds"]);
    }

    [Theory]
    [InlineData("weekly", "weekly-2026-02-23")]
    [InlineData("10-days", "10-days-2026-02-23-to-2026-03-04")]
    public async Task The_snapshot_of_an_uploaded_report_says_where_it_lies(string type, string subject)
    {
        await using var db = await _machine.Database.ConnectAsync(CancellationToken.None);
        foreach (var (kind, first) in (IEnumerable<(string, DateOnly)>)[(type, new(2026, 2, 23)), (type, new(2026, 2, 16)), ("monthly", new(2026, 2, 23))])
            await db.ExecuteAsync("""
                insert into insights_snapshots (period_type, period_start, period_end, metrics, sessions, eligible, extracted, created_at, updated_at)
                values (@kind, @first, @last, '{}', 0, 0, 0, @now, @now)
                """, new { kind, first, last = new DateOnly(2026, 3, 4), now = _machine.Clock.GetUtcNow() });
        await _machine.QueueAsync(DeliveryMachine.Report() with { Subject = subject });

        await _machine.Store.EndAsync(await _machine.OfAsync("discord", subject) with { State = "sent" }, CancellationToken.None, "http://127.0.0.1/reports/a.html");

        Assert.Equal([$"{type} http://127.0.0.1/reports/a.html"], await db.QueryAsync<string>("select period_type || ' ' || report_url from insights_snapshots where report_url is not null"));
        Assert.Equal(3, await db.QuerySingleAsync<int>("select count(*) from insights_snapshots"));
    }

    [Fact]
    public async Task A_secret_that_is_missing_is_named_and_the_message_waits()
    {
        File.Delete(_machine.Kept("discord").File!);
        await _machine.QueueAsync(DeliveryMachine.Report());
        await _machine.SendAsync();

        var waits = await _machine.OfAsync("discord");
        Assert.Equal("failed", waits.State);
        Assert.Contains("deliver.discord", waits.Error);
    }

    [Fact]
    public async Task Neither_the_webhook_s_address_nor_its_secret_is_kept_or_told()
    {
        _machine.Discord.Answers(400);
        _machine.Webhook.Answers(400);
        await _machine.QueueAsync(DeliveryMachine.Report());
        await _machine.SendAsync();

        await using var db = await _machine.Database.ConnectAsync(CancellationToken.None);
        var rows = string.Join('\n', await db.QueryAsync<string>("select channel || state || error || coalesce(receipt, '') from deliveries"));
        Assert.Contains("given_up", rows);
        Assert.DoesNotContain("a-secret", rows);
        Assert.DoesNotContain(DeliveryMachine.Secret, rows);
    }

    [Fact]
    public async Task Several_processes_at_once_send_a_message_once()
    {
        await _machine.QueueAsync(DeliveryMachine.Report());

        var sent = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _machine.SendAsync()));

        Assert.Equal(2, sent.Sum(each => each?.Count ?? 0));
        Assert.Equal((1, 1), (_machine.Discord.All.Count, _machine.Webhook.All.Count));
    }

    [Theory]
    [InlineData(3000)]
    [InlineData(2000)]
    [InlineData(1980)]
    public async Task However_long_a_message_is_Discord_takes_it_and_mentions_only_who_is_configured(int length)
    {
        await _machine.QueueAsync(DeliveryMachine.Report(new string('x', length) + "😀@everyone", mentions: true));
        await _machine.SendAsync();

        var got = Assert.Single(_machine.Discord.Taken).Json;
        Assert.StartsWith("<@42> xxx", (string?)got["content"]);
        Assert.Equal("""{"parse":[],"users":["42"]}""", got["allowed_mentions"]!.ToJsonString());
    }

    [Fact]
    public async Task A_message_that_calls_nobody_allows_no_mention_at_all()
    {
        await _machine.QueueAsync(DeliveryMachine.Report("@everyone <@42>"));
        await _machine.SendAsync();

        Assert.Equal("""{"parse":[]}""", Assert.Single(_machine.Discord.Taken).Json["allowed_mentions"]!.ToJsonString());
    }

    async Task PassAsync(TimeSpan time)
    {
        for (var passed = TimeSpan.Zero; passed < time; passed += TimeSpan.FromHours(1))
        {
            _machine.Clock.Advance(TimeSpan.FromHours(1));
            await _machine.SendAsync();
        }
    }

    static (string State, string? Receipt, int Attempts) Of(Debrief.Deliveries.Delivery delivery) => (delivery.State, delivery.Receipt, delivery.Attempts);
}
