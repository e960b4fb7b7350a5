using System.Text.Json;

namespace Debrief.Sample.Writing;

/// <summary>What every entry of a transcript repeats.</summary>
/// <param name="AgentId">For a sub-agent's transcript; its <paramref name="SessionId"/> is its parent's.</param>
sealed record Envelope(string SessionId, string Folder, string Branch, string Version, string Client, string? AgentId = null)
{
    /// <summary>The project folder's name under <c>projects</c>: what isn't a letter or digit becomes a dash.</summary>
    public string Slug => string.Concat(Folder.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));

    public string Path => AgentId is null
        ? $"{Slug}/{SessionId}.jsonl"
        : $"{Slug}/{SessionId}/subagents/agent-{AgentId}.jsonl";

    public void WriteTail(Utf8JsonWriter json)
    {
        json.WriteString("userType", "external");
        json.WriteString("entrypoint", Client);
        json.WriteString("cwd", Folder);
        json.WriteString("sessionId", SessionId);
        json.WriteString("version", Version);
        json.WriteString("gitBranch", Branch);
    }
}
