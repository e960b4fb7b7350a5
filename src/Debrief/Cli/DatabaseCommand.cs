using System.CommandLine;
using Debrief.Documents;
using Debrief.Reports;
using Debrief.Storage;
using Debrief.Storage.Copying;

namespace Debrief.Cli;

static class DatabaseCommand
{
    static readonly Option<string> To = new("--to")
    {
        Description = "The connection string of an empty PostgreSQL database. A password had better come in PGPASSWORD or ~/.pgpass than stand in it",
        HelpName = "CONNECTION",
        Required = true,
    };

    static readonly Option<bool> AsJson = GlobalOptions.Json();

    public static Command Create() =>
        new Command("database", "Say what the database holds, bring it up to date, fold what is old, move it to a server") { Status(), Migrate(), Copy(), FoldCommand.Create() }
            .WithExamples("debrief database status", "debrief database copy --to 'Host=db.example.org;Database=debrief;Username=debrief'").ShowsHelpAlone();

    static Command Status()
    {
        var command = new Command("status", "Say which database is used, its size, its tables, and whether it is up to date. Changes nothing") { AsJson }
            .WithExamples("debrief database status", "debrief database status --json");
        command.SetAction(TellStatusAsync);
        return command;
    }

    static Command Migrate()
    {
        var command = new Command("migrate", "Make its tables, or bring them up to date. Every other command does that too, where it may")
            .WithExamples("debrief database migrate");
        command.SetAction(MigrateAsync);
        return command;
    }

    static Command Copy()
    {
        var command = new Command("copy", "Copy a SQLite database into an empty one of PostgreSQL: all of it, or nothing") { To }
            .WithExamples("debrief database copy --to 'Host=db.example.org;Database=debrief;Username=debrief'", "debrief database copy --to postgres://debrief@db.example.org/debrief");
        command.SetAction(CopyAsync);
        return command;
    }

    static async Task<int> TellStatusAsync(ParseResult args, CancellationToken cancel)
    {
        var connection = args.Settings().Database;
        await using var database = await Database.FindAsItIsAsync(connection, cancel)
            ?? throw new UserError($"There is no database at {connection} yet: `debrief sync` makes it.");
        var status = await DatabaseStatus.ReadAsync(database, connection, cancel);
        if (args.GetValue(AsJson))
            Json.Write(args.Output, status, new CliJson(Json.Options()).DatabaseStatus);
        else
            DatabasePages.Tell(args.Output, status);
        return 0;
    }

    static async Task MigrateAsync(ParseResult args, CancellationToken cancel)
    {
        var connection = args.Settings().Database;
        IReadOnlyList<string> before = [];
        await using (var asItIs = await Database.FindAsItIsAsync(connection, cancel))
            if (asItIs is not null)
                before = (await DatabaseStatus.ReadAsync(asItIs, connection, cancel)).Applied;
        await using var database = await Database.OpenAsync(connection, cancel);
        var applied = (await DatabaseStatus.ReadAsync(database, connection, cancel)).Applied.Except(before).ToList();

        foreach (var migration in applied)
            args.Output.WriteLine($"Applied {migration}");
        Terminal.WriteWrapped(args.Output, $"{Words.Whole(Terminal.Plain(Connection.Shown(connection)))} is up to date.");
    }

    static async Task CopyAsync(ParseResult args, CancellationToken cancel)
    {
        var (from, to) = (args.Settings().Database, args.GetRequiredValue(To));
        if (ConnectionString.IsPostgres(from) || !ConnectionString.IsPostgres(to))
            throw new UserError("Only a SQLite database can be copied, and only to a PostgreSQL server: --to 'Host=…;Database=…;Username=…', or --to postgres://user@host/database.");

        await using var source = await Database.FindAsync(from, cancel) ?? throw new UserError($"There is no database at {from} to copy.");
        await using var target = await Database.OpenAsync(to, cancel);
        IReadOnlyList<TableSum> copied = [];
        await ProgressBar.RunAsync("Copying", async bar => copied = await DatabaseCopy.RunAsync(source, target, bar is null ? null : new Forward(bar), cancel));

        DatabasePages.Tell(args.Output, copied);
        Terminal.WriteWrapped(args.Output, $"{Figures.Counted(copied.Count, "table")} copied to {Words.Whole(Terminal.Plain(Connection.Shown(to)))}; rows and sums are the same. Name it in config.yaml (`database:`) or in DEBRIEF_DATABASE. The archive isn't in the database, and stays where it is.");
    }

    sealed class Forward(IProgress<Sync.SyncProgress> bar) : IProgress<CopyProgress>
    {
        // A bar needs no more than a share.
        public void Report(CopyProgress value) => bar.Report(new((int)(1000 * value.Done / Math.Max(1, value.Of)), 1000));
    }
}
