using System.Diagnostics;

namespace Debrief.EndToEnd.Support;

/// <summary>A process started by a test. It never outlives the test.</summary>
sealed class RunningProcess : IDisposable
{
    readonly Process _process;
    readonly Task<string> _output;
    readonly Task<string> _errors;

    public RunningProcess(string executable, IEnumerable<string> arguments, Dictionary<string, string> environment)
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
        _process.StandardInput.Close();
        _output = _process.StandardOutput.ReadToEndAsync();
        _errors = _process.StandardError.ReadToEndAsync();
    }

    public int Id => _process.Id;

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
            Assert.Fail($"{_process.StartInfo.FileName} did not end in time.\n{await _errors}\n{await _output}");
        }
        return new(_process.ExitCode, await _output, await _errors);
    }

    /// <summary>SIGKILL. False when it had ended before.</summary>
    public async Task<bool> KillAsync()
    {
        var running = !_process.HasExited;
        _process.Kill();
        await _process.WaitForExitAsync();
        return running && _process.ExitCode != 0;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }
}
