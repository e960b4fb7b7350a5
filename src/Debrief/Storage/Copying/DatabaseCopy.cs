using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Debrief.Storage.Copying;

/// <summary>Copies everything from SQLite into an empty database of PostgreSQL: in one transaction, which is committed only when both hold the same.</summary>
sealed class DatabaseCopy
{
    readonly DbConnection _from;
    readonly NpgsqlConnection _to;

    DatabaseCopy(DbConnection from, NpgsqlConnection to) => (_from, _to) = (from, to);

    /// <param name="from">Of SQLite; brought up to date, as <paramref name="to"/> is.</param>
    /// <returns>The tables, and what both hold in each.</returns>
    /// <exception cref="UserError">The target holds something already.</exception>
    /// <exception cref="WorkError">Something in the source can't be taken over, or the copy isn't what it should be. Nothing was copied.</exception>
    public static async Task<IReadOnlyList<TableSum>> RunAsync(Database from, Database to, IProgress<CopyProgress>? progress, CancellationToken cancel)
    {
        await using var source = await from.ConnectAsync(cancel);
        await using var target = await to.ConnectAsync(cancel);
        // What is written meanwhile, by a sync, is not seen.
        await using var reading = ((SqliteConnection)source).BeginTransaction(deferred: true);
        await using var writing = await Dialect.BeginAloneAsync(target, "copy", cancel);
        try
        {
            var sums = await new DatabaseCopy(source, (NpgsqlConnection)target).RunAsync(progress, cancel);
            await writing.CommitAsync(cancel);
            return sums;
        }
        catch (PostgresException ex)
        {
            throw new WorkError($"Nothing was copied: {ex.MessageText}{(ex.Where is { } where ? $" ({where})" : "")}", ex);
        }
    }

    async Task<IReadOnlyList<TableSum>> RunAsync(IProgress<CopyProgress>? progress, CancellationToken cancel)
    {
        var tables = await CopiedTable.ListAsync(_to, cancel);
        await RefuseIfFilledAsync(tables, cancel);
        var all = await RowsOfAsync(tables, cancel);
        long done = 0;
        foreach (var table in tables)
            done = await table.CopyAsync(_from, _to, rows => progress?.Report(new(rows, all)), done, cancel);
        return await CompareAsync(tables, cancel);
    }

    async Task RefuseIfFilledAsync(IReadOnlyList<CopiedTable> tables, CancellationToken cancel)
    {
        foreach (var table in tables)
            if ((await _to.ColumnAsync($"select 1 from {table.Name} limit 1", cancel)).Count > 0)
                throw new UserError($"The target holds {table.Name} already. Name an empty database: nothing is mixed or overwritten.");
    }

    async Task<long> RowsOfAsync(IReadOnlyList<CopiedTable> tables, CancellationToken cancel)
    {
        long rows = 0;
        foreach (var table in tables)
            rows += (long)(await _from.ColumnAsync($"select count(*) from {table.Name}", cancel))[0];
        return rows;
    }

    async Task<IReadOnlyList<TableSum>> CompareAsync(IReadOnlyList<CopiedTable> tables, CancellationToken cancel)
    {
        var sums = new List<TableSum>();
        foreach (var table in tables)
        {
            var (there, here) = (await TableSum.OfAsync(_from, table, cancel), await TableSum.OfAsync(_to, table, cancel));
            if (there.DifferenceTo(here) is { } difference)
                throw new WorkError($"Nothing was copied: of {table.Name} the copy isn't the same: {difference}.");
            sums.Add(here);
        }

        return sums;
    }
}

/// <summary>Rows.</summary>
readonly record struct CopyProgress(long Done, long Of);
