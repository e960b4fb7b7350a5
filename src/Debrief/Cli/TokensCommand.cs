using System.CommandLine;
using System.Text.Json.Serialization;
using Debrief.Access;
using Debrief.Documents;
using Debrief.Storage;
using Spectre.Console;

namespace Debrief.Cli;

static class TokensCommand
{
    static readonly Argument<string> Name = new("name")
    {
        Description = "What it is for: laptop, grafana, …",
        Validators = { name => { if (name.Tokens is [{ Value: var value }] && (string.IsNullOrWhiteSpace(value) || value.Length > 100)) name.AddError("A token's name must have 1 to 100 characters."); } },
    };

    static readonly Option<string> Scope = WhatItMayDo();
    static readonly Option<string?> Owner = new("--owner") { Description = "Whose transcripts it hands in, where a server holds those of several people", HelpName = "NAME" };
    static readonly Option<bool> AsJson = GlobalOptions.Json();

    public static Command Create() =>
        new Command("tokens", "Say who may use the server: add a token, list them, revoke one") { Add(), List(), Revoke() }
            .WithExamples("debrief tokens add grafana", "debrief tokens list", "debrief tokens revoke grafana").ShowsHelpAlone();

    static Command Add()
    {
        var command = new Command("add", "Make a token and print it, the only time that it can be seen") { Name, Scope, Owner }
            .WithExamples("debrief tokens add grafana", "debrief tokens add laptop --scope push --owner robin", "debrief tokens add admin --scope write");
        command.SetAction(AddAsync);
        return command;
    }

    static Command List()
    {
        var command = new Command("list", "List the tokens: what they may do, and when they were last used") { AsJson }
            .WithExamples("debrief tokens list", "debrief tokens list --json");
        command.SetAction(ListAsync);
        return command;
    }

    static Command Revoke()
    {
        var command = new Command("revoke", "End a token, and what was signed in with it") { Name }.WithExamples("debrief tokens revoke laptop");
        command.SetAction(RevokeAsync);
        return command;
    }

    static async Task<int> AddAsync(ParseResult args, CancellationToken cancel)
    {
        await using var database = await Database.OpenAsync(args.Settings().Database, cancel);
        var token = await new AccessTokens(database, TimeProvider.System).AddAsync(args.GetRequiredValue(Name), args.GetRequiredValue(Scope), args.GetValue(Owner), cancel);
        args.Output.WriteLine(token);
        return 0;
    }

    static async Task<int> ListAsync(ParseResult args, CancellationToken cancel)
    {
        await using var database = await Database.OpenAsync(args.Settings().Database, cancel);
        var tokens = await new AccessTokens(database, TimeProvider.System).ListAsync(cancel);
        if (args.GetValue(AsJson))
            Json.Write(args.Output, tokens, new TokensJson(Json.Options()).IReadOnlyListAccessToken);
        else if (tokens.Count == 0)
            Terminal.WriteWrapped(args.Output, "There is no token yet: `debrief serve` makes the first, `debrief tokens add` others.");
        else
            Terminal.On(args.Output).Write(Table(tokens));
        return 0;
    }

    static async Task<int> RevokeAsync(ParseResult args, CancellationToken cancel)
    {
        await using var database = await Database.OpenAsync(args.Settings().Database, cancel);
        await new AccessTokens(database, TimeProvider.System).RevokeAsync(args.GetRequiredValue(Name), cancel);
        Terminal.WriteWrapped(args.Output, $"Revoked {Words.Whole(Terminal.Plain(args.GetRequiredValue(Name)))}.");
        return 0;
    }

    static Table Table(IReadOnlyList<AccessToken> tokens)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var name in (string[])["Name", "May", "Owner", "Made", "Last used"])
            table.AddColumn(name);
        foreach (var token in tokens)
            table.AddRow(Cells.Cropped(token.Name, 30), token.Scope, Cells.Cropped(token.Owner ?? "", 20), $"{token.CreatedAt:yyyy-MM-dd}", token.LastUsedAt is { } used ? $"{used:yyyy-MM-dd HH}h" : "never");
        return table;
    }

    static Option<string> WhatItMayDo()
    {
        var scope = new Option<string>("--scope") { Description = "What it may do: read; push, which hands in transcripts and nothing else; ask, which uses the server's model and nothing else; or write, which is everything", DefaultValueFactory = _ => Scopes.Read };
        scope.AcceptOnlyFromAmong([.. Scopes.All]);
        return scope;
    }
}

[JsonSerializable(typeof(IReadOnlyList<AccessToken>))]
sealed partial class TokensJson : JsonSerializerContext;
