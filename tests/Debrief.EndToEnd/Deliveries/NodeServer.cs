using System.Text.RegularExpressions;
using Debrief.EndToEnd.Support;
using Debrief.Tests.Configuration;

namespace Debrief.EndToEnd.Deliveries;

/// <summary>A real server that test.sh put into .tools, on a free port of loopback, with a folder of its own.</summary>
sealed partial class NodeServer : IDisposable
{
    readonly TempFolder _folder = new();
    readonly RunningProcess _process;

    NodeServer(Func<string, string[]> arguments) => _process = new("node", arguments(_folder.Path), new()
    {
        ["PATH"] = Environment.GetEnvironmentVariable("PATH")!,
        ["HOME"] = _folder.Path,
        ["NODE_PATH"] = Path.Combine(Repository.Root, ".tools", "node_modules"),
        ["NO_DEPRECATION"] = "*",
    }, isTypedTo: true);

    public string Folder => _folder.Path;
    public int Port { get; private set; }

    /// <summary>A storage with a bucket named reports. Its keys are S3RVER and S3RVER.</summary>
    public static Task<NodeServer> StorageAsync() =>
        StartAsync(folder => [Repository.Tool("s3rver", "bin/s3rver.js"), "-d", folder, "-a", "127.0.0.1", "-p", "0", "--configure-bucket", "reports"]);

    /// <summary>A mail server: see smtp.js.</summary>
    public static Task<NodeServer> MailAsync()
    {
        Repository.Tool("smtp-server", "package.json");
        return StartAsync(folder => [Path.Combine(Repository.Root, "tests", "Debrief.EndToEnd", "Deliveries", "smtp.js"), folder]);
    }

    /// <summary>Waits until a file is there that it wrote.</summary>
    public async Task<string> WrittenAsync(string pattern)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (true)
        {
            if (Files(pattern) is [var first, ..])
                return first;
            await Task.Delay(50, timeout.Token);
        }
    }

    public string[] Files(string pattern) => [.. Directory.GetFiles(Folder, pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    public void Dispose()
    {
        _process.Dispose();
        _folder.Dispose();
    }

    static async Task<NodeServer> StartAsync(Func<string, string[]> arguments)
    {
        var server = new NodeServer(arguments);
        var shown = await server._process.ShownAsync("\n");
        while (!Listening().IsMatch(shown))
            shown = await server._process.ShownAsync("listening on ");
        server.Port = int.Parse(Listening().Match(shown).Groups["port"].Value);
        return server;
    }

    [GeneratedRegex(@"listening on (127\.0\.0\.1:)?(?<port>\d+)\s", RegexOptions.ExplicitCapture)]
    private static partial Regex Listening();
}
