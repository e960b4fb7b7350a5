using System.Text.Json;

namespace Debrief.Benchmarks;

/// <summary>Sessions that a model can be asked about: a person and an assistant talk, tools run, half an hour passes.</summary>
static class InventedSessions
{
    const int Turns = 20;
    static readonly DateTimeOffset _begin = new(2026, 6, 1, 8, 0, 0, TimeSpan.Zero);

    public static async Task<int> WriteAsync(DirectoryInfo to, int count, CancellationToken cancel)
    {
        for (var session = 0; session < count; session++)
        {
            var folder = to.CreateSubdirectory(Path.Combine("projects", $"-work-project{session % 10}"));
            var id = $"5e551010-0000-4000-8000-{session:000000000000}";
            await File.WriteAllLinesAsync(Path.Combine(folder.FullName, $"{id}.jsonl"), Lines(session, id), cancel);
        }

        return 0;
    }

    static IEnumerable<string> Lines(int session, string id)
    {
        string? parent = null;
        for (var turn = 0; turn < Turns * 2; turn++)
        {
            var uuid = $"{session:00000000}-0000-4000-8000-{turn:000000000000}";
            var isUser = turn % 2 == 0;
            yield return JsonSerializer.Serialize(new
            {
                parentUuid = parent,
                isSidechain = false,
                userType = "external",
                cwd = $"/work/project{session % 10}",
                sessionId = id,
                version = "2.1.197",
                gitBranch = "main",
                type = isUser ? "user" : "assistant",
                message = isUser ? User(session, turn) : Assistant(session, turn),
                uuid,
                timestamp = _begin.AddHours(session).AddMinutes(turn).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'"),
            });
            parent = uuid;
        }
    }

    static object User(int session, int turn) => new { role = "user", content = $"Session {session}, message {turn}: please mend the division in calc.py, and say what you changed. " + Words(turn, 40) };

    static object Assistant(int session, int turn) => new
    {
        id = $"msg_{session}_{turn}",
        type = "message",
        role = "assistant",
        model = "claude-haiku-4-5-20251001",
        content = new[] { new { type = "text", text = "I changed it, and the tests pass. " + Words(turn, 200) } },
        stop_reason = "end_turn",
        usage = new { input_tokens = 100, output_tokens = 50, cache_creation_input_tokens = 0, cache_read_input_tokens = 0 },
    };

    static string Words(int seed, int count) => string.Join(' ', Enumerable.Range(0, count).Select(word => $"word{(seed * 31 + word * 17) % 97}"));
}
