using System.Globalization;
using System.Text;

namespace Debrief.EndToEnd.Support;

/// <summary>A transcript written by hand, entry by entry, a minute between them, the last two hours ago. Strings go into it escaped, whatever is in them: half characters too.</summary>
sealed class WrittenSession(string id)
{
    readonly List<Func<DateTime, string>> _entries = [];
    string? _last;

    public string Cwd { get; init; } = "/home/alex/work";
    public string Branch { get; init; } = "main";
    public string Model { get; init; } = "claude-haiku-4-5-20251001";

    public WrittenSession Say(string text) => Entry("user", $$"""{"role":"user","content":{{Json(text)}}}""");

    public WrittenSession Answer(string text) => Answered($$"""{"type":"text","text":{{Json(text)}}}""");

    /// <param name="input">JSON.</param>
    /// <param name="failure">What the tool says when it fails; null: it doesn't.</param>
    public WrittenSession Use(string tool, string input, string? failure = null)
    {
        var call = $"toolu_{_entries.Count}";
        Answered($$"""{"type":"tool_use","id":"{{call}}","name":{{Json(tool)}},"input":{{input}}}""");
        return Entry("user", $$"""{"role":"user","content":[{"type":"tool_result","tool_use_id":"{{call}}","is_error":{{(failure is null ? "false" : "true")}},"content":{{Json(failure ?? "ok")}}}]}""");
    }

    /// <summary>A whole line of any kind.</summary>
    public WrittenSession Line(string json)
    {
        _entries.Add(_ => json);
        return this;
    }

    public async Task SaveAsync(string claude, string? file = null)
    {
        var folder = Directory.CreateDirectory(Path.Combine(claude, "projects", "-home-alex-work"));
        var begun = DateTime.UtcNow.AddHours(-2).AddMinutes(-_entries.Count);
        var lines = _entries.Select((entry, at) => entry(begun.AddMinutes(at)) + "\n");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, $"{file ?? id}.jsonl"), string.Concat(lines), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }

    public static string Json(string text)
    {
        var json = new StringBuilder("\"");
        foreach (var unit in text)
            json.Append(unit is >= ' ' and <= '~' and not ('"' or '\\') ? unit.ToString() : string.Create(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}"));
        return json.Append('"').ToString();
    }

    WrittenSession Answered(string block)
    {
        const string usage = """{"input_tokens":10,"output_tokens":20,"cache_creation_input_tokens":0,"cache_read_input_tokens":0}""";
        return Entry("assistant", $$"""
            {"id":"msg_{{id}}_{{_entries.Count}}","type":"message","role":"assistant","model":{{Json(Model)}},"content":[{{block}}],"stop_reason":"end_turn","usage":{{usage}} }
            """);
    }

    WrittenSession Entry(string type, string message)
    {
        var uuid = $"{id}-{_entries.Count}";
        var parent = _last is null ? "null" : Json(_last);
        _last = uuid;
        _entries.Add(at => $$"""
            {"parentUuid":{{parent}},"isSidechain":false,"userType":"external","entrypoint":"cli","version":"2.1.197","sessionId":{{Json(id)}},"cwd":{{Json(Cwd)}},"gitBranch":{{Json(Branch)}},"type":"{{type}}","uuid":{{Json(uuid)}},"timestamp":"{{at:yyyy-MM-ddTHH:mm:ss.fffZ}}","message":{{message}}}
            """);
        return this;
    }
}
