using Dapper;
using Debrief.Storage;

namespace Debrief.Sessions;

/// <summary>How a row of claude_sessions becomes a <see cref="Session"/>.</summary>
static class SessionColumns
{
    /// <summary>To be called once by every store that reads sessions with Dapper.</summary>
    public static void Register()
    {
        Columns.Register();
        SqlMapper.AddTypeHandler(new JsonColumn<IReadOnlyDictionary<string, int>>(SessionJson.Default.IReadOnlyDictionaryStringInt32));
        SqlMapper.AddTypeHandler(new JsonColumn<IReadOnlyList<string>>(SessionJson.Default.IReadOnlyListString));
        SqlMapper.AddTypeHandler(new JsonColumn<IReadOnlyList<ActiveSpan>>(SessionJson.Default.IReadOnlyListActiveSpan));
    }
}
