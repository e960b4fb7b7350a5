using Debrief.Cli;
using Debrief.Documents;

namespace Debrief.Tests.Documents;

public sealed class JsonTests
{
    [Fact]
    public void It_is_snake_case_indented_and_readable() =>
        Assert.Equal("{\n  \"path\": \"größe 日本\",\n  \"exists\": true,\n  \"problems\": []\n}", Written("größe 日本"));

    [Theory]
    [InlineData("\x1b[31m"), InlineData("\u009b2J"), InlineData("\u202egpj.exe"), InlineData("\u200b"), InlineData("\u2028"), InlineData("<script>"), InlineData("\U000E0041")]
    public void What_could_harm_a_terminal_or_a_page_is_escaped(string foreign)
    {
        var json = Written(foreign);

        Assert.DoesNotContain(foreign[..1], json);
        Assert.Contains("\\u", json);
    }

    static string Written(string path)
    {
        using var output = new StringWriter { NewLine = "" };
        Json.Write(output, new ProfileChecked(path, Exists: true, []), new CliJson(Json.Options()).ProfileChecked);
        return output.ToString();
    }
}
