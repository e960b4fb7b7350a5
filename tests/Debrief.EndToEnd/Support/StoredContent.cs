using System.Text;
using Debrief.Storage;

namespace Debrief.EndToEnd.Support;

/// <summary>All that a home of Debrief holds, as text to compare: each table's rows in order, and the names and sizes of all other files.</summary>
static class StoredContent
{
    /// <summary>How often something changed depends on how often a sync began; and what days come to is only kept, and follows from all the rest.</summary>
    static readonly IReadOnlyList<string> s_leftOut = ["changed_spans", "daily_insights"];

    public static async Task<string> OfAsync(DebriefProcess debrief)
    {
        var (home, database) = (debrief.Home, debrief.Database);
        var content = new StringBuilder();
        foreach (var table in await Support.Database.RowsAsync(database, (ConnectionString.IsPostgres(database) ? Dialect.Postgres : Dialect.Sqlite).Tables))
        {
            if (s_leftOut.Contains(table))
                continue;
            content.AppendLine($"== {table}");
            foreach (var row in (await Support.Database.RowsAsync(database, $"select * from {table}")).Order(StringComparer.Ordinal))
                content.AppendLine(row);
        }
        content.AppendLine("== files");
        foreach (var file in Directory.EnumerateFiles(home, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            if (!file.StartsWith(database, StringComparison.Ordinal))
                content.AppendLine($"{Path.GetRelativePath(home, file)} {new FileInfo(file).Length}");
        }
        return content.ToString();
    }
}
