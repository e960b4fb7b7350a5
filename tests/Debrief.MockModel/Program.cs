using System.Runtime.InteropServices;
using Debrief.MockModel;

// Debrief.MockModel [--port N] [--answer FILE] [--latency MILLISECONDS]: answers questions for facets, or every question with the file; prints its URL, and serves until it is stopped by SIGTERM or SIGINT.
var options = args.Chunk(2).ToDictionary(pair => pair[0], pair => pair.ElementAtOrDefault(1) ?? "");
await using var mock = await MockMessages.StartAsync(int.Parse(options.GetValueOrDefault("--port", "0")));
mock.Responder = prompt => InsightsReply.IsAskedBy(prompt) ? InsightsReply.Reply : FacetReply.To(prompt);
mock.Latency = TimeSpan.FromMilliseconds(int.Parse(options.GetValueOrDefault("--latency", "0")));
if (options.TryGetValue("--answer", out var file))
{
    var answer = await File.ReadAllTextAsync(file);
    mock.Responder = _ => new(answer);
}

var stopped = new TaskCompletionSource();
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
Console.WriteLine(mock.Url);
await stopped.Task;

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stopped.TrySetResult();
}
