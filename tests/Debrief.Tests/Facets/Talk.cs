using Debrief.Facets;
using Debrief.Facets.Rules;
using Debrief.Profile;
using Debrief.Sessions;
using Debrief.Transcripts;

namespace Debrief.Tests.Facets;

/// <summary>A session told in one line: <c>Talk.Of(Talk.Human("fix it"), Talk.Assistant("Done."))</c>.</summary>
static class Talk
{
    public static readonly DateTimeOffset Start = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    public static Passage Human(string text, PromptReason reason = PromptReason.Prompt) => Say(Speaker.Human, text) with { Reason = reason };
    public static Passage Assistant(string text) => Say(Speaker.Assistant, text);
    public static Passage Interruption() => Say(Speaker.System, "[Request interrupted by user]") with { Reason = PromptReason.Interruption };
    public static Passage Call(string tool, string input, string id = "t1") => Say(Speaker.ToolCall, input) with { Tool = tool, ToolUseId = id };
    public static Passage Result(string text, string id = "t1", FailureClass? failure = null, string tool = "Bash") =>
        Say(Speaker.ToolResult, text) with { Tool = tool, ToolUseId = id, Failure = failure, Reason = PromptReason.ToolResult };

    public static Passage[] Run(string command, string output, FailureClass? failure = null) => [Call("Bash", $$"""{"command":"{{command}}"}"""), Result(output, failure: failure)];
    public static Passage[] Write(string file) => [Call("Write", $$"""{"file_path":"{{file}}","content":"x"}"""), Result($"File created successfully at: {file}", tool: "Write")];
    public static Passage[] Edit(string file) => [Call("Edit", $$"""{"file_path":"{{file}}","old_string":"a","new_string":"b"}"""), Result($"The file {file} has been updated.", tool: "Edit")];

    /// <summary>The passages with their lines numbered.</summary>
    public static IReadOnlyList<Passage> Of(params object[] said) =>
        [.. said.SelectMany(one => one as IEnumerable<Passage> ?? [(Passage)one]).Select((passage, i) => passage with { Line = i + 1, At = Start.AddMinutes(i) })];

    public static Session Session(IReadOnlyList<Passage>? passages = null) => new() { Id = "s1", Project = "/work/acme/shop", MessageCount = passages?.Count ?? 10, EndedAt = Start };

    public static SessionFacet Facets(this IReadOnlyList<Passage> passages, Session? session = null, UserProfile? profile = null) =>
        new RulesExtractor(profile ?? new()).ExtractAsync(session ?? Session(passages), passages, CancellationToken.None).GetAwaiter().GetResult().Facet;

    /// <summary>What the last message is heard to say.</summary>
    public static Turn LastTurn(params object[] said) => Turn.Of(Of(said))[^1];

    /// <summary>A message that comes after a first one and its answer.</summary>
    public static Turn Then(string text, PromptReason reason = PromptReason.Prompt) => LastTurn(Human("build the shop page"), Assistant("I built it."), Human(text, reason));

    static Passage Say(Speaker speaker, string text) => new() { Line = 0, Speaker = speaker, Text = text };
}
