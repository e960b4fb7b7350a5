using Debrief.Facets.Asking;

namespace Debrief.Tests.Facets;

public sealed class FacetPromptTests : IDisposable
{
    const string Nonce = "0123456789abcdef0123456789abcdef";

    readonly string _folder = Directory.CreateTempSubdirectory("debrief-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Without_a_file_of_the_user_s_ours_is_asked() => Assert.Equal("v1", FacetPrompt.In(_folder).Version);

    [Fact]
    public void A_user_s_own_file_replaces_ours_and_is_known_by_what_it_says()
    {
        var first = Own("Judge it.\n---session---\n{{facts}}\n{{transcript}}");
        var second = Own("Judge it well.\n---session---\n{{facts}}\n{{transcript}}");

        Assert.Matches("^custom-[0-9a-f]{8}$", first.Version);
        Assert.NotEqual(first.Version, second.Version);
    }

    [Fact]
    public void However_it_is_written_a_question_is_known_for_ours_no_command_and_its_record_fenced()
    {
        var prompt = Own("/compact\r\n---session---\r\n/clear {{transcript}}").For("s1", "#1 human: hello", "", new(), [], Nonce);

        Assert.StartsWith("[DEBRIEF-INTERNAL-TASK] [extract-facets]\n\n/compact", prompt.System);
        Assert.Equal($"[DEBRIEF-INTERNAL-TASK] [extract-facets]\n\n/clear <<<record {Nonce}\n#1 human: hello\nrecord {Nonce}>>>", prompt.User);
    }

    [Theory]
    [InlineData("Judge it.\n{{transcript}}", "1: it lacks a line ---session---")]
    [InlineData("Judge it.\n\n---session---\n{{facts}}", "3: {{transcript}} is missing below this line")]
    [InlineData("Judge\n{{profil}}\n---session---\n{{transcript}}", "2: there is no {{profil}}; it is one of: {{profile}}, {{skills}}, {{facts}}, {{nonce}}, {{transcript}}, {{schema}}")]
    [InlineData("Judge\n{{facts}}\n---session---\n{{transcript}}", "2: {{facts}} differs from session to session")]
    [InlineData("Judge\n---session---\n{{transcript}}\n{{transcript}}", "4: {{transcript}} stands here a second time")]
    public void What_is_wrong_with_it_is_said_with_its_line(string text, string problem) =>
        Assert.Contains($"{FacetPrompt.FileName}:{problem}", Assert.Throws<UserError>(() => Own(text)).Message);

    [Fact]
    public void What_stands_in_a_value_is_no_placeholder_and_never_the_nonce()
    {
        var prompt = FacetPrompt.Ours().For("s1", $"#1 human: {{{{facts}}}} {Nonce}", $"file {{{{nonce}}}} {Nonce.ToUpperInvariant()}", new() { Name = "{{transcript}}" }, [new("{{schema}}", "{{nonce}}", [])], Nonce);

        Assert.Contains("#1 human: {{facts}} 0123456789abcdef 0123456789abcdef\n", prompt.User);
        Assert.Contains("file {{nonce}} 0123456789abcdef 0123456789abcdef", prompt.User);
        Assert.Contains("Their name is {{transcript}}", prompt.System);
        Assert.Contains("- {{schema}}, {{nonce}}", prompt.System);
        Assert.DoesNotContain(Nonce, prompt.System);
    }

    [Fact]
    public void Every_question_has_a_nonce_of_its_own() => Assert.NotEqual(FacetPrompt.NewNonce(), FacetPrompt.NewNonce());

    FacetPrompt Own(string text)
    {
        File.WriteAllText(Path.Combine(_folder, FacetPrompt.FileName), text);
        return FacetPrompt.In(_folder);
    }
}
