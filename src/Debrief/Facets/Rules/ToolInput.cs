using System.Text;
using System.Text.Json;
using Debrief.Transcripts;

namespace Debrief.Facets.Rules;

/// <summary>What a tool was called with. The JSON may be cut off: what stands before the cut is still read.</summary>
static class ToolInput
{
    public static string? Of(Passage call, string property)
    {
        if (call.Speaker != Speaker.ToolCall || !call.Text.Contains(property, StringComparison.Ordinal))
            return null;

        try
        {
            return Find(Encoding.UTF8.GetBytes(call.Text), property);
        }
        catch (Exception ex) when (ex is JsonException or InvalidOperationException)
        {
            // Not JSON, or half a character in it: nothing to be told.
            return null;
        }
    }

    static string? Find(byte[] json, string property)
    {
        var reader = new Utf8JsonReader(json, isFinalBlock: false, default);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 1)
                continue;

            var found = reader.ValueTextEquals(property);
            if (!reader.Read())
                return null;
            if (found)
                return reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            if (!reader.TrySkip())
                return null;
        }

        return null;
    }

    /// <summary>The command line, for what runs one.</summary>
    public static string? Command(Passage call) => call.Tool is "Bash" or "PowerShell" or "Shell" ? Of(call, "command") : null;

    /// <summary>The file, for what writes one.</summary>
    public static string? WrittenFile(Passage call) => call.Tool switch
    {
        "Write" or "Edit" or "MultiEdit" => Of(call, "file_path"),
        "NotebookEdit" => Of(call, "notebook_path"),
        _ => null,
    };
}
