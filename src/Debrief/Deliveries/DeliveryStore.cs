using System.Security.Cryptography;
using System.Text.Json;
using Dapper;
using Debrief.Deliveries.Channels;
using Debrief.Storage;

namespace Debrief.Deliveries;

/// <summary>Keeps what is to be sent, and what became of it.</summary>
sealed class DeliveryStore(Database database, TimeProvider clock)
{
    const string Kept = "id, subject, channel, state, idempotency_key, attempts, doubts, queued_at, next_attempt_at, sent_at, error, receipt";

    /// <summary>How long other channels wait for the upload's link.</summary>
    static readonly TimeSpan s_forLink = TimeSpan.FromHours(1);

    static DeliveryStore() => Columns.Register();

    /// <summary>Each channel gets it once; what was queued before stays as it is.</summary>
    /// <param name="again">Sends it all the same, as it is now.</param>
    /// <returns>The channels that it was queued for.</returns>
    public async Task<IReadOnlyList<string>> QueueAsync(Message message, IReadOnlyList<string> channels, bool again, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        await using var transaction = await Dialect.BeginAloneAsync(db, "deliveries", cancel);
        await db.ExecuteAsync(new CommandDefinition("""
            insert into delivery_messages (subject, kind, title, chat, plain, html, data, mentions, created_at)
            values (@Subject, @Kind, @Title, @Chat, @Plain, @Html, @Data, @Mentions, @now)
            on conflict (subject) do update
               set kind = excluded.kind, title = excluded.title, chat = excluded.chat, plain = excluded.plain, html = excluded.html, data = excluded.data,
                   mentions = excluded.mentions, created_at = excluded.created_at
             where @again or not exists (select 1 from deliveries where subject = excluded.subject)
            """, new { message.Subject, message.Kind, message.Title, message.Chat, message.Plain, message.Html, message.Data, message.Mentions, again, now = clock.GetUtcNow() },
            transaction, cancellationToken: cancel));
        var queued = new List<string>();
        foreach (var channel in channels)
            if (await AddAsync(db, transaction, message.Subject, channel, again, cancel))
                queued.Add(channel);
        await transaction.CommitAsync(cancel);
        return queued;
    }

    /// <exception cref="NothingFound">There is none of that number.</exception>
    public async Task<Delivery> ResendAsync(long id, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        return await db.QuerySingleOrDefaultAsync<Delivery>(new CommandDefinition($"""
            update deliveries
               set state = 'pending', idempotency_key = @key, attempts = 0, doubts = 0, queued_at = @now, next_attempt_at = @now, sent_at = null, error = null, receipt = null
             where id = @id and state <> 'sending'
            returning {Kept}
            """, new { id, key = NewKey(), now = clock.GetUtcNow() }, cancellationToken: cancel))
            ?? throw new NothingFound($"There is no delivery {id} that could be sent again. `debrief deliveries` lists them.");
    }

    /// <summary>The newest first.</summary>
    public async Task<IReadOnlyList<Delivery>> ListAsync(int limit, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        return [.. await db.QueryAsync<Delivery>(new CommandDefinition($"select {Kept} from deliveries order by queued_at desc, id desc limit @limit", new { limit }, cancellationToken: cancel))];
    }

    /// <summary>Those of one message.</summary>
    public async Task<IReadOnlyList<Delivery>> OfAsync(string subject, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        return [.. await db.QueryAsync<Delivery>(new CommandDefinition($"select {Kept} from deliveries where subject = @subject order by id", new { subject }, cancellationToken: cancel))];
    }

