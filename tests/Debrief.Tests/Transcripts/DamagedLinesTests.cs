using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Debrief.Sync;
using Debrief.Tests.Configuration;
using Debrief.Tests.Support;

namespace Debrief.Tests.Transcripts;

/// <summary>Whatever a line is turned into, nothing throws, and the lines before and after are read.</summary>
public sealed class DamagedLinesTests : IDisposable
{
    readonly TempFolder _folder = new();

    static readonly string[] Valid =
    [
        .. Transcript.With(
            Say.Human("Add a shop"),
            Say.Blocks("<ide_opened_file>x</ide_opened_file>", "Do it \"now\"\n🌈"),
            Say.Assistant("On it", creation: 7).InMessage("extra", new JsonObject { ["a"] = new JsonArray(1, 2.5, null, true) }),
            Say.Bash("git commit -m 'x'"),
            Say.Result("done [main 123]"),
            Say.Calls("Edit", new() { ["file_path"] = "/a.cs", ["old_string"] = "a\nb", ["new_string"] = "c" }, "t2"),
            Say.Result("edited", "t2", new JsonObject { ["filePath"] = "/a.cs", ["structuredPatch"] = new JsonArray(new JsonObject { ["lines"] = new JsonArray("+a", "-b") }), ["type"] = "create", ["content"] = "x\ny" }),
            Say.Calls("Skill", new() { ["skill"] = "review" }, "t3"),
            Say.Fails("<tool_use_error>File does not exist.</tool_use_error>", "t3"),
            Say.Fails("The user doesn't want to proceed with this tool use. the user said:\nno", "t3").With("userFeedback", "no"),
            Say.System("compact_boundary", "Conversation compacted"),
            Say.System("local_command", "<command-name>/model</command-name>"),
            Say.Flat("summary", ("summary", "A title"), ("leafUuid", "x")),
            Say.Flat("ai-title", ("aiTitle", "A title")),
            Say.Queue("enqueue", "more"),
            Say.Queue("remove"),
            Say.Queued("more"),
            Say.Flat("progress", ("data", new JsonObject { ["type"] = "agent_progress", ["message"] = new JsonObject { ["type"] = "assistant", ["message"] = new JsonObject { ["id"] = "m", ["model"] = "x", ["usage"] = new JsonObject { ["input_tokens"] = 1 } } } })),
            Say.Flat("file-history-snapshot", ("snapshot", new JsonObject { ["messageId"] = "m" })),
            Say.Flat("pr-link", ("prUrl", "https://x/pull/1"))).ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries),
    ];

    static readonly Gen<string> AnyValid = Any.Of(Valid);
    static readonly byte[] Signs = [.. "{}[]\":,\\0a \0\x01\n\r"u8, 0xFF, 0xC3, 0xED, 0xE2];

    static readonly Gen<byte[]> Scratched = Gen.Select(AnyValid, Gen.Select(Gen.Int[0, 5], Gen.Double[0, 1], Any.Of(Signs), Gen.Int[0, 40]).Array[1, 3]).Select((line, damages) =>
    {
        var bytes = Encoding.UTF8.GetBytes(line).ToList();
        foreach (var (kind, place, sign, length) in damages)
        {
            var at = (int)(place * (bytes.Count - 1));
            var to = Math.Min(length, bytes.Count - at);
            if (kind <= 1)
                bytes[at] = sign;
            else if (kind == 2)
                bytes.Insert(at, sign);
            else if (kind == 3)
                bytes.RemoveRange(at, Math.Min(to, bytes.Count - 1));
            else if (kind == 4)
                bytes.InsertRange(at, Encoding.UTF8.GetBytes(Valid[length % Valid.Length]));
            else
                bytes.RemoveRange(at, Math.Max(0, bytes.Count - at - 1));
        }

        return bytes.ToArray();
    });

    static readonly Gen<byte[]> OfWrongKinds = Gen.Select(AnyValid, Gen.Select(Gen.Double[0, 1], JsonSkipTests.Json(2)).Array[1, 4]).Select((line, changes) =>
    {
        var json = JsonNode.Parse(line)!;
        foreach (var (place, value) in changes)
        {
            var places = Places(json).ToList();
            var (parent, name, index) = places[(int)(place * (places.Count - 1))];
            if (parent is JsonObject @object)
                @object[name!] = value?.DeepClone();
            else
                parent.AsArray()[index] = value?.DeepClone();
        }

        return Encoding.UTF8.GetBytes(json.ToJsonString());
    });

    static IEnumerable<(JsonNode Parent, string? Name, int Index)> Places(JsonNode node) => node switch
    {
        JsonObject @object => @object.SelectMany(property => Inner(property.Value).Prepend((@object, property.Key, 0))),
        JsonArray array => array.SelectMany((item, index) => Inner(item).Prepend((array, null, index))),
        _ => [],
    };

    static IEnumerable<(JsonNode Parent, string? Name, int Index)> Inner(JsonNode? node) => node is null ? [] : Places(node);

    [Fact]
    public void A_scratched_line_takes_no_other_line_along() => Scratched.Sample(line => Check(line), iter: 1000, threads: 1);

    [Fact]
    public void A_line_of_wrong_kinds_is_read_like_any_other() => OfWrongKinds.Sample(line => Assert.Equal(0, Check(line)), iter: 1000, threads: 1);

    [Fact]
    public void A_cut_line_is_bad() => Gen.Select(AnyValid, Gen.Double[0, 1]).Sample((line, part) =>
    {
        var bytes = Encoding.UTF8.GetBytes(line);

        Assert.Equal(1, Check(bytes[..(1 + (int)(part * (bytes.Length - 2)))]));
    }, iter: 1000, threads: 1);

    public void Dispose() => _folder.Dispose();

    int Check(byte[] line)
    {
        byte[] file = [.. "{\"uuid\":\"first\"}\n"u8, .. line, .. "\n{\"uuid\":\"last\"}\n"u8];
        var path = _folder["x.jsonl"];
        File.WriteAllBytes(path, file);
        var read = Reading.Entries(path);

        Assert.StartsWith("first", read.Names);
        Assert.EndsWith(" last", read.Names);
        Assert.Equal(file.Length, read.ReadTo);
        Assert.All(read.BadLines, bad => Assert.InRange(bad.Offset, 17, 17 + line.Length));
        TranscriptScan.Read(Reading.FileAt(path));
        return read.BadLines.Count;
    }
}
