using System.Text;
using System.Text.Json;

namespace Debrief.Sync;

/// <summary>A sync's result as JSON. Told name by name: setting up a serializer takes longer than a sync with nothing new takes to find that out.</summary>
static class SyncJson
{
    public static string Of(SyncResult result)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true }))
            Write(json, result);
        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    static void Write(Utf8JsonWriter json, SyncResult result)
    {
        json.WriteStartObject();
        json.WriteNumber("files", result.Files);
        json.WriteNumber("opened", result.Opened);
        json.WriteNumber("unchanged", result.Unchanged);
        json.WriteNumber("bytes_read", result.BytesRead);
        json.WriteNumber("lines", result.Lines);
        json.WriteNumber("bad_lines", result.BadLines);
        json.WriteNumber("waiting_lines", result.WaitingLines);
        json.WriteNumber("sessions", result.Sessions);
        json.WriteNumber("rows_written", result.RowsWritten);
        json.WriteNumber("seconds", result.Seconds);
        json.WriteNumber("archived", result.Archived);
        json.WriteNumber("archive_seconds", result.ArchiveSeconds);
        WriteShrunk(json, result.Shrunk);
        WriteUnreadable(json, result.Unreadable);
        json.WriteEndObject();
    }

    static void WriteShrunk(Utf8JsonWriter json, List<string> paths)
    {
        json.WriteStartArray("shrunk");
        foreach (var path in paths)
            json.WriteStringValue(path);
        json.WriteEndArray();
    }

    static void WriteUnreadable(Utf8JsonWriter json, List<UnreadableFile> files)
    {
        json.WriteStartArray("unreadable");
        foreach (var file in files)
        {
            json.WriteStartObject();
            json.WriteString("path", file.Path);
            json.WriteString("reason", file.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
