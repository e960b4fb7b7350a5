using System.Data.Common;
using Dapper;
using Debrief.Storage;

namespace Debrief.Insights.Recommending;

/// <summary>Keeps what was recommended and what became of it.</summary>
sealed class RecommendationStore(Database database, TimeProvider clock)
{
    /// <summary>Whose; null: everybody's.</summary>
    public string? Owner { get; init; }

    string Whose => Owner ?? "";

    static RecommendationStore() => Columns.Register();

    /// <summary>The newest first.</summary>
    /// <param name="kind">Of periods; null: of all.</param>
    public async Task<IReadOnlyList<Advised>> ListAsync(string? kind, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        return [.. await db.QueryAsync<Advised>(new CommandDefinition("""
            select id, period_type, key, title, why, metric, direction, value, value_now, signal, status, first_period, last_period
              from recommendations
             where owner = @Whose and (@kind = '' or period_type = @kind)
             order by last_period desc, id
            """, new { Whose, kind = kind ?? "" }, cancellationToken: cancel))];
    }

    public async Task SaveAsync(IReadOnlyList<Advised> all, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        await using var transaction = await db.BeginTransactionAsync(cancel);
        foreach (var each in all)
            await SaveAsync(db, transaction, each, cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <exception cref="NothingFound">There is none of that number.</exception>
    public async Task DismissAsync(long id, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        var rows = await db.ExecuteAsync(new CommandDefinition("""
            update recommendations set status = 'dismissed', updated_at = @now
             where owner = @Whose and key = (select key from recommendations where id = @id and owner = @Whose)
            """, new { Whose, id, now = clock.GetUtcNow() }, cancellationToken: cancel));
        if (rows == 0)
            throw new NothingFound($"There is no recommendation {id}: `debrief recommendations` lists them.");
    }

    Task<int> SaveAsync(DbConnection db, DbTransaction transaction, Advised each, CancellationToken cancel) => db.ExecuteAsync(new CommandDefinition("""
        insert into recommendations (owner, period_type, key, title, why, metric, direction, value, value_now, signal, status, first_period, last_period, created_at, updated_at)
        values (@Whose, @PeriodType, @Key, @Title, @Why, @Metric, @Direction, @Value, @ValueNow, @Signal, @Status, @FirstPeriod, @LastPeriod, @now, @now)
        on conflict (owner, period_type, key) do update
           set title = excluded.title, why = excluded.why, value = excluded.value, value_now = excluded.value_now, signal = excluded.signal, status = excluded.status,
               first_period = excluded.first_period, last_period = excluded.last_period, updated_at = excluded.updated_at
         where recommendations.status <> 'dismissed'
        """, new { Whose, each.PeriodType, each.Key, each.Title, each.Why, each.Metric, each.Direction, each.Value, each.ValueNow, each.Signal, each.Status, each.FirstPeriod, each.LastPeriod, now = clock.GetUtcNow() }, transaction, cancellationToken: cancel));
}
