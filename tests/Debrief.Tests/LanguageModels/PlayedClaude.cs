namespace Debrief.Tests.LanguageModels;

/// <summary>A program that is started as Claude Code is, and prints what a test tells it to. It notes its starts and its questions.</summary>
sealed class PlayedClaude : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("debrief-");

    /// <param name="turns">What it prints to one line of input after the other, each time it is started; with nothing left it ends.</param>
    public PlayedClaude(params string[] turns)
    {
        for (var turn = 0; turn < turns.Length; turn++)
            File.WriteAllText(Path.Combine(_folder.FullName, $"{turn}.jsonl"), turns[turn] + "\n");
        Executable = Path.Combine(_folder.FullName, "claude");
        File.WriteAllText(Executable, $$"""
            #!/bin/sh
            cat system-prompt > '{{_folder.FullName}}/system'
            cd '{{_folder.FullName}}'
            echo "$*" >> starts
            if [ -e old ]; then
              case "$*" in *--input-format*) exec <&-; sleep 0.2; echo "error: unknown option '--input-format'" >&2; exit 1;; esac
              cat > questions; cat 0.jsonl; exit 0
            fi
            turn=0
            while read -r line; do
              echo "$line" >> questions
              ls "$OLDPWD" >> found
              cat "$turn.jsonl" || exit 1
              turn=$((turn + 1))
              [ -e "$turn.jsonl" ] || [ -e stays ] || exit 0
            done
            """);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Executable, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    public string Executable { get; }

    /// <summary>With nothing left to print it waits.</summary>
    public PlayedClaude Staying()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "stays"), "");
        return this;
    }

    /// <summary>An older one, which doesn't know how to stay: it listens to nobody who asks that of it, and says so a moment later.</summary>
    public PlayedClaude Old()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "old"), "");
        return this;
    }

    public string[] Starts => File.ReadAllLines(Path.Combine(_folder.FullName, "starts"));
    /// <summary>What stood in the file that it was told to read.</summary>
    public string System => File.ReadAllText(Path.Combine(_folder.FullName, "system"));

    /// <summary>The files that lay where it was started, at each question.</summary>
    public string[] Found => File.ReadAllLines(Path.Combine(_folder.FullName, "found"));

    public string[] Questions => File.ReadAllLines(Path.Combine(_folder.FullName, "questions"));

    public static string Said(string text, string model = "claude-haiku-4-5") => $$$"""{"type":"assistant","message":{"model":"{{{model}}}","content":[{"type":"text","text":"{{{text}}}"}]}}""";

    /// <param name="cost">Of all the questions so far.</param>
    public static string Result(string session, string text, string cost = "0.5", bool isError = false) =>
        $$$"""
        {"type":"result","subtype":"success","is_error":{{{(isError ? "true" : "false")}}},"result":"{{{text}}}","session_id":"{{{session}}}","total_cost_usd":{{{cost}}},"modelUsage":{"claude-opus-4-8":{}},
        "usage":{"input_tokens":1000000,"cache_creation_input_tokens":2000000,"cache_read_input_tokens":4000000,"output_tokens":1000000} }
        """.ReplaceLineEndings(" ");

    public static string Retry(int attempt, int milliseconds, int status = 429) =>
        $$$"""{"type":"system","subtype":"api_retry","attempt":{{{attempt}}},"max_retries":1,"retry_delay_ms":{{{milliseconds}}},"error_status":{{{status}}},"error":"rate_limit"}""";

    public void Dispose() => _folder.Delete(recursive: true);
}
