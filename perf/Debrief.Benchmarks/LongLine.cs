namespace Debrief.Benchmarks;

/// <summary>A session of three lines, the middle one as long as asked: a tool's result that holds a very large text.</summary>
static class LongLine
{
    const string Session = "0f5c1f6e-6f0f-4b57-9d5b-4f6a1c9be001";

    public static async Task<int> WriteAsync(DirectoryInfo target, long size, CancellationToken cancel)
    {
        var folder = Directory.CreateDirectory(Path.Combine(target.FullName, "projects", "-home-dev-long"));
        await using var file = new StreamWriter(Path.Combine(folder.FullName, Session + ".jsonl")) { NewLine = "\n" };
        await file.WriteLineAsync(Line("user", "01", """{"role":"user","content":"Show me the log"}"""));
        var text = new string('x', 1_000_000);
        var (head, tail) = ("""{"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_01Long","content":" """.TrimEnd(), "\"}]}");
        var line = Line("user", "02", head + "\u0001" + tail).Split('\u0001');
        await file.WriteAsync(line[0]);
        for (var written = 0L; written < size; written += text.Length)
            await file.WriteAsync(text.AsMemory(0, (int)Math.Min(text.Length, size - written)), cancel);
        await file.WriteLineAsync(line[1]);
        await file.WriteLineAsync(Line("assistant", "03",
            """{"id":"msg_01Long","type":"message","role":"assistant","model":"claude-sonnet-5","content":[{"type":"text","text":"Done."}],"stop_reason":"end_turn","usage":{"input_tokens":7,"cache_creation_input_tokens":11,"cache_read_input_tokens":13,"output_tokens":17}}"""));
        return 0;
    }

    static string Line(string type, string number, string message) =>
        $$"""{"type":"{{type}}","uuid":"0f5c1f6e-6f0f-4b57-9d5b-4f6a1c9b00{{number}}","parentUuid":null,"isSidechain":false,"sessionId":"{{Session}}","timestamp":"2026-01-05T10:00:{{number}}.000Z","cwd":"/home/dev/long","version":"2.1.197","requestId":"req_01Long","message":{{message}}}""";
}
