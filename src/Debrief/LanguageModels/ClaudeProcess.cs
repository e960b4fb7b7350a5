using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace Debrief.LanguageModels;

/// <summary>One running Claude Code. It ends when this ends, also when this is killed: its input closes.</summary>
sealed class ClaudeProcess : IDisposable
{
    static readonly string[] _always = ["--print", "--safe-mode", "--strict-mcp-config", "--no-session-persistence", "--tools", ""];
    static readonly UTF8Encoding _utf8 = new(encoderShouldEmitUTF8Identifier: false);

    readonly Process _process;
    readonly DirectoryInfo _folder;
    readonly StringBuilder _complaints = new();
    readonly (string System, string Model, int MaxTokens) _startedFor;
    double _costBefore;
    bool _wasAsked;

    public ClaudeProcess(string executable, Question question)
        : this(executable, question, ["--input-format", "stream-json", "--output-format", "stream-json", "--verbose"])
    {
    }

    ClaudeProcess(string executable, Question question, string[] form)
    {
        _startedFor = (question.System, question.Model, question.MaxTokens);
        _folder = Directory.CreateTempSubdirectory("debrief-");
        _process = Start(Arguments(executable, question, form));
        _process.ErrorDataReceived += (_, line) => Complain(line.Data);
        _process.BeginErrorReadLine();
    }

    /// <summary>Questions that it came back from, with an answer or without.</summary>
    public int Answered { get; private set; }

    /// <summary>It ended at once since it doesn't know what it was started with.</summary>
    public bool WasMisunderstood => Answered == 0 && !IsAlive && Complaints().Contains("option", StringComparison.OrdinalIgnoreCase);

    public bool IsAlive => !_process.HasExited;

    public bool Fits(Question question) => _startedFor == (question.System, question.Model, question.MaxTokens);

    /// <summary>With a process of its own, ended afterwards.</summary>
    public static async Task<ChatResponse> AskOnceAsync(string executable, Question question, CancellationToken cancel)
    {
        using var once = new ClaudeProcess(executable, question, ["--max-turns", "1", "--output-format", "json"]);
        return await once.KillingAsync(async () =>
        {
            await once.WriteAsync(question.Text, cancel);
            once._process.StandardInput.Close(); // Open, it would be waited for.
            return once.Read(await once.ResultAsync(cancel));
        });
    }

    /// <exception cref="ModelFailure">There is no answer. Where the process is still alive it can be asked again.</exception>
    public Task<ChatResponse> AskAsync(Question question, CancellationToken cancel) => KillingAsync(async () =>
    {
        if (_wasAsked)
            await SayAsync("/clear", cancel);
        _wasAsked = true;
        var result = await SayAsync(question.Text, cancel);
        Answered++;
        return Read(result);
    });

    public void Dispose()
    {
        Kill();
        _process.Dispose();
        try
        {
            _folder.Delete(recursive: true);
        }
        catch (IOException)
        {
            // The process is still leaving; an empty folder among the temporary ones stays.
        }
    }

    /// <summary>Who was interrupted in the middle can't be asked again: the answer may still come, to the next question.</summary>
    async Task<ChatResponse> KillingAsync(Func<Task<ChatResponse>> ask)
    {
        try
        {
            return await ask();
        }
        catch (OperationCanceledException)
        {
            Kill();
            throw;
        }
        catch (IOException ex)
        {
            throw Gone(ex);
        }
    }

    async Task<JsonElement> SayAsync(string text, CancellationToken cancel)
    {
        var line = new JsonObject { ["type"] = "user", ["message"] = new JsonObject { ["role"] = "user", ["content"] = new JsonArray(new JsonObject { ["type"] = "text", ["text"] = text }) } };
        await WriteAsync(line.ToJsonString() + "\n", cancel);
        return await ResultAsync(cancel);
    }

    async Task WriteAsync(string text, CancellationToken cancel)
    {
        await _process.StandardInput.WriteAsync(text.AsMemory(), cancel);
        await _process.StandardInput.FlushAsync(cancel);
    }

    async Task<JsonElement> ResultAsync(CancellationToken cancel)
    {
        while (await _process.StandardOutput.ReadLineAsync(cancel) is { } line)
        {
            if (Parse(line) is { ValueKind: JsonValueKind.Object } told && told.TryGetProperty("type", out var type) && type.ValueEquals("result"))
                return told;
        }

        _process.WaitForExit(TimeSpan.FromSeconds(2)); // So that all of its complaints are here.
        throw Gone(null);
    }

