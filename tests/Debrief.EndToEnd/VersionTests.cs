using Debrief.EndToEnd.Support;

namespace Debrief.EndToEnd;

public sealed class VersionTests : IDisposable
{
    readonly DebriefProcess _debrief = new();

    public void Dispose() => _debrief.Dispose();

    [Fact]
    public async Task It_names_its_version()
    {
        var told = (await _debrief.RunAsync("--version")).Succeeded();

        Assert.Matches(@"^(debrief )?\d+\.\d+\.\d+\n$", told.Output);
    }
}
