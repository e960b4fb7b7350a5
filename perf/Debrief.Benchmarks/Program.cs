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

return await new RootCommand("Makes what the measurements of perf/ read") { grow, longLine, sessions }.Parse(args).InvokeAsync();
