using System.Text.Json;

namespace Debrief.Sample.Writing;

/// <summary>What an answer cost.</summary>
readonly record struct Usage(int Input, int CacheCreation, int CacheRead, int Output)
{
    public int Total => Input + CacheCreation + CacheRead + Output;

    public void Write(Utf8JsonWriter json, string name = "usage")
    {
        json.WriteStartObject(name);
        json.WriteNumber("input_tokens", Input);
        json.WriteNumber("cache_creation_input_tokens", CacheCreation);
        json.WriteNumber("cache_read_input_tokens", CacheRead);
        json.WriteNumber("output_tokens", Output);
        json.WriteStartObject("server_tool_use");
        json.WriteNumber("web_search_requests", 0);
        json.WriteNumber("web_fetch_requests", 0);
        json.WriteEndObject();
        json.WriteString("service_tier", "standard");
        json.WriteStartObject("cache_creation");
        json.WriteNumber("ephemeral_1h_input_tokens", 0);
        json.WriteNumber("ephemeral_5m_input_tokens", CacheCreation);
        json.WriteEndObject();
        json.WriteString("inference_geo", "");
        json.WriteString("speed", "standard");
        json.WriteEndObject();
    }
}

/// <summary>Counts tokens as the API does: what was read before comes from the cache, until five minutes have passed.</summary>
sealed class ContextWindow(Dice dice, int instructions)
{
    /// <summary>The part of the instructions that every session shares, and so finds cached.</summary>
    const int Shared = 9_800;

    int cached = Shared;
    int fresh = instructions - Shared;
    DateTimeOffset? lastUse;

    public int Tokens => cached + fresh;

    public void Add(string text) => fresh += Count(text);

    public Usage Answer(DateTimeOffset at, int output)
    {
        if (at - lastUse > TimeSpan.FromMinutes(5))
            (cached, fresh) = (0, cached + fresh);
        lastUse = at;
        var usage = new Usage(dice.Between(3, 12), fresh, cached, output);
        (cached, fresh) = (cached + fresh, output);
        return usage;
    }

    public void Compact() => (cached, fresh) = (Shared, 6_200);

    public static int Count(string text) => (text.Length / 4) + 1;
}
