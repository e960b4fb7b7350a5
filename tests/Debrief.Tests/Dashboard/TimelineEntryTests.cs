using Debrief.Dashboard;
using Debrief.Transcripts;

namespace Debrief.Tests.Dashboard;

public sealed class TimelineEntryTests
{
    [Theory]
    [InlineData("""{"command":"make \"all\" now","description":"Builds it"}""", "Bash make \"all\" now")]
    [InlineData("""{"lines":[3,5],"file_path":"/work/shop.cs"}""", "Bash /work/shop.cs")]
    [InlineData("""{"command":"make","description":"Cut o""", "Bash make")]
    [InlineData("""{"lines":5}""", """Bash {"lines":5}""")]
    [InlineData("""{"command":"\ud800"}""", """Bash {"command":"\ud800"}""")]
    [InlineData("no JSON", "Bash no JSON")]
    [InlineData("", "Bash")]
    public void A_call_is_summed_up_by_the_first_text_of_its_input(string input, string summary) =>
        Assert.Equal(summary, new TimelineEntry(new Passage { Line = 1, Speaker = Speaker.ToolCall, Tool = "Bash", Text = input }, null, []).Summary.Trim());
}
