using System.Diagnostics;
using Npgsql;

namespace Debrief.Tests.Support;

/// <summary>A PostgreSQL server of its own, run by tests/postgres.sh.</summary>
sealed class PrivatePostgres(Process script, NpgsqlDataSource admin) : IAsyncDisposable
{
    const int NotInstalled = 3;

    /// <returns>Null where PostgreSQL isn't installed.</returns>
    public static PrivatePostgres? Start()
    {
        // The path of a socket may not be long.
        var folder = Path.Combine(Path.GetTempPath(), $"debrief-pg-{Guid.NewGuid():n}"[..20]);
        var script = Process.Start(new ProcessStartInfo("sh", [Path.Combine(Root(), "tests", "postgres.sh"), folder]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true })!;
        if (script.StandardOutput.ReadLine() is { } connection)
            return new(script, NpgsqlDataSource.Create(connection));

        script.WaitForExit();
        return script.ExitCode == NotInstalled ? null : throw new InvalidOperationException($"tests/postgres.sh ended with {script.ExitCode}, and no server.");
    }

    public string ConnectionTo(string database) => new NpgsqlConnectionStringBuilder(admin.ConnectionString) { Database = database }.ToString();

    public void Execute(string sql)
    {
        using var command = admin.CreateCommand(sql);
        command.ExecuteNonQuery();
    }

    /// <summary>All who are connected are thrown out, and nobody comes in.</summary>
    public Task StopAsync() => TellAsync("stop");

    public Task StartAsync() => TellAsync("start");

    async Task TellAsync(string command)
    {
        await script.StandardInput.WriteLineAsync(command);
        await script.StandardInput.FlushAsync();
        Assert.Equal($"{command}: done", await script.StandardOutput.ReadLineAsync());
        NpgsqlConnection.ClearAllPools(); // Of the tests' own connections, which are dead now.
    }

    public async ValueTask DisposeAsync()
    {
        await admin.DisposeAsync();
        script.StandardInput.Close();
        await script.WaitForExitAsync();
        script.Dispose();
    }

    public static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Debrief.slnx")))
            folder = folder.Parent!;
        return folder.FullName;
    }
}
