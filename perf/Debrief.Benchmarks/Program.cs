using System.CommandLine;
using Debrief.Benchmarks;

var from = new Option<DirectoryInfo[]>("--from")
{
    Description = "Claude configuration directories whose projects are copied",
    AllowMultipleArgumentsPerToken = true,
    Required = true,
};
var to = new Option<DirectoryInfo>("--to") { Description = "A Claude configuration directory to write", Required = true };
var size = new Option<long>("--size")
{
    Description = "How many bytes at least: 1GB, 200MB",
    CustomParser = text => ByteSize.Parse(text.Tokens[0].Value),
    DefaultValueFactory = _ => ByteSize.Parse("1GB"),
};

var grow = new Command("grow", "Copies real transcripts with fresh ids, again and again, until the size is reached") { from, to, size };
grow.SetAction((parsed, cancel) =>
    new Corpus(parsed.GetRequiredValue(to)).GrowAsync(parsed.GetRequiredValue(from), parsed.GetValue(size), cancel));

var longLine = new Command("long-line", "Writes one session with a single line of the given size") { to, size };
longLine.SetAction((parsed, cancel) => LongLine.WriteAsync(parsed.GetRequiredValue(to), parsed.GetValue(size), cancel));

var count = new Option<int>("--count") { Description = "How many", DefaultValueFactory = _ => 200 };
var sessions = new Command("sessions", "Invents sessions of forty entries each, one a project") { to, count };
sessions.SetAction((parsed, cancel) => InventedSessions.WriteAsync(parsed.GetRequiredValue(to), parsed.GetValue(count), cancel));

var database = new Option<string>("--database") { Description = "Its connection string", Required = true };
var fill = new Command("fill", "Fills an empty database with invented sessions and their facets") { database, count };
fill.SetAction((parsed, cancel) => FilledDatabase.FillAsync(parsed.GetRequiredValue(database), parsed.GetValue(count), cancel));

var forget = new Command("forget", "Has a filled database forget the days that were reckoned") { database };
forget.SetAction((parsed, cancel) => FilledDatabase.ForgetAsync(parsed.GetRequiredValue(database), cancel));

var url = new Option<string>("--url") { Description = "What is asked for", Required = true };
var token = new Option<string>("--token") { Description = "One that may read", Required = true };
var runs = new Option<int>("--runs") { Description = "How often", DefaultValueFactory = _ => 40 };
var changed = new Option<string?>("--changed") { Description = "The connection string of a database in which today changes before each request" };
var ask = new Command("ask", "Asks a server, one request after the other") { url, token, runs, changed };
ask.SetAction(async (parsed, cancel) =>
{
    using var client = Visitors.WithToken(parsed.GetRequiredValue(token));
    return await new Requests(client, new(parsed.GetRequiredValue(url))).AskAsync(parsed.GetValue(runs), parsed.GetValue(changed), cancel);
});

var readers = new Option<int>("--readers") { Description = "How many at the same time", DefaultValueFactory = _ => 200 };
var seconds = new Option<int>("--seconds") { Description = "How long", DefaultValueFactory = _ => 60 };
var load = new Command("load", "Asks a server, many at the same time; ends with the first error") { url, token, readers, seconds };
load.SetAction(async (parsed, cancel) =>
{
    using var client = Visitors.WithToken(parsed.GetRequiredValue(token));
    return await new Requests(client, new(parsed.GetRequiredValue(url))).LoadAsync(parsed.GetValue(readers), TimeSpan.FromSeconds(parsed.GetValue(seconds)), cancel);
});

var pages = new Option<string[]>("--pages") { Description = "Paths and queries of pages", AllowMultipleArgumentsPerToken = true, Required = true };
var look = new Command("look", "Looks at pages as a browser that has signed in does, each again and again; writes p50 / p95 and their size") { url, token, runs, pages };
look.SetAction(async (parsed, cancel) =>
{
    var server = new Uri(parsed.GetRequiredValue(url));
    using var client = await Visitors.SignedInAsync(server, parsed.GetRequiredValue(token), cancel);
    foreach (var page in parsed.GetRequiredValue(pages))
        Console.Write($"{await new Requests(client, new(server, page)).MeasuredAsync(parsed.GetValue(runs), cancel)} | ");
});

var sessionBytes = new Option<int>("--session-bytes") { Description = "What a session takes in the database", Required = true };
var messageBytes = new Option<int>("--message-bytes") { Description = "What a message's usage takes", Required = true };
var foldedShare = new Option<double>("--folded-share") { Description = "What of that is left once it is folded", Required = true };
var people = new Option<int[]>("--people") { Description = "How many people", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [1, 10, 100, 1000, 10_000] };
var growth = new Command("growth", "Simulates a week of so many people") { people, sessionBytes, messageBytes, foldedShare };
growth.SetAction(parsed => new Growth(parsed.GetValue(sessionBytes), parsed.GetValue(messageBytes), parsed.GetValue(foldedShare)).Write(parsed.GetRequiredValue(people)));

return await new RootCommand("Makes what the measurements of perf/ read") { grow, longLine, sessions, fill, forget, ask, look, load, growth }.Parse(args).InvokeAsync();
