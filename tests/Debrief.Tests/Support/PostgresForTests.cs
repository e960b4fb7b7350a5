using System.Diagnostics;
using Debrief.Storage;
using Npgsql;

[assembly: AssemblyFixture(typeof(Debrief.Tests.Support.PostgresForTests))]

namespace Debrief.Tests.Support;

/// <summary>A server of the test run's own: the first test that needs it starts it, and it ends with the run, however that ends.</summary>
public sealed class PostgresForTests : IAsyncDisposable
{
    static readonly Lazy<PrivateServer?> Server = new(PrivateServer.Start);
    static readonly Lazy<string> Template = new(Migrate);
    static int _databases;

    /// <summary>The connection string of a new database. Skips the test where PostgreSQL isn't installed.</summary>
    /// <param name="hasTables">As a migration leaves it; else there is nothing in it.</param>
    public static string Create(bool hasTables)
    {
        Assert.SkipWhen(Server.Value is null, "PostgreSQL is not installed (Debian: apt-get install postgresql)");
        return Create($"test_{Interlocked.Increment(ref _databases)}", hasTables ? Template.Value : "template0");
    }

    public static void Drop(string connection) => Server.Value!.Execute($"drop database {new NpgsqlConnectionStringBuilder(connection).Database} with (force)");

    /// <summary>A role that needs this password, unlike the owner of the databases.</summary>
    public static void CreateRole(string name, string password) => Server.Value!.Execute($"create role {name} login password '{password}'");

    public async ValueTask DisposeAsync()
    {
        if (Server is { IsValueCreated: true, Value: { } started })
            await started.DisposeAsync();
    }

    static string Create(string name, string template)
    {
        Server.Value!.Execute($"create database {name} template {template}");
        return Server.Value.ConnectionTo(name);
    }

    /// <summary>Once: all others are copies.</summary>
    static string Migrate()
    {
        const string name = "migrated";
        var connection = Create(name, "template0");
        Task.Run(async () => await (await Database.OpenAsync(connection, CancellationToken.None)).DisposeAsync()).GetAwaiter().GetResult();
        return name;
    }

    sealed class PrivateServer(Process script, NpgsqlDataSource admin) : IAsyncDisposable
    {
        const int NotInstalled = 3;

        /// <returns>Null where PostgreSQL isn't installed.</returns>
        public static PrivateServer? Start()
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

        public async ValueTask DisposeAsync()
        {
            await admin.DisposeAsync();
            script.StandardInput.Close();
            await script.WaitForExitAsync();
            script.Dispose();
        }

        static string Root()
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "Debrief.slnx")))
                folder = folder.Parent!;
            return folder.FullName;
        }
    }
}
