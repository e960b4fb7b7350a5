using Debrief.Transcripts;

namespace Debrief.Tests.Transcripts;

public sealed class TranscriptFileTests
{
    [Theory]
    [InlineData("/c/projects/-p/s1.jsonl", "Session", "s1")]
    [InlineData("/c/projects/-p/agent-1a2b3c4d.jsonl", "SubAgent", null)]
    [InlineData("/c/projects/-p/s1/subagents/agent-a1.jsonl", "SubAgent", "s1")]
    [InlineData("/c/projects/-p/s1/subagents/workflows/run/agent-a1.jsonl", "SubAgent", "s1")]
    [InlineData("/c/projects/-p/s1/subagents/odd-name.jsonl", "SubAgent", "s1")]
    [InlineData("/c/projects/-p/s1/subagents/agent-acompact-1.jsonl", "Copy", "s1")]
    [InlineData("/c/projects/-p/agent-aprompt_suggestion-1.jsonl", "Copy", null)]
    [InlineData("/c/projects/-p/s1/subagents/agent-aside_question-1.jsonl", "Copy", "s1")]
    [InlineData("/subagents/claude/projects/-p/s1.jsonl", "Session", "s1")]
    public void Its_place_tells_what_it_is(string path, string kind, string? session)
    {
        var file = new TranscriptFile(path, 1, 2);

        Assert.Equal((kind, session), (file.Kind.ToString(), file.SessionId));
    }

    [Fact]
    public void Its_id_is_that_of_its_path() => Assert.Equal((new TranscriptFile("/a", 1, 1).Id, false), (new TranscriptFile("/a", 1, 2).Id, new TranscriptFile("/a", 1, 1).Id == new TranscriptFile("/b", 1, 1).Id));
}
