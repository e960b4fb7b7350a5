using System.Text.Json.Nodes;
using Debrief.Tests.Cli;
using Debrief.Tests.Configuration;
using Debrief.Tests.Support;

namespace Debrief.Tests.Evaluation;

/// <summary>A folder with transcripts and their labels, each written in one line.</summary>
sealed class Labelled : IDisposable
{
    readonly TempFolder _folder = new();

    public string this[string name] => _folder[name];

    public Labelled()
    {
        Directory.CreateDirectory(_folder["labels"]);
        Directory.CreateDirectory(_folder["transcripts"]);
    }

    public static string Id(int number) => $"5e551011-0000-4000-8000-{number:d12}";

    public void Session(int number, params Line[] lines) =>
        new Transcript(lines) { Session = Id(number), Ids = $"{number}" }.WriteTo(_folder[$"transcripts/shop/{Id(number)}.jsonl"]);

    public void Label(int number, string facets) => Write($"labels/{number}.json", With(number, facets).ToJsonString());

    /// <summary>An answer of a model that was kept.</summary>
    public void Answer(int number, string facets)
    {
        Directory.CreateDirectory(_folder["answers"]);
        var answer = With(number, facets);
        (answer["extractor"], answer["extraction_model"], answer["prompt_version"]) = ("model", "haiku", "v1");
        Write($"answers/{Id(number)}.json", answer.ToJsonString());
    }

    public void Write(string name, string text) => _folder.Write(name, text);

    public Task<Run> Eval(params string[] args) =>
        Run.Debrief(["eval", _folder["labels"], "--transcripts", _folder["transcripts"], "--home", _folder["home"], .. args]);

    public void Dispose() => _folder.Dispose();

    static JsonObject With(int number, string facets)
    {
        var label = JsonNode.Parse(facets)!.AsObject();
        label["session_id"] = Id(number);
        return label;
    }
}
