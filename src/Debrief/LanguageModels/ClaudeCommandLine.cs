using System.Diagnostics;
using System.Text;

namespace Debrief.LanguageModels;

/// <summary>How Claude Code is started: what it may not do, and how it is talked to.</summary>
static class ClaudeCommandLine
{
    static readonly string[] _always = ["--print", "--safe-mode", "--strict-mcp-config", "--no-session-persistence", "--output-format", "stream-json", "--verbose", "--tools", ""];
    static readonly UTF8Encoding _utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>It stays, and is asked line by line. What is the same for all questions it reads from a file: an argument could be read by everybody on the machine.</summary>
    public static IReadOnlyList<string> Lasting(string systemPromptFile) => ["--input-format", "stream-json", "--system-prompt-file", systemPromptFile];

    /// <summary>All that comes in is one question; then it ends.</summary>
    public static readonly IReadOnlyList<string> Once = ["--max-turns", "1", "--system-prompt", "You answer exactly as you are told, and with nothing else."];

    public static ProcessStartInfo Of(string executable, Question question, IReadOnlyList<string> form, string folder)
    {
        var start = new ProcessStartInfo(executable)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = _utf8,
            StandardOutputEncoding = _utf8,
            StandardErrorEncoding = _utf8,
            WorkingDirectory = folder,
        };
        foreach (var argument in (ReadOnlySpan<string>)[.. _always, .. form, "--model", question.Model])
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in Environment(question))
            start.Environment[name] = value;
        return start;
    }

    /// <summary>
    /// No file may be attached, and nothing but the question goes out. Its own patience is short, since ours decides: told to watch its retries it says how long
    /// the provider asks it to wait, however long that is, where it would otherwise only say that it was refused.
    /// </summary>
    static IEnumerable<(string Name, string Value)> Environment(Question question) =>
    [
        ("CLAUDE_CODE_ENTRYPOINT", OwnCall.Entrypoint),
        ("CLAUDE_CODE_DISABLE_ATTACHMENTS", "1"),
        ("MAX_THINKING_TOKENS", "0"),
        ("CLAUDE_CODE_MAX_RETRIES", "1"),
        ("CLAUDE_CODE_RETRY_WATCHDOG", "1"),
        ("API_TIMEOUT_MS", "100000"),
        ("CLAUDE_CODE_MAX_OUTPUT_TOKENS", question.MaxTokens.ToString()),
        ("CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC", "1"),
        ("DISABLE_TELEMETRY", "1"),
        ("DISABLE_ERROR_REPORTING", "1"),
        ("DISABLE_AUTOUPDATER", "1"),
    ];
}
