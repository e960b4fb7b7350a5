using System.Data.Common;

namespace Debrief.Storage;

/// <summary>Applies the scripts of Migrations/ that the database hasn't seen, in the order of their names, each in a transaction of its own that no other migrates beside.</summary>
static class Migrator
{
    /// <returns>The names of those that it applied.</returns>
    /// <exception cref="UserError">The database was made by another Debrief.</exception>
    public static async Task<IReadOnlyList<string>> MigrateAsync(DbConnection db, CancellationToken cancel)
    {
        var applied = new List<string>();
        // Read without a lock first: that is all it takes, nearly always.
        foreach (var script in await PendingAsync(db, cancel))
            if (await ApplyAsync(db, script, cancel))
                applied.Add(script.Name);
        return applied;
    }

    /// <inheritdoc cref="MigrateAsync"/>
    /// <returns>Those that are still to be applied.</returns>
    public static async Task<IReadOnlyList<Script>> PendingAsync(DbConnection db, CancellationToken cancel)
    {
        var scripts = Script.All();
        if (!await HasBegunAsync(db, cancel))
            return scripts;

        var applied = await AppliedAsync(db, cancel);
        Check(applied, scripts);
        return [.. scripts.Where(script => !applied.ContainsKey(script.Name))];
    }

    /// <summary>Whether it ever was a database of Debrief's.</summary>
    public static async Task<bool> HasBegunAsync(DbConnection db, CancellationToken cancel)
    {
        await using var command = Command(db, Dialect.Of(db).HasMigrations);
        return (long)(await command.ExecuteScalarAsync(cancel))! > 0;
    }

    /// <returns>False where another was here first.</returns>
    static async Task<bool> ApplyAsync(DbConnection db, Script script, CancellationToken cancel)
    {
        var dialect = Dialect.Of(db);
        await using var transaction = await Dialect.BeginAloneAsync(db, "migrate", cancel);
        await ExecuteAsync(db, "create table if not exists schema_migrations (name text primary key, checksum text not null)", cancel);
        if ((await AppliedAsync(db, cancel)).ContainsKey(script.Name))
            return false;

        await ExecuteAsync(db, script.For(dialect), cancel);
        await ExecuteAsync(db, $"insert into schema_migrations (name, checksum) values ('{script.Name}', '{script.Checksum}')", cancel);
        if (dialect.AfterMigration.Length > 0)
            await ExecuteAsync(db, dialect.AfterMigration, cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    static void Check(Dictionary<string, string> applied, IReadOnlyList<Script> scripts)
    {
        var known = scripts.ToDictionary(script => script.Name, script => script.Checksum);
        foreach (var (name, checksum) in applied)
        {
            if (!known.TryGetValue(name, out var ours))
                throw new UserError($"The database was made by a newer version of Debrief (it has {name}). Update Debrief, or choose another folder with --home.");
            if (ours != checksum)
                throw new UserError($"The database was made by another build of Debrief ({name} differs). Use that build, or choose another folder with --home.");
        }
    }

    static async Task<Dictionary<string, string>> AppliedAsync(DbConnection db, CancellationToken cancel)
    {
        await using var command = Command(db, "select name, checksum from schema_migrations");
        await using var rows = await command.ExecuteReaderAsync(cancel);
        var applied = new Dictionary<string, string>();
        while (await rows.ReadAsync(cancel))
            applied.Add(rows.GetString(0), rows.GetString(1));
        return applied;
    }

    static async Task ExecuteAsync(DbConnection db, string sql, CancellationToken cancel)
    {
        await using var command = Command(db, sql);
        command.CommandTimeout = 0; // An index over years takes its time.
        await command.ExecuteNonQueryAsync(cancel);
    }

    static DbCommand Command(DbConnection db, string sql)
    {
        var command = db.CreateCommand();
        command.CommandText = sql;
        return command;
    }
}
