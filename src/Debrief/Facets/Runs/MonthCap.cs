using System.Data.Common;
using Dapper;

namespace Debrief.Facets.Runs;

/// <summary>What a calendar month may cost, over all runs on all machines: asked in the transaction that begins an attempt, in which none other begins one.</summary>
/// <param name="From">When the month began.</param>
sealed record MonthCap(double Usd, DateTimeOffset From)
{
    /// <summary>In US dollars, as far as it is known; for what is asked or awaited, what it is likely to cost.</summary>
    public const string Spent = "select coalesce(sum(case when outcome in ('running', 'in_batch') then awaited_usd else cost_usd end), 0.0) from extraction_attempts where started_at >= @since";

    /// <exception cref="CapReached">With what is to come, or already.</exception>
    public async Task CheckAsync(DbConnection db, DbTransaction transaction, double likely, CancellationToken cancel)
    {
        var spent = await db.ExecuteScalarAsync<double>(new CommandDefinition(Spent, new { since = From }, transaction, cancellationToken: cancel));
        if (new Cap("month", Usd, Usd - spent) is var cap && cap.IsPassedBy(likely))
            throw new CapReached(cap.AsStop());
    }
}

/// <summary>Nothing was begun: it would have cost more than is allowed.</summary>
sealed class CapReached(Stop stop) : Exception(stop.Message)
{
    public Stop Stop => stop;
}
