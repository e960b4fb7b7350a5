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

    [Fact]
    public async Task An_option_that_does_not_exist_is_refused_in_one_line() =>
        (await _debrief.RunAsync("--no-such-option")).RefusedWithOneLine();

    [Fact]
    public async Task A_command_that_does_not_exist_is_refused_in_one_line() =>
        (await _debrief.RunAsync("no-such-command")).RefusedWithOneLine();
}
