using System.Data.Common;
using System.Reflection;

namespace Debrief.Storage;

/// <summary>Applies the scripts of Migrations/ that the database hasn't seen, all in one transaction, in the order of their names.</summary>
static class Migrator
{
    const string Folder = "Debrief.Storage.Migrations.";

    public static async Task MigrateAsync(DbConnection db, CancellationToken cancel)
    {
        // Read without a lock first: that is all it takes, nearly always.
        var scripts = Scripts();
        if (await IsCurrentAsync(db, scripts, cancel))
            return;

        await using var transaction = await db.BeginTransactionAsync(cancel);
        await ExecuteAsync(db, "create table if not exists schema_migrations (name text primary key, checksum text not null)", cancel);
        var applied = await AppliedAsync(db, cancel);
        Check(applied, scripts);

        foreach (var (name, text) in scripts.Where(script => !applied.ContainsKey(script.Name)))
        {
            await ExecuteAsync(db, text.Replace("{identity}", Dialect.Identity, StringComparison.Ordinal), cancel);
            await ExecuteAsync(db, $"insert into schema_migrations (name, checksum) values ('{name}', '{Checksum(text)}')", cancel);
        }

        await transaction.CommitAsync(cancel);
    }

    static async Task<bool> IsCurrentAsync(DbConnection db, List<Script> scripts, CancellationToken cancel)
    {
        await using var command = db.CreateCommand();
        command.CommandText = "select count(*) from sqlite_master where name = 'schema_migrations'";
        if ((long)(await command.ExecuteScalarAsync(cancel))! == 0)
            return false;

        var applied = await AppliedAsync(db, cancel);
        Check(applied, scripts);
        return applied.Count == scripts.Count;
    }

    static void Check(Dictionary<string, string> applied, List<Script> scripts)
    {
        var known = scripts.ToDictionary(script => script.Name, script => Checksum(script.Text));
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
        await using var command = db.CreateCommand();
        command.CommandText = "select name, checksum from schema_migrations";
        await using var rows = await command.ExecuteReaderAsync(cancel);
        var applied = new Dictionary<string, string>();
        while (await rows.ReadAsync(cancel))
            applied.Add(rows.GetString(0), rows.GetString(1));
        return applied;
    }

    static async Task ExecuteAsync(DbConnection db, string sql, CancellationToken cancel)
    {
        await using var command = db.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancel);
    }

    static List<Script> Scripts()
    {
        var program = Assembly.GetExecutingAssembly();
        return [.. program.GetManifestResourceNames()
            .Where(resource => resource.StartsWith(Folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(resource => new Script(resource[Folder.Length..^".sql".Length], Read(program.GetManifestResourceStream(resource)!)))];
    }

    static string Read(Stream script)
    {
        using var reader = new StreamReader(script);
        return reader.ReadToEnd();
    }

    static string Checksum(string text) => StableHash.Of(text).ToString("x16");

    sealed record Script(string Name, string Text);
}