    JsonElement? Parse(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return json.RootElement.Clone();
        }
        catch (JsonException)
        {
            Complain(line); // A warning among the messages: told if the process ends.
            return null;
        }
    }

    ChatResponse Read(JsonElement result)
    {
        var cost = Number(result, "total_cost_usd");
        var spent = Math.Max(0, cost - _costBefore);
        _costBefore = cost;
        var text = result.TryGetProperty("result", out var said) && said.ValueKind == JsonValueKind.String ? said.GetString()! : "";
        if (result.TryGetProperty("is_error", out var isError) && isError.ValueKind == JsonValueKind.True)
            throw FailureOf(result, text, spent);
        return new(new ChatMessage(ChatRole.Assistant, Question.Answered(text)))
        {
            ModelId = ModelOf(result) ?? _startedFor.Model,
            Usage = UsageOf(result),
            FinishReason = ChatFinishReason.Stop,
            AdditionalProperties = new() { [ClaudeCli.CostProperty] = spent },
        };
    }

    ModelFailure FailureOf(JsonElement result, string text, double spent)
    {
        var status = result.TryGetProperty("api_error_status", out var code) && code.ValueKind == JsonValueKind.Number && code.TryGetInt32(out var number) ? number : (int?)null;
        var failure = ProviderFailure.Of(status, text.Length > 0 ? text : Text(result, "subtype") ?? "nothing");
        var usage = UsageOf(result);
        return new(failure.Kind, failure.Message, failure.RetryAfter) { Spent = new(ModelOf(result) ?? _startedFor.Model, usage.InputTokenCount ?? 0, usage.OutputTokenCount ?? 0, spent) };
    }

    static UsageDetails UsageOf(JsonElement result)
    {
        if (!result.TryGetProperty("usage", out var usage) || usage.ValueKind != JsonValueKind.Object)
            return new();
        var cached = (long)Number(usage, "cache_read_input_tokens");
        return new()
        {
            InputTokenCount = (long)(Number(usage, "input_tokens") + Number(usage, "cache_creation_input_tokens")) + cached,
            CachedInputTokenCount = cached,
            OutputTokenCount = (long)Number(usage, "output_tokens"),
        };
    }

    static string? ModelOf(JsonElement result) =>
        result.TryGetProperty("modelUsage", out var models) && models.ValueKind == JsonValueKind.Object && models.EnumerateObject().FirstOrDefault() is { Value.ValueKind: JsonValueKind.Object } first ? first.Name : null;

    static double Number(JsonElement from, string name) => from.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : 0;

    static string? Text(JsonElement from, string name) => from.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    ModelFailure Gone(Exception? cause)
    {
        var said = Complaints();
        return new(FailureKind.Crashed, said.Length > 0 ? $"Claude Code ended without an answer: {Beginning.Of(said, 300)}" : "Claude Code ended without an answer.", cause: cause);
    }

    string Complaints()
    {
        lock (_complaints)
            return _complaints.ToString().Trim();
    }

    void Complain(string? line)
    {
        lock (_complaints)
        {
            if (line is { Length: > 0 } && _complaints.Length < 2000)
                _complaints.Append(Beginning.Of(line, 500)).Append(' ');
        }
    }

    void Kill()
    {
        try
        {
            if (!_process.HasExited)
                _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }

    static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Exception ex) when (ex is Win32Exception or FileNotFoundException or UnauthorizedAccessException)
        {
            throw new ModelFailure(FailureKind.NotInstalled, $"{start.FileName} can't be started: {ex.Message} Install Claude Code, or name its path as `model: {{claude: PATH}}` in config.yaml.", cause: ex);
        }
    }

    ProcessStartInfo Arguments(string executable, Question question, string[] form)
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
            WorkingDirectory = _folder.FullName,
        };
        foreach (var argument in (ReadOnlySpan<string>)[.. _always, .. form, "--model", question.Model, "--system-prompt", question.System])
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in Environment(question))
            start.Environment[name] = value;
        return start;
    }

    /// <summary>No file may be attached, nothing but the question goes out, and its own patience is short: ours decides.</summary>
    static IEnumerable<(string Name, string Value)> Environment(Question question) =>
    [
        ("CLAUDE_CODE_DISABLE_ATTACHMENTS", "1"),
        ("MAX_THINKING_TOKENS", "0"),
        ("CLAUDE_CODE_MAX_RETRIES", "1"),
        ("API_TIMEOUT_MS", "100000"),
        ("CLAUDE_CODE_MAX_OUTPUT_TOKENS", question.MaxTokens.ToString()),
        ("CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC", "1"),
        ("DISABLE_TELEMETRY", "1"),
        ("DISABLE_ERROR_REPORTING", "1"),
        ("DISABLE_AUTOUPDATER", "1"),
    ];
}
