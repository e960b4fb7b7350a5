using System.Runtime.InteropServices;

namespace Debrief.EndToEnd.Support;

/// <summary>The built executable in a home of its own, removed afterwards.</summary>
sealed class DebriefProcess : IDisposable
{
    static readonly string Executable =
        Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "debrief.exe" : "debrief");

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("debrief-");

    /// <param name="transcripts">Claude configuration directories to read; an empty one when none is named.</param>
    public DebriefProcess(params string[] transcripts)
    {
        Environment = new()
        {
            ["HOME"] = Folder("home"),
            ["DEBRIEF_HOME"] = Folder("debrief"),
            ["CLAUDE_CONFIG_DIR"] = transcripts.Length > 0 ? string.Join(',', transcripts) : Folder("claude"),
            ["PATH"] = System.Environment.GetEnvironmentVariable("PATH") ?? "",
            ["TZ"] = "UTC",
            // The same .NET that runs the tests, wherever it's installed.
            ["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..")),
        };
    }

    public Dictionary<string, string> Environment { get; }

    public string Home => Environment["DEBRIEF_HOME"];

    public RunningProcess Start(params string[] arguments) => new(Executable, arguments, Environment);

    public async Task<Finished> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        return await process.WaitAsync();
    }

    public void Dispose() => _folder.Delete(recursive: true);

    string Folder(string name) => _folder.CreateSubdirectory(name).FullName;
}
