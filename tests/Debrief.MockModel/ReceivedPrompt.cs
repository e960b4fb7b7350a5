using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Debrief.MockModel;

/// <summary>One request as it came.</summary>
/// <param name="Headers">Keys and tokens are left out; only how they were given stays.</param>
/// <param name="Bytes">Of the body.</param>
/// <param name="Body">Undefined where there was none.</param>
public sealed record ReceivedPrompt(string Method, string Path, IReadOnlyDictionary<string, string> Headers, int Bytes, JsonElement Body)
{
    public string Model => Find("model").ToString();
    public bool IsStreamed => Find("stream").ValueKind == JsonValueKind.True;
    public int? MaxTokens => Find("max_tokens") is { ValueKind: JsonValueKind.Number } number ? number.GetInt32() : null;

    /// <summary>The fixed part, wherever this provider has it.</summary>
    public string System => string.Join('\n', new[] { Text(Find("system")) }.Concat(Messages.Where(message => message.Role == "system").Select(message => message.Text)).Where(text => text.Length > 0));

    public IReadOnlyList<(string Role, string Text)> Messages => Find("messages") is { ValueKind: JsonValueKind.Array } all
        ? [.. all.EnumerateArray().Select(message => (message.GetProperty("role").ToString(), Text(message.GetProperty("content"))))]
        : [];

    /// <summary>Everything said by the user.</summary>
    public string User => string.Join('\n', Messages.Where(message => message.Role == "user").Select(message => message.Text));

    /// <summary>Undefined where none was given.</summary>
    public JsonElement Schema => Find("output_config", "format", "schema") is { ValueKind: JsonValueKind.Object } anthropic ? anthropic : Find("response_format", "json_schema", "schema");

    public JsonElement Find(params string[] path)
    {
        var found = Body;
        foreach (var key in path)
            if (found.ValueKind != JsonValueKind.Object || !found.TryGetProperty(key, out found))
                return default;
        return found;
    }

    public static async Task<ReceivedPrompt> ReadAsync(HttpRequest request)
    {
        using var bytes = new MemoryStream();
        await request.Body.CopyToAsync(bytes, request.HttpContext.RequestAborted);
        var headers = request.Headers.ToDictionary(header => header.Key, header => WithoutSecret(header.Key, header.Value.ToString()), StringComparer.OrdinalIgnoreCase);
        return new(request.Method, request.Path, headers, (int)bytes.Length, bytes.Length == 0 ? default : JsonDocument.Parse(bytes.ToArray()).RootElement);
    }

    static string WithoutSecret(string name, string value) => name.ToLowerInvariant() switch
    {
        "authorization" or "proxy-authorization" => $"{value.Split(' ')[0]} …",
        "x-api-key" or "cookie" => "…",
        _ => value,
    };

    static string Text(JsonElement content) => content.ValueKind switch
    {
        JsonValueKind.String => content.GetString()!,
        JsonValueKind.Array => string.Join('\n', content.EnumerateArray().Select(block => block.TryGetProperty("text", out var text) ? text.GetString() : block.GetRawText())),
        _ => "",
    };
}
