using System.Text.Json.Nodes;

namespace Debrief.Sample;

/// <summary>Tool calls with what they give back, in the shapes that Claude Code writes.</summary>
static class Tools
{
    public static ToolCall Bash(string command, string output, int seconds = 3) => new(
        "Bash",
        new JsonObject { ["command"] = command, ["description"] = "Run " + command.Split(' ')[0] },
        output is "" ? "(Bash completed with no output)" : output,
        new JsonObject { ["stdout"] = output, ["stderr"] = "", ["interrupted"] = false, ["isImage"] = false, ["noOutputExpected"] = output is "" },
        Seconds: seconds);

    public static ToolCall BashFails(string command, int exitCode, string output) =>
        Bash(command, output) with { Result = $"Exit code {exitCode}\n{output}", Failed = true, Seconds = 5 };

    public static ToolCall Read(string path, string content)
    {
        var lines = content.Split('\n');
        var file = new JsonObject { ["filePath"] = path, ["content"] = content, ["numLines"] = lines.Length, ["startLine"] = 1, ["totalLines"] = lines.Length };
        return new(
            "Read",
            new JsonObject { ["file_path"] = path },
            string.Join('\n', lines.Select((line, i) => $"{i + 1}\t{line}")),
            new JsonObject { ["type"] = "text", ["file"] = file });
    }

    public static ToolCall ReadMissing(string path) =>
        new("Read", new JsonObject { ["file_path"] = path }, "File does not exist. Note: your current working directory is /Users/alex.", Failed: true);

    public static ToolCall Write(string path, string content) => new(
        "Write",
        new JsonObject { ["file_path"] = path, ["content"] = content },
        $"File created successfully at: {path}",
        new JsonObject
        {
            ["type"] = "create", ["filePath"] = path, ["content"] = content, ["structuredPatch"] = new JsonArray(), ["originalFile"] = null, ["userModified"] = false,
        });

    public static ToolCall Edit(string path, string before, string after) => new(
        "Edit",
        new JsonObject { ["replace_all"] = false, ["file_path"] = path, ["old_string"] = before, ["new_string"] = after },
        $"The file {path} has been updated successfully.",
        new JsonObject
        {
            ["filePath"] = path, ["oldString"] = before, ["newString"] = after, ["originalFile"] = before + "\n",
            ["structuredPatch"] = new JsonArray(Hunk(before.Split('\n'), after.Split('\n'))), ["userModified"] = false, ["replaceAll"] = false,
        });

    public static ToolCall EditMisses(string path, string before, string after) => Edit(path, before, after) with
    {
        Result = $"<tool_use_error>String to replace not found in file.\nString: {before}</tool_use_error>",
        Failed = true,
    };

    public static ToolCall Grep(string pattern, string folder, params string[] found) => new(
        "Grep",
        new JsonObject { ["pattern"] = pattern, ["path"] = folder, ["output_mode"] = "files_with_matches" },
        found.Length is 0 ? "No files found" : $"Found {found.Length} files\n{string.Join('\n', found)}",
        new JsonObject { ["mode"] = "files_with_matches", ["filenames"] = new JsonArray([.. found.Select(name => JsonValue.Create(name))]), ["numFiles"] = found.Length });

    public static ToolCall Search(string query, string result) => new(
        "WebSearch",
        new JsonObject { ["query"] = query },
        $"Web search results for query: \"{query}\"\n\n{result}",
        new JsonObject { ["query"] = query, ["results"] = new JsonArray(result), ["durationSeconds"] = 6.25, ["searchCount"] = 1 },
        Seconds: 7);

    public static ToolCall Fetch(string url, string result) => new(
        "WebFetch",
        new JsonObject { ["url"] = url, ["prompt"] = "Summarize the page" },
        result,
        new JsonObject { ["bytes"] = 20 * result.Length, ["code"] = 200, ["codeText"] = "OK", ["result"] = result, ["durationMs"] = 3150, ["url"] = url },
        Seconds: 4);

    public static ToolCall FetchFails(string url, int status) =>
        new("WebFetch", new JsonObject { ["url"] = url, ["prompt"] = "Summarize the page" }, $"Request failed with status code {status}", Failed: true, Seconds: 4);

    /// <param name="tool">Server and tool, such as browser__open.</param>
    public static ToolCall Mcp(string tool, JsonObject input, string result) =>
        new("mcp__" + tool, input, result, new JsonArray(new JsonObject { ["type"] = "text", ["text"] = result }), Seconds: 6);

    public static ToolCall McpFails(string tool, JsonObject input, string error) => new("mcp__" + tool, input, error, Failed: true, Seconds: 25);

    public static ToolCall Skill(string name, string arguments, string body) => new(
        "Skill",
        new JsonObject { ["skill"] = name, ["args"] = arguments },
        $"Launching skill: {name}",
        new JsonObject { ["success"] = true, ["commandName"] = name },
        Follows: $"Base directory for this skill: /Users/alex/.claude/skills/{name}\n\n{body}");

    public static ToolCall Question(string header, string question, string answer, string otherAnswer)
    {
        JsonArray Questions() => [new JsonObject
        {
            ["question"] = question, ["header"] = header, ["multiSelect"] = false,
            ["options"] = new JsonArray(Option(answer), Option(otherAnswer)),
        }];
        return new(
            "AskUserQuestion",
            new JsonObject { ["questions"] = Questions() },
            $"User has answered your questions: \"{question}\"=\"{answer}\". You can now continue with the user's answers in mind.",
            new JsonObject { ["questions"] = Questions(), ["answers"] = new JsonObject { [question] = answer }, ["annotations"] = new JsonObject() },
            Seconds: 40);
    }

    public static ToolCall Commit(string message, string files) =>
        Bash($"git commit -am \"{message}\"", $"[main {(uint)message.Length * 7919:x7}] {message}\n {files}");

    static JsonObject Option(string label) => new() { ["label"] = label, ["description"] = "" };

    static JsonObject Hunk(string[] before, string[] after)
    {
        var same = 0;
        while (same < before.Length && same < after.Length && before[same] == after[same])
            same++;
        var lines = before[..same].Select(line => " " + line)
            .Concat(before[same..].Select(line => "-" + line))
            .Concat(after[same..].Select(line => "+" + line));
        return new()
        {
            ["oldStart"] = 1, ["oldLines"] = before.Length, ["newStart"] = 1, ["newLines"] = after.Length,
            ["lines"] = new JsonArray([.. lines.Select(line => JsonValue.Create(line))]),
        };
    }
}
