using System.Net;
using System.Net.Sockets;
using Debrief.Storage;
using Debrief.Tests.Support;
using Npgsql;

namespace Debrief.Tests.Storage;

public sealed class PostgresServerTests
{
    static async Task<string> RefusalAsync(string connection) => (await Assert.ThrowsAsync<UserError>(async () =>
    {
        await using var database = await Database.OpenAsync(connection, CancellationToken.None);
    })).Message;

    [Theory]
    [InlineData("Host=db;Database=x", true)]
    [InlineData("Port=1; host = db", true)]
    [InlineData("SERVER=db", true)]
    [InlineData("postgres://u:p@h/d", true)]
    [InlineData("postgresql:///d", true)]
    [InlineData("/home/alex/debrief.db", false)]
    [InlineData("C:\\Users\\alex\\debrief.db", false)]
    [InlineData("/data/host=1/debrief.db", false)]
    [InlineData("postgres.db", false)]
    public void A_server_is_told_from_a_path(string connection, bool isPostgres) => Assert.Equal(isPostgres, ConnectionString.IsPostgres(connection));

    [Theory]
    [InlineData("postgres://alex:p%40ss%2Fw@db.example.org:5433/debrief", "db.example.org:5433 debrief alex p@ss/w Prefer")]
    [InlineData("postgresql://alex@db/debrief?sslmode=verify-full", "db:5432 debrief alex  VerifyFull")]
    [InlineData("postgres://alex:un@escaped@db/debrief", "db:5432 debrief alex un@escaped Prefer")]
    [InlineData("postgres://db", "db:5432    Prefer")]
    [InlineData("postgres://[::1]:6000/d", "::1:6000 d   Prefer")]
    [InlineData("postgres:///d?host=/var/run/postgresql&user=alex&port=6", "/var/run/postgresql:6 d alex  Prefer")]
    [InlineData("postgres://%2Ftmp%2Fpg/d?sslmode=disable", "/tmp/pg:5432 d   Disable")]
    public void A_URL_is_read_as_PostgreSQLs_own_programs_do(string url, string expected)
    {
        var at = PostgresUrl.Read(url);

        Assert.Equal(expected, $"{at.Host}:{at.Port} {at.Database} {at.Username} {at.Password} {at.SslMode}");
    }

    [Theory]
    [InlineData("Host=db;Database=d;Username=u;Password=sesame;nonsense")]
    [InlineData("Host=db;Password=se;sa=me")]
    [InlineData("Host=db;Port=sesame")]
    [InlineData("postgres://u:sesame@db:port/d")]
    [InlineData("postgres://u:sesame@db/d?nonsense=1")]
    [InlineData("postgres://u:sesame@db/d?sslmode=sesame")]
    public async Task What_is_no_connection_string_is_refused_and_not_repeated(string connection)
    {
        var told = await RefusalAsync(connection);

        Assert.Contains("connection string of the database can't be read", told);
        Assert.DoesNotContain("sesame", told);
        Assert.DoesNotContain("sa=", told);
    }

    [Fact]
    public async Task A_server_that_does_not_run_is_named_with_what_to_do()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();

        var told = await RefusalAsync($"postgres://alex:sesame@127.0.0.1:{port}/debrief");

        Assert.StartsWith($"The database postgres://127.0.0.1:{port}/debrief can't be used: the server can't be reached: ", told);
        Assert.EndsWith("Start it, or correct host and port.", told);
        Assert.DoesNotContain("sesame", told);
    }

    [Fact]
    public async Task A_host_that_does_not_exist_is_named() =>
        Assert.Contains("postgres://no-such-host.invalid:5432/d can't be used: the server can't be reached", await RefusalAsync("Host=no-such-host.invalid;Database=d;Username=u"));

    [Fact]
    public async Task A_database_that_is_missing_a_wrong_password_and_a_missing_right_are_told_apart()
    {
        using var on = new Postgres();
        var mine = new NpgsqlConnectionStringBuilder(on.New(hasTables: false));
        PostgresForTests.CreateRole("locked", "open sesame");

        Assert.Contains($"postgres:///nowhere ({mine.Host}) can't be used: there is no database of that name. Make it: createdb nowhere", await RefusalAsync($"Host={mine.Host};Database=nowhere;Username=debrief"));
        Assert.EndsWith("the password of locked is wrong.", await RefusalAsync($"Host={mine.Host};Database={mine.Database};Username=locked;Password=close sesame"));
        Assert.Contains("permission denied for schema public. Grant locked the right to it.", await RefusalAsync($"Host={mine.Host};Database={mine.Database};Username=locked;Password=open sesame"));
    }
}
