using System.Text.Json;
using Debrief.Transcripts;

namespace Debrief.Facets.Rules;

/// <summary>Tasks begun, finished and left: by the assistant's own task list where it keeps one, else by what was asked.</summary>
static class Tasks
{
    public static CompletionChain? In(IReadOnlyList<Passage> passages, IReadOnlyList<Ask> asks, bool cutShort) =>
        Asked(asks, cutShort) ?? Listed(passages);

    static CompletionChain? Asked(IReadOnlyList<Ask> asks, bool cutShort)
    {
        if (asks.Count == 0)
            return null;

        var abandoned = asks.Count(ask => IsAbandoned(ask, asks, cutShort));
        return new(asks.Count, asks.Count - abandoned, abandoned);
    }

    static bool IsAbandoned(Ask ask, IReadOnlyList<Ask> asks, bool cutShort) => ask == asks[^1]
        ? cutShort
        : ask.Turn.Answer.Count == 0 || ask.Turn.Answer[^1].Reason == PromptReason.Interruption;

    static CompletionChain? Listed(IReadOnlyList<Passage> passages)
    {
        var tasks = new Dictionary<string, string>();
        foreach (var call in passages.Where(passage => passage.Speaker == Speaker.ToolCall))
        {
            switch (call.Tool)
            {
                case "TodoWrite":
                    Note(call, tasks);
                    break;
                case "TaskCreate":
                    tasks.TryAdd($"{tasks.Count + 1}", "pending");
                    break;
                case "TaskUpdate" when ToolInput.Of(call, "taskId") is { } id && ToolInput.Of(call, "status") is { } status:
                    tasks[id] = status;
                    break;
            }
        }

        // What was only ever planned was not started.
        var started = tasks.Values.Count(status => status is not "pending");
        var completed = tasks.Values.Count(status => status == "completed");
        return started == 0 ? null : new(started, completed, started - completed);
    }

    static void Note(Passage call, Dictionary<string, string> tasks)
    {
        try
        {
            using var input = JsonDocument.Parse(call.Text);
            foreach (var todo in input.RootElement.GetProperty("todos").EnumerateArray())
                tasks[todo.GetProperty("content").GetString()!] = todo.GetProperty("status").GetString()!;
        }
        catch (Exception ex) when (ex is JsonException or InvalidOperationException or KeyNotFoundException or ArgumentException)
        {
            // A list that can't be read tells nothing; an earlier one still does.
        }
    }
}
