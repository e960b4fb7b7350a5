using System.CommandLine;
using Debrief.Storage;

namespace Debrief.Cli;

static class Opening
{
    extension(Database database)
    {
        public async Task<bool> HasSessionsAsync(CancellationToken cancel)
        {
            await using var db = await database.ConnectAsync(cancel);
            using var any = new Statement(db, "select 1 from claude_sessions where parent_id is null limit 1");
            await using var row = any.Query();
            return await row.ReadAsync(cancel);
        }
    }

    extension(ParseResult args)
    {
        /// <summary>The database of commands that only look: it isn't made for them.</summary>
        /// <exception cref="UserError">Nothing has been synced yet, or the database can't be used.</exception>
        public async Task<Database> OpenSyncedAsync(CancellationToken cancel)
        {
            return await Database.FindAsync(args.Settings().Database, cancel)
                ?? throw new UserError("Nothing has been synced yet: run `debrief sync`.");
        }
    }
}
