using System.Runtime.InteropServices;

namespace Debrief.EndToEnd.Support;

/// <summary>The built executable in folders of its own, removed afterwards. Whatever it writes elsewhere than in its home can be found in <see cref="Folder"/>.</summary>
sealed class DebriefProcess : IDisposable
{
    /// <summary>Beside the tests, unless a test puts another there.</summary>
    public string Executable { get; init; } =
        Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "debrief.exe" : "debrief");

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("debrief-");

    /// <param name="transcripts">Claude configuration directories to read; an empty one when none is named.</param>
    public DebriefProcess(params string[] transcripts)
    {
        Environment = new()
        {
            ["HOME"] = Sub("home"),
            ["DEBRIEF_HOME"] = Sub("debrief"),
            ["CLAUDE_CONFIG_DIR"] = transcripts.Length > 0 ? string.Join(',', transcripts) : Sub("claude"),
            ["TMPDIR"] = Sub("tmp"),
            ["PATH"] = PathWithoutClaude(),
            ["TZ"] = "UTC",
            // The same .NET that runs the tests, wherever it's installed.
            ["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..")),
        };
    }

    /// <summary>As a person has it who set nothing: everything is found through HOME.</summary>
    public static DebriefProcess WithNothingSet()
    {
        var debrief = new DebriefProcess();
        debrief.Environment.Remove("DEBRIEF_HOME");
        debrief.Environment.Remove("CLAUDE_CONFIG_DIR");
        return debrief;
    }

    public Dictionary<string, string> Environment { get; }

    public string Folder => _folder.FullName;
    public string UserHome => Environment["HOME"];
    public string Home => Environment["DEBRIEF_HOME"];

    /// <summary>A connection string: that of its own file, unless its environment names another.</summary>
    public string Database => Environment.GetValueOrDefault("DEBRIEF_DATABASE") ?? Path.Combine(Home, "debrief.db");

    public string Profile => Path.Combine(Home, "profile.yaml");

    public RunningProcess Start(params string[] arguments) => new(Executable, arguments, Environment);

    /// <summary>One that says something and then goes on: see <see cref="RunningProcess.ShownAsync"/>.</summary>
    public RunningProcess StartServing(params string[] arguments) => new(Executable, arguments, Environment, isTypedTo: true);

    public Task<Finished> RunAsync(params string[] arguments) => EndOf(Start(arguments));

    /// <summary>As one who owns nothing, since root may write even where nobody may.</summary>
    public Task<Finished> RunAsNobodyAsync(params string[] arguments) =>
        EndOf(new("setpriv", ["--reuid=65534", "--regid=65534", "--clear-groups", Executable, .. arguments], Environment));

    /// <summary>On a terminal: what it wrote to it, stderr too.</summary>
    public Task<Finished> RunOnTerminalAsync(params string[] arguments) => EndOf(OnTerminal(isTypedTo: false, arguments));

    /// <summary>On a terminal where somebody types.</summary>
    /// <param name="shown">What they wait for.</param>
    public async Task<Finished> TypeOnTerminalAsync(string shown, string keys, params string[] arguments)
    {
        using var terminal = OnTerminal(isTypedTo: true, arguments);
        await terminal.TypeAsync(shown, keys);
        return await terminal.WaitAsync();
    }

    public void Dispose() => _folder.Delete(recursive: true);

    RunningProcess OnTerminal(bool isTypedTo, string[] arguments) =>
        new("script", ["--quiet", "--return", "--echo", "never", "--command", string.Join(' ', arguments.Prepend(Executable)), "/dev/null"],
            new(Environment) { ["TERM"] = "xterm-256color" }, isTypedTo);

    static async Task<Finished> EndOf(RunningProcess started)
    {
        using var process = started;
        return await process.WaitAsync();
    }

    /// <summary>A developer's own Claude Code must never be asked.</summary>
    static string PathWithoutClaude() => string.Join(Path.PathSeparator, (System.Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Where(folder => !File.Exists(Path.Combine(folder, "claude")) && !File.Exists(Path.Combine(folder, "claude.exe"))));

    string Sub(string name) => _folder.CreateSubdirectory(name).FullName;
}
