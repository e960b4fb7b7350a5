using System.Diagnostics;
using System.Text;

namespace Debrief.EndToEnd.Support;

/// <summary>A process started by a test. It never outlives the test.</summary>
sealed class RunningProcess : IDisposable
{
    readonly Process _process;
    readonly StringBuilder _shown = new();
    readonly Task<string> _errors;
    Task<string>? _output;

    /// <param name="isTypedTo">By <see cref="TypeAsync"/>; else its input is closed, and all it says is read at once.</param>
    public RunningProcess(string executable, IEnumerable<string> arguments, Dictionary<string, string> environment, bool isTypedTo = false)
    {
        var start = new ProcessStartInfo(executable, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Nothing of the environment of whoever runs the tests: it may point at real transcripts.
        start.Environment.Clear();
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        _process = Process.Start(start)!;
        _errors = _process.StandardError.ReadToEndAsync();
        if (isTypedTo)
            return;
        _process.StandardInput.Close();
        _output = _process.StandardOutput.ReadToEndAsync();
    }

    public int Id => _process.Id;

    /// <summary>Waits until it has shown a text, types, and says that nothing more will be typed.</summary>
    public async Task TypeAsync(string shown, string keys)
    {
        await ShownAsync(shown);
        await _process.StandardInput.WriteAsync(keys);
        _process.StandardInput.Close();
        _output = _process.StandardOutput.ReadToEndAsync();
    }

    /// <summary>Waits until it has shown a text.</summary>
    /// <returns>All that it has shown so far.</returns>
    public async Task<string> ShownAsync(string shown)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var piece = new char[1024];
        while (!_shown.ToString().Contains(shown, StringComparison.Ordinal))
        {
            var read = await _process.StandardOutput.ReadAsync(piece, timeout.Token);
            Assert.True(read > 0, $"It ended without showing {shown}: {_shown}");
            _shown.Append(piece, 0, read);
        }

        return _shown.ToString();
    }

    public async Task<Finished> WaitAsync(TimeSpan? atMost = null)
    {
        using var timeout = new CancellationTokenSource(atMost ?? TimeSpan.FromMinutes(2));
        try
        {
            await _process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
            Assert.Fail($"{_process.StartInfo.FileName} did not end in time.\n{await _errors}\n{await _output!}");
        }
        return new(_process.ExitCode, _shown + await _output!, await _errors);
    }

    /// <summary>SIGKILL. False when it had ended before.</summary>
    public async Task<bool> KillAsync()
    {
        var running = !_process.HasExited;
        _process.Kill();
        await _process.WaitForExitAsync();
        return running && _process.ExitCode != 0;
    }

    /// <summary>SIGTERM, and what it said until then.</summary>
    public async Task<Finished> EndAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", $"{Id}"]))
            await kill.WaitForExitAsync();
        return await WaitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }
}
