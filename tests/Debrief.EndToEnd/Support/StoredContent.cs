using System.Text;

namespace Debrief.EndToEnd.Support;

/// <summary>All that a home of Debrief holds, as text to compare: each table's rows in order, and the names and sizes of all other files.</summary>
static class StoredContent
{
    public static async Task<string> OfAsync(string home)
    {
        var content = new StringBuilder();
        var database = Database.In(home);
        foreach (var table in await Database.RowsAsync(database, "select name from sqlite_master where type = 'table' order by name"))
        {
            content.AppendLine($"== {table}");
            foreach (var row in (await Database.RowsAsync(database, $"select * from {table}")).Order(StringComparer.Ordinal))
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
