using Dapper;
using Debrief.Storage;
using Debrief.Tests.Configuration;

namespace Debrief.Tests.Storage;

/// <summary>SQLite chooses an index without having counted anything: what is asked of some days must not go through the sessions of all.</summary>
public sealed class PlansTests : IDisposable
{
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("select id from claude_sessions where parent_id is null and ended_at >= '2026-01' and ended_at < '2026-02'", "claude_sessions_by_span (ended_at>? AND ended_at<?)")]
    [InlineData("select id from claude_sessions where parent_id is null and ended_at >= '2026-02' and started_at < '2026-02'", "claude_sessions_by_span (ended_at>?)")]
    [InlineData("select id from claude_sessions where parent_id = 'one'", "claude_sessions_by_parent (parent_id=?)")]
    [InlineData("select s.id from claude_sessions p join claude_sessions s on s.parent_id = p.id where p.ended_at >= '2026-01' and p.ended_at < '2026-02'", "claude_sessions_by_parent (parent_id=?)")]
    public async Task An_index_leads_to_what_is_asked_for(string asked, string index)
    {
        await using var database = await Database.OpenAsync(_folder["debrief.db"], CancellationToken.None);
        await using var db = await database.ConnectAsync(CancellationToken.None);

        var plan = await db.QueryAsync<Step>($"explain query plan {asked}");

        Assert.Contains(plan, step => step.Detail.Contains(index, StringComparison.Ordinal));
    }

    sealed record Step
    {
        public string Detail { get; init; } = "";
    }
}
