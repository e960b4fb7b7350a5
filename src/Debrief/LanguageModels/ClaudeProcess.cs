using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace Debrief.LanguageModels;

/// <summary>One running Claude Code. It ends when this ends, also when this is killed: its input closes.</summary>
sealed class ClaudeProcess : IDisposable
{
    static readonly TimeSpan _lastWords = TimeSpan.FromSeconds(2);

    readonly Process _process;
    readonly CallFolder _folder = new();
    readonly Complaints _complaints = new();
    double? _costBefore = 0;
    string? _session;
    bool _isKilled;

    public ClaudeProcess(string executable, Question question)
        : this(executable, question, isLasting: true)
    {
    }

    ClaudeProcess(string executable, Question question, bool isLasting)
    {
        StartedFor = question;
        if (isLasting)
            _folder.Write(question.System);
        _process = Start(ClaudeCommandLine.Of(executable, question, isLasting ? ClaudeCommandLine.Lasting(_folder.SystemPrompt) : ClaudeCommandLine.Once, _folder.Path), _folder);
        _process.ErrorDataReceived += (_, line) => _complaints.Add(line.Data);
        _process.BeginErrorReadLine();
    }

    public Question StartedFor { get; }

    /// <summary>Questions that it came back from, with an answer or without.</summary>
    public int Answered { get; private set; }

    /// <summary>It ended at once since it doesn't know what it was started with.</summary>
    public bool WasMisunderstood => Answered == 0 && !IsAlive && _complaints.ToString().Contains("option", StringComparison.OrdinalIgnoreCase);

    public bool IsAlive => !_isKilled && !_process.HasExited;

    /// <summary>With a process of its own, ended afterwards.</summary>
    public static async Task<ChatResponse> AskOnceAsync(string executable, Question question, CancellationToken cancel)
    {
        using var once = new ClaudeProcess(executable, question, isLasting: false);
        return once.Read(await once.KillingAsync(async () =>
        {
            await once.WriteAsync(question.Whole, cancel);
            once._process.StandardInput.Close(); // Open, it would be waited for.
            return await once.TurnAsync(cancel);
        }));
    }

    /// <exception cref="ModelFailure">There is no answer. Where the process is still alive it can be asked again.</exception>
    public async Task<ChatResponse> AskAsync(string text, CancellationToken cancel)
    {
        var turn = await KillingAsync(() => SayAsync(text, cancel));
        Answered++;
        _session = turn.SessionId;
        return Read(turn);
    }

    /// <summary>Makes it forget what it was asked before: another session begins.</summary>
    /// <returns>False: it is gone, or may still know, and must not be asked again.</returns>
    public async Task<bool> TryForgetAsync(CancellationToken cancel)
    {
        try
        {
            var turn = await KillingAsync(() => SayAsync("/clear", cancel));
            return !turn.IsError && turn.SessionId is { } session && session != _session;
        }
        catch (ModelFailure)
        {
            return false; // Another process is asked, and says what is wrong where that is the same.
        }
    }

    public void Dispose()
    {
        Kill();
        _process.Dispose();
        _folder.Dispose();
    }

    /// <summary>Who was interrupted in the middle can't be asked again: the answer may still come, to the next question.</summary>
    async Task<ClaudeTurn> KillingAsync(Func<Task<ClaudeTurn>> ask)
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
            throw await GoneAsync(ex); // It didn't even listen, such as one that doesn't know how it was started.
        }
    }

    async Task<ClaudeTurn> SayAsync(string text, CancellationToken cancel)
    {
        var line = new JsonObject { ["type"] = "user", ["message"] = new JsonObject { ["role"] = "user", ["content"] = new JsonArray(new JsonObject { ["type"] = "text", ["text"] = text }) } };
        await WriteAsync(line.ToJsonString() + "\n", cancel);
        return await TurnAsync(cancel);
    }

    async Task WriteAsync(string text, CancellationToken cancel)
    {
        await _process.StandardInput.WriteAsync(text.AsMemory(), cancel);
        await _process.StandardInput.FlushAsync(cancel);
    }

    async Task<ClaudeTurn> TurnAsync(CancellationToken cancel)
    {
        var turn = new ClaudeTurn();
        while (await _process.StandardOutput.ReadLineAsync(cancel) is { } line)
        {
            if (Parse(line) is { } told)
                Hear(told, turn);
            if (turn.IsOver)
                return turn;
            if (turn.WaitsTooLong is { } failure)
            {
                Kill();
                throw failure;
            }
        }

        throw await GoneAsync(null);
    }

    /// <summary>Who speaks has read what it was started with.</summary>
    void Hear(JsonElement told, ClaudeTurn turn)
    {
        if (Answered == 0)
            _folder.DeleteSystemPrompt();
        turn.Add(told);
    }

    JsonElement? Parse(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(HalfCharacters.Mend(line));
            return json.RootElement.Clone();
        }
        catch (JsonException)
        {
            _complaints.Add(line); // A warning among the messages: told if the process ends.
            return null;
        }
    }

    /// <summary>It tells what it has cost so far: what was there before is taken away.</summary>
    ChatResponse Read(ClaudeTurn turn)
    {
        var spent = turn.TotalCostUsd - _costBefore;
        _costBefore = turn.TotalCostUsd;
        return turn.Answer(StartedFor.Model, spent is < 0 ? 0 : spent);
    }

    async Task<ModelFailure> GoneAsync(Exception? cause)
    {
        await LastWordsAsync();
        var said = _complaints.ToString();
        return new(FailureKind.Crashed, said.Length > 0 ? $"Claude Code ended without an answer: {Beginning.Of(said, 300)}" : "Claude Code ended without an answer.", cause: cause);
    }

    /// <summary>Its end, and all that it has complained of until then.</summary>
    async Task LastWordsAsync()
    {
        using var patience = new CancellationTokenSource(_lastWords);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            // It, or something it started, holds on without a word.
        }
    }

    void Kill()
    {
        _isKilled = true;
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

    static Process Start(ProcessStartInfo start, CallFolder folder)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Exception ex) when (ex is Win32Exception or FileNotFoundException or UnauthorizedAccessException)
        {
            folder.Dispose();
            // What the exception itself says ends without a full stop, and names a temporary folder.
            var reason = ex is Win32Exception { NativeErrorCode: var code } ? new Win32Exception(code).Message : ex.Message.TrimEnd('.');
            throw new ModelFailure(FailureKind.NotInstalled, $"{start.FileName} can't be started: {reason}. Install Claude Code, or name its path as `model: {{claude: PATH}}` in config.yaml.", cause: ex);
        }
    }
}
