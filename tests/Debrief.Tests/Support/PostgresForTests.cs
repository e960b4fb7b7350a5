using Debrief.Storage;
using Npgsql;

[assembly: AssemblyFixture(typeof(Debrief.Tests.Support.PostgresForTests))]

namespace Debrief.Tests.Support;

/// <summary>A server of the test run's own: the first test that needs it starts it, and it ends with the run, however that ends.</summary>
public sealed class PostgresForTests : IAsyncDisposable
{
    static readonly Lazy<PrivatePostgres?> Server = new(PrivatePostgres.Start);
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
}
