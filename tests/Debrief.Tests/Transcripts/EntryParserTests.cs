using Debrief.Tests.Support;
using Debrief.Transcripts;

namespace Debrief.Tests.Transcripts;

public sealed class EntryParserTests
{
    [Fact]
    public void The_envelope_is_read()
    {
        const string Line = """
            {"parentUuid":"p","isSidechain":true,"userType":"external","cwd":"/work/ä","sessionId":"s","version":"2.1.1","gitBranch":"main","type":"user","isMeta":true,"uuid":"u",
            "timestamp":"2026-03-02T09:00:00.123Z","entrypoint":"cli","agentId":"a1","promptSource":"typed","origin":{"x":[],"kind":"human"},"forkedFrom":{"sessionId":"f","messageUuid":"m"},
            "planContent":"p","userFeedback":"no","isCompactSummary":true,"isApiErrorMessage":true,"unknown":{"type":"x","uuid":[1,{"uuid":2}]},"message":{"role":"user","content":"hi"}}
            """;

        Reading.Entry(Line, entry =>
        {
            Assert.Equal(("user", "u", "s", "f"), (entry.Type, entry.Text(entry.Uuid), entry.SessionId, entry.ForkedFrom));
            Assert.Equal((DateTimeOffset.Parse("2026-03-02T09:00:00.123Z"), "/work/ä", "main", "2.1.1", "cli"), (entry.At, entry.WorkingDirectory, entry.GitBranch, entry.Version, entry.Client));
            Assert.Equal(("typed", "human", "no"), (entry.PromptSource, entry.OriginKind, entry.Text(entry.UserFeedback)));
            Assert.True(entry is { HasParent: true, IsSidechain: true, IsMeta: true, IsCompactSummary: true, IsApiError: true, HasPlan: true });
            return Assert.Single(entry.Blocks).Kind;
        });
    }

    [Fact]
    public void Nothing_is_left_of_the_entry_before()
    {
        var entry = new Entry();
        var parser = new EntryParser();
        parser.Parse(Transcript.With(Say.Assistant("hi", "m1", creation: 5)).ToBytes()[..^1], entry);
        parser.Parse("{}"u8.ToArray(), entry);

        Assert.True(entry is { Type: null, SessionId: null, At: null, HasParent: false, Message: { Model: null, HasUsage: false, Input: 0, CacheCreation: 0, StopReason: null, Id.IsEmpty: true } });
        Assert.Empty(entry.Blocks);
    }

    [Theory]
    [InlineData("""{"content":"hi"}""", "Text:hi")]
    [InlineData("\"hi\"", "Text:hi")]
    [InlineData("""{"content":[{"type":"text","text":"a\nb"},{"text":"c","type":"text"},"d"]}""", "Text:a\nb Text:c Text:d")]
    [InlineData("""{"content":[{"type":"thinking","thinking":"hm","signature":"x"},{"type":"redacted_thinking","data":"x"}]}""", "Thinking:hm Other:")]
    [InlineData("""{"content":[{"type":"tool_use","id":"t","name":"Bash","input":{"a":[1]},"caller":{"type":"direct"}}]}""", "ToolUse:t:Bash:{\"a\":[1]}")]
    [InlineData("""{"content":[{"type":"server_tool_use","id":"t","name":"W","input":"{\"a\":1}"}]}""", "ToolUse:t:W:\"{\\\"a\\\":1}\"")]
    [InlineData("""{"content":[{"tool_use_id":"t","type":"tool_result","content":"out","is_error":true}]}""", "ToolResult:t!out")]
    [InlineData("""{"content":[{"tool_use_id":"t","type":"tool_result","content":[{"type":"image","source":{"data":"x"}},{"type":"text","text":"one"},{"type":"text","text":"two"}]}]}""", "ToolResult:t one")]
    [InlineData("""{"content":[{"tool_use_id":"t","type":"tool_result"}]}""", "ToolResult:t ")]
    [InlineData("""{"content":[{"type":"image","source":{"type":"base64","data":"AAAA"}},{"type":7},{"type":"new_kind","text":"x"}]}""", "Other: Other: Other:x")]
    [InlineData("""{"content":[[1,{"type":"text","text":"nested"}],null,5]}""", "")]
    [InlineData("""{"content":null}""", "")]
    [InlineData("7", "")]
    [InlineData("[]", "")]
    [InlineData("""{"0":"h","1":"i","2":"\u00e4"}""", "Text:hiä")]
    public void Content_comes_in_many_shapes(string message, string blocks) =>
        Assert.Equal(blocks, Reading.Entry($$"""{"type":"user","message":{{message}}}""", entry => string.Join(' ', entry.Blocks.Select(block => Show(entry, block)))));

    static string Show(Entry entry, Block block) => block.Kind switch
    {
        BlockKind.ToolUse => $"ToolUse:{entry.Text(block.ToolUseId)}:{block.Tool}:{System.Text.Encoding.UTF8.GetString(entry.Bytes(block.Raw))}",
        BlockKind.ToolResult => $"ToolResult:{entry.Text(block.ToolUseId)}{(block.IsError ? '!' : ' ')}{entry.Text(entry.ResultText(block.Raw))}",
        _ => $"{block.Kind}:{entry.Text(block.Text)}",
    };

