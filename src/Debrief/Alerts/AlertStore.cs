using System.Text.Json.Serialization;
using Dapper;
using Debrief.Storage;

namespace Debrief.Alerts;

/// <summary>Keeps alerts.</summary>
sealed class AlertStore(Database database, TimeProvider clock)
{
    const string Kept = "id, kind, about, summary, look_at, value, usual, began_at, last_seen_at, ended_at, ended_because, acknowledged_at, snoozed_until";

    static AlertStore()
    {
        Columns.Register();
        SqlMapper.AddTypeHandler(new JsonColumn<LookAt>(AlertRowJson.Default.LookAt));
    }

    /// <summary>The newest first.</summary>
    /// <param name="onlyOpen">Without those that are over.</param>
    public async Task<IReadOnlyList<Alert>> ListAsync(bool onlyOpen, int limit, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        return [.. await db.QueryAsync<Alert>(new CommandDefinition(
            $"select {Kept} from alerts where ended_at is null or not @onlyOpen order by began_at desc, id desc limit @limit", new { onlyOpen, limit }, cancellationToken: cancel))];
    }

    /// <summary>Those that began or ended since then, or aren't snoozed any more; none that is to be kept quiet.</summary>
    public async Task<IReadOnlyList<Alert>> NewsAsync(DateTimeOffset since, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        return [.. await db.QueryAsync<Alert>(new CommandDefinition(
            $"select {Kept} from alerts where (began_at >= @since or ended_at >= @since or snoozed_until >= @since) and (snoozed_until is null or snoozed_until < @now) order by id",
            new { since, now = clock.GetUtcNow() }, cancellationToken: cancel))];
    }

    /// <summary>Keeps what changed. What another process began meanwhile, or what is snoozed, isn't begun again.</summary>
    public async Task<Changes> KeepAsync(Changes changes, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        await using var transaction = await Dialect.BeginAloneAsync(db, "alerts", cancel);
        var begun = new List<Alert>();
        foreach (var alert in changes.Begun)
            begun.AddRange(await db.QueryAsync<Alert>(new CommandDefinition($"""
                insert into alerts (kind, about, summary, look_at, value, usual, began_at, last_seen_at)
                select @Kind, @About, @Summary, @LookAt, @Value, @Usual, @BeganAt, @LastSeenAt
                 where not exists (select 1 from alerts where kind = @Kind and about = @About and (ended_at is null or snoozed_until > @BeganAt))
                returning {Kept}
                """, new { alert.Kind, alert.About, alert.Summary, alert.LookAt, alert.Value, alert.Usual, alert.BeganAt, alert.LastSeenAt }, transaction, cancellationToken: cancel)));
        foreach (var alert in changes.Seen.Concat(changes.Over))
            await db.ExecuteAsync(new CommandDefinition(
                "update alerts set last_seen_at = @LastSeenAt, ended_at = @EndedAt, ended_because = @EndedBecause where id = @Id and ended_at is null",
                new { alert.Id, alert.LastSeenAt, alert.EndedAt, alert.EndedBecause }, transaction, cancellationToken: cancel));
        await transaction.CommitAsync(cancel);
        return changes with { Begun = begun };
    }

    /// <exception cref="NothingFound">There is none of that number.</exception>
    public Task<Alert> AcknowledgeAsync(long id, CancellationToken cancel) =>
        UpdateAsync(id, "acknowledged_at = coalesce(acknowledged_at, @time)", clock.GetUtcNow(), cancel);

    /// <inheritdoc cref="AcknowledgeAsync"/>
    public Task<Alert> SnoozeAsync(long id, DateTimeOffset until, CancellationToken cancel) => UpdateAsync(id, "snoozed_until = @time", until, cancel);

    async Task<Alert> UpdateAsync(long id, string set, DateTimeOffset time, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        return await db.QuerySingleOrDefaultAsync<Alert>(new CommandDefinition($"update alerts set {set} where id = @id returning {Kept}", new { id, time }, cancellationToken: cancel))
            ?? throw new NothingFound($"There is no alert {id}. `debrief alerts --all` lists them.");
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(LookAt))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(IReadOnlyList<HistoryReader.Action>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, int>))]
sealed partial class AlertRowJson : JsonSerializerContext;
