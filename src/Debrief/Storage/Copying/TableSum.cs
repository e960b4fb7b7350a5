using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Debrief.Storage.Copying;

/// <summary>What a table holds, summed up column by column in a way that is the same in both databases.</summary>
/// <param name="Columns">Of numbers and times their sum, of texts the characters, of flags and JSON how many there are; null where there is no row.</param>
sealed record TableSum(string Table, long Rows, IReadOnlyDictionary<string, double?> Columns)
{
    /// <summary>Sums of floating-point numbers depend on the order, a little.</summary>
    const double Tolerance = 1e-9;

    public static async Task<TableSum> OfAsync(DbConnection db, CopiedTable table, CancellationToken cancel)
    {
        await using var sums = db.CreateCommand();
        (sums.CommandText, sums.CommandTimeout) = ($"select count(*), {string.Join(", ", table.Columns.Select(column => Sum(column, db is SqliteConnection)))} from {table.Name}", 0);
        await using var row = await sums.ExecuteReaderAsync(cancel);
        await row.ReadAsync(cancel);
        return new(table.Name, row.GetInt64(0), table.Columns.Index().ToDictionary(
            column => column.Item.Name,
            column => row.IsDBNull(column.Index + 1) ? (double?)null : Convert.ToDouble(row.GetValue(column.Index + 1), CultureInfo.InvariantCulture)));
    }

    /// <returns>Null: there is none.</returns>
    public string? DifferenceTo(TableSum other) =>
        Rows != other.Rows ? $"{Rows} rows became {other.Rows}"
        : Columns.Where(column => !IsSame(column.Value, other.Columns[column.Key]))
            .Select(column => string.Create(CultureInfo.InvariantCulture, $"{column.Key} sums up to {other.Columns[column.Key]} instead of {column.Value}")).FirstOrDefault();

    static bool IsSame(double? one, double? other) => one == other || (one is { } a && other is { } b && Math.Abs(a - b) <= Tolerance * Math.Max(Math.Abs(a), Math.Abs(b)));

    /// <summary>Hashes are too large to be added up: what is left by a prime will do.</summary>
    static string Sum(CopiedColumn column, bool isSqlite) => column.Type switch
    {
        "bigint" or "integer" => $"sum({column.Name} % 1000003)",
        "double precision" => $"sum({column.Name})",
        "boolean" => $"sum(case when {column.Name} then 1 else 0 end)",
        "timestamp with time zone" => isSqlite ? $"sum(cast(strftime('%s', {column.Name}) as integer))" : $"sum(cast(floor(extract(epoch from {column.Name})) as bigint))",
        // A NUL would end the text for SQLite's length; it is copied as its picture.
        "text" => isSqlite ? $"sum(length(replace({column.Name}, char(0), '.')))" : $"sum(length({column.Name}))",
        _ => $"count({column.Name})",
    };
}