    [Fact]
    public void Usage_is_read_and_iterations_are_not_added()
    {
        const string Line = """
            {"message":{"usage":{"input_tokens":2,"cache_creation_input_tokens":71820,"cache_read_input_tokens":7,"output_tokens":838,"server_tool_use":{"web_search_requests":3,"web_fetch_requests":9},
            "cache_creation":{"ephemeral_1h_input_tokens":71000,"ephemeral_5m_input_tokens":820},"iterations":[{"input_tokens":200,"output_tokens":999,"cache_creation":{"ephemeral_1h_input_tokens":5}}],"speed":"standard"},
            "model":"m","id":"msg_1","stop_reason":"tool_use","content":[]},"type":"assistant"}
            """;

        Assert.Equal((2, 838, 71820, 71000, 7, 3, "m", "msg_1", "tool_use"), Reading.Entry(Line, entry =>
        {
            var m = entry.Message;
            return (m.Input, m.Output, m.CacheCreation, m.CacheCreation1h, m.CacheRead, m.WebSearches, m.Model!, entry.Text(m.Id), m.StopReason!);
        }));
    }

    [Theory]
    [InlineData("-5", 0)]
    [InlineData("1.5", 0)]
    [InlineData("1e3", 0)]
    [InlineData("\"12\"", 0)]
    [InlineData("null", 0)]
    [InlineData("{\"a\":[]}", 0)]
    [InlineData("99999999999999999999", 0)]
    public void A_count_that_is_none_is_zero(string value, long count) =>
        Assert.Equal((count, 9), Reading.Entry("{\"message\":{\"usage\":{\"input_tokens\":" + value + ",\"output_tokens\":9}}}", entry => (entry.Message.Input, entry.Message.Output)));

    [Theory]
    [InlineData("\"2026-03-02T09:00:00.000Z\"", true)]
    [InlineData("\"2026-03-02T11:00:00+02:00\"", true)]
    [InlineData("\"[REDACTED]\"", false)]
    [InlineData("\"\"", false)]
    [InlineData("1772442000", false)]
    [InlineData("null", false)]
    public void A_time_that_is_none_is_unknown(string value, bool known) =>
        Assert.Equal(known ? DateTimeOffset.Parse("2026-03-02T09:00Z") : null, Reading.Entry($$"""{"timestamp":{{value}}}""", entry => entry.At));

    [Theory]
    [InlineData("""{"type":"summary","summary":"S","leafUuid":"l"}""", "S")]
    [InlineData("""{"type":"ai-title","aiTitle":"T"}""", "T")]
    [InlineData("""{"type":"custom-title","customTitle":"C"}""", "C")]
    [InlineData("""{"type":"pr-link","prNumber":1,"prUrl":"https://x/1"}""", "https://x/1")]
    [InlineData("""{"type":"queue-operation","operation":"enqueue","content":"q"}""", "q")]
    [InlineData("""{"type":"queue-operation","operation":"enqueue","content":[{"type":"image"},{"type":"text","text":"q"}]}""", "q")]
    [InlineData("""{"type":"system","content":"s"}""", "s")]
    [InlineData("""{"type":"attachment","attachment":{"prompt":"p","type":"queued_command"}}""", "p")]
    [InlineData("""{"type":"attachment","attachment":{"prompt":[{"type":"text","text":"p"}],"type":"queued_command"}}""", "p")]
    [InlineData("""{"type":"attachment","attachment":"odd"}""", "")]
    public void What_flat_entries_say_is_their_content(string line, string content) => Assert.Equal(content, Reading.Entry(line, entry => entry.Text(entry.Content)));

    [Theory]
    [InlineData("""{"structuredPatch":[{"oldStart":1,"lines":["+a","-b"," c","+d","\\ No newline"]},{"lines":["-e"]}]}""", 2, 2)]
    [InlineData("""{"originalFile":"{\"structuredPatch\":[{\"lines\":[\"+a\"]}]}","structuredPatch":[]}""", 0, 0)]
    [InlineData("""{"nested":{"structuredPatch":[{"lines":["+a"]}]},"structuredPatch":[{"lines":["+b"]}]}""", 1, 0)]
    [InlineData("""{"structuredPatch":{"lines":["+a"]}}""", 0, 0)]
    [InlineData("""{"structuredPatch":[7,{"lines":7},{"lines":[7,"+a"]}]}""", 1, 0)]
    [InlineData("\"Error: {\\\"structuredPatch\\\"\"", 0, 0)]
    [InlineData("[{\"type\":\"text\",\"text\":\"x\"}]", 0, 0)]
    [InlineData("{}", 0, 0)]
    [InlineData("7", 0, 0)]
    [InlineData("null", 0, 0)]
    public void Changed_lines_are_those_of_the_patch(string outcome, int added, int removed)
    {
        foreach (var behind in new[] { ",\"uuid\":\"u\"}", " , \"uuid\":\"u\"}", "}", " }" })
        {
            var line = $"{{\"toolUseResult\":{outcome}{behind}";
            var bytes = System.Text.Encoding.UTF8.GetBytes(line);
            var entry = new Entry();
            var length = new EntryParser().Parse(bytes, entry);

            Assert.Equal((added, removed, outcome[0] == '{'), (entry.Outcome.LinesAdded, entry.Outcome.LinesRemoved, entry.Outcome.IsPresent));
            Assert.Equal((behind.Contains("uuid") ? "u" : "", bytes.Length, line), (entry.Text(entry.Uuid), length, System.Text.Encoding.UTF8.GetString(bytes)));
        }
    }
}
