using System.Text.Json;
using Dapper;
using Debrief.Storage;

namespace Debrief.Insights;

/// <summary>Which skills any session has ever used, automated ones and sub-agents too.</summary>
static class UsedSkills
{
    /// <returns>Their names, whatever the case of their letters.</returns>
    public static async Task<IReadOnlySet<string>> EverAsync(Database database, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        var counted = await db.QueryAsync<string>(new CommandDefinition("select distinct cast(skills_used as text) from claude_sessions -- whatever their parent_id", cancellationToken: cancel));
        var judged = await db.QueryAsync<string>(new CommandDefinition("select distinct cast(skills_used as text) from session_facets where skills_used is not null", cancellationToken: cancel));
        return counted.SelectMany(text => JsonSerializer.Deserialize(text, RowJson.Default.IReadOnlyDictionaryStringInt32)!.Keys)
            .Concat(judged.SelectMany(text => JsonSerializer.Deserialize(text, RowJson.Default.IReadOnlyListString)!))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
    }
}
