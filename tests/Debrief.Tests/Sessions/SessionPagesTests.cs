using Debrief.Sessions;
using Debrief.Tests.Support;

namespace Debrief.Tests.Sessions;

public sealed class SessionPagesOnSqlite() : SessionPagesTests(new Sqlite());
public sealed class SessionPagesOnPostgres() : SessionPagesTests(new Postgres());

public abstract class SessionPagesTests(TestDatabase on) : IAsyncLifetime
{
    SyncedHome _home = null!;

    public async ValueTask InitializeAsync() => _home = await SyncedHome.OpenAsync(on);

    public async ValueTask DisposeAsync()
    {
        await _home.DisposeAsync();
        on.Dispose();
    }

    [Theory]
    [InlineData(null, 1200)]
    [InlineData("/work/few", 12)]
    [InlineData("none", 0)]
    public async Task Page_after_page_all_that_are_meant_are_told_once_however_many_lie_between(string? project, int expected)
    {
        // Three at a time, so that pages end between sessions of the same moment.
        var end = new DateTimeOffset(2026, 3, 4, 10, 0, 0, TimeSpan.Zero);
        foreach (var number in Enumerable.Range(0, 1200))
            _home.Add(new Session { Id = $"s{number:0000}", Project = number % 100 == 7 ? "/work/few" : "/work/many", EndedAt = end.AddMinutes(-number / 3), MessageCount = 6 });

        var found = new List<Session>();
        SessionCursor? after = null;
        do
        {
            (var page, after) = await _home.Pages.ReadAsync(new(null, null, project, null, null), after, limit: 5, CancellationToken.None);
            found.AddRange(page);
        }
        while (after is not null);

        Assert.Equal(expected, found.Count);
        Assert.Equal(found.OrderByDescending(session => session.EndedAt).ThenByDescending(session => session.Id, StringComparer.Ordinal).Select(session => session.Id).Distinct(), found.Select(session => session.Id));
        Assert.All(found, session => Assert.Contains(project ?? "", session.Project));
    }
}