    /// <summary>Marks the next one as being sent, before it is. Those that could show the link of an upload wait for it, for an hour at most.</summary>
    /// <param name="channels">Those that are configured.</param>
    /// <returns>Null: nothing is due.</returns>
    public async Task<Delivery?> BeginNextAsync(IReadOnlyList<string> channels, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        return await db.QuerySingleOrDefaultAsync<Delivery>(new CommandDefinition($"""
            update deliveries set state = 'sending', attempts = attempts + 1, next_attempt_at = null
             where id = (select w.id from deliveries w
                          where w.state in ('pending', 'failed') and w.next_attempt_at <= @now and w.channel in (select value from {database.Dialect.Each("@names")})
                            and (w.channel = 'upload' or w.queued_at <= @patience or not exists
                                (select 1 from deliveries u where u.subject = w.subject and u.channel = 'upload' and u.state in ('pending', 'failed', 'sending')))
                          order by case w.channel when 'upload' then 0 else 1 end, w.id limit 1)
            returning {Kept}
            """, new { now = clock.GetUtcNow(), patience = clock.GetUtcNow() - s_forLink, names = JsonSerializer.Serialize(channels, DeliveryJson.Default.IReadOnlyListString) }, cancellationToken: cancel));
    }

    /// <summary>Those that a process was sending when it ended.</summary>
    public async Task<IReadOnlyList<Delivery>> LeftBehindAsync(CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        return [.. await db.QueryAsync<Delivery>(new CommandDefinition($"select {Kept} from deliveries where state = 'sending' order by id", cancellationToken: cancel))];
    }

    public async Task<Message> MessageAsync(string subject, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        return await db.QuerySingleAsync<Message>(new CommandDefinition(
            "select subject, kind, title, chat, plain, html, data, mentions from delivery_messages where subject = @subject", new { subject }, cancellationToken: cancel));
    }

    /// <summary>What the upload of a message answered; null where it wasn't uploaded.</summary>
    public async Task<string?> UploadedAsync(string subject, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        return await db.QuerySingleOrDefaultAsync<string?>(new CommandDefinition(
            "select receipt from deliveries where subject = @subject and channel = 'upload' and state = 'sent'", new { subject }, cancellationToken: cancel));
    }

    /// <param name="address">Where a report was uploaded to, which its snapshot keeps too.</param>
    public async Task<Delivery> EndAsync(Delivery ended, CancellationToken cancel, string? address = null)
    {
        await using var db = await database.ConnectAsync(cancel);
        await using var transaction = await db.BeginTransactionAsync(cancel);
        var kept = await db.QuerySingleAsync<Delivery>(new CommandDefinition($"""
            update deliveries set state = @State, doubts = @Doubts, next_attempt_at = @NextAttemptAt, sent_at = @SentAt, error = @Error, receipt = @Receipt
             where id = @Id
            returning {Kept}
            """, new { ended.Id, ended.State, ended.Doubts, ended.NextAttemptAt, ended.SentAt, ended.Error, ended.Receipt }, transaction, cancellationToken: cancel));
        if (address is not null)
            await db.ExecuteAsync(new CommandDefinition("""
                update insights_snapshots set report_url = @address
                 where owner = '' and @Subject in (period_type || '-' || cast(period_start as text), period_type || '-' || cast(period_start as text) || '-to-' || cast(period_end as text))
                """, new { address, ended.Subject }, transaction, cancellationToken: cancel));
        await transaction.CommitAsync(cancel);
        return kept;
    }

    async Task<bool> AddAsync(System.Data.Common.DbConnection db, System.Data.Common.DbTransaction transaction, string subject, string channel, bool again, CancellationToken cancel) =>
        await db.ExecuteAsync(new CommandDefinition("""
            insert into deliveries (subject, channel, state, idempotency_key, attempts, doubts, queued_at, next_attempt_at)
            values (@subject, @channel, 'pending', @key, 0, 0, @now, @now)
            on conflict (subject, channel) do update
               set state = 'pending', idempotency_key = excluded.idempotency_key, attempts = 0, doubts = 0, queued_at = excluded.queued_at,
                   next_attempt_at = excluded.next_attempt_at, sent_at = null, error = null, receipt = null
             where @again and deliveries.state <> 'sending'
            """, new { subject, channel, again, key = NewKey(), now = clock.GetUtcNow() }, transaction, cancellationToken: cancel)) == 1;

    /// <summary>Long and random: a public object's name is made of it too.</summary>
    static string NewKey() => RandomNumberGenerator.GetHexString(40, lowercase: true);
}
