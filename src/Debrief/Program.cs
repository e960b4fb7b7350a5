using Debrief.Sources;
using Debrief.Storage;
using Debrief.Sync;

await using var db = await Database.OpenAsync(args[0], default);
var r = await new Syncer(db).SyncAsync(Roots.From(args[1..]), null, default);
Console.WriteLine(System.Text.Json.JsonSerializer.Serialize(r, SyncJson.Default.SyncResult));
