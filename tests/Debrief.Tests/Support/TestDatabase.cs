using Debrief.Storage;
using Debrief.Tests.Configuration;

namespace Debrief.Tests.Support;

/// <summary>The kind of database that a class of tests runs on. Each test has databases of its own.</summary>
public abstract class TestDatabase : IDisposable
{
    internal abstract Dialect Dialect { get; }

    /// <summary>The connection string of a new one.</summary>
    /// <param name="hasTables">False: not even Debrief's tables are there.</param>
    internal abstract string New(bool hasTables = true);

    internal Task<Database> OpenAsync() => Database.OpenAsync(New(), CancellationToken.None);

    public abstract void Dispose();
}

public sealed class Sqlite : TestDatabase
{
    readonly TempFolder _folder = new();
    int _databases;

    internal override Dialect Dialect => Dialect.Sqlite;

    internal override string New(bool hasTables = true) => _folder[Path.Combine("d", $"{++_databases}.db")];

    public override void Dispose() => _folder.Dispose();
}

public sealed class Postgres : TestDatabase
{
    readonly List<string> _databases = [];

    internal override Dialect Dialect => Dialect.Postgres;

    internal override string New(bool hasTables = true)
    {
        _databases.Add(PostgresForTests.Create(hasTables));
        return _databases[^1];
    }

    public override void Dispose() => _databases.ForEach(PostgresForTests.Drop);
}
