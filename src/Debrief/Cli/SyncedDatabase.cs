using System.CommandLine;
using Debrief.Storage;

namespace Debrief.Cli;

/// <summary>For commands that only look at what was synced.</summary>
static class SyncedDatabase
{
    extension(ParseResult args)
    {
        /// <exception cref="UserError">There is none yet, or it can't be used.</exception>
        public Task<Database> OpenSyncedAsync(CancellationToken cancel)
        {
            var path = args.Folders().Database;
            return File.Exists(path) ? Database.OpenAsync(path, cancel) : throw new UserError("Nothing has been synced yet: run `debrief sync`.");
        }
    }
}
