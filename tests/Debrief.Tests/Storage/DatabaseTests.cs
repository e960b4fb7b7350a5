using Debrief.Storage;
using Debrief.Tests.Support;

namespace Debrief.Tests.Storage;

public sealed class DatabaseOnSqlite() : DatabaseTests(new Sqlite());
public sealed class DatabaseOnPostgres() : DatabaseTests(new Postgres());

public abstract class DatabaseTests : IDisposable
{
    readonly TestDatabase _on;
    readonly string _connection;

    protected DatabaseTests(TestDatabase on) => (_on, _connection) = (on, on.New(hasTables: false));

    public void Dispose() => _on.Dispose();

    async Task<T> AskAsync<T>(string sql, params object?[] values)
    {
        await using var database = await Database.OpenAsync(_connection, CancellationToken.None);
        await using var db = await database.ConnectAsync(CancellationToken.None);
        using var statement = new Statement(db, sql);
        using var row = statement.Query(values);
        return row.Read() ? row.GetFieldValue<T>(0) : default!;
    }

    async Task RunAsync(string sql) => await AskAsync<object>(sql);

    async Task<string> RefusalAsync() => (await Assert.ThrowsAsync<UserError>(async () =>
    {
        await using var database = await Database.OpenAsync(_connection, CancellationToken.None);
    })).Message;

    [Fact]
    public async Task A_new_database_is_made_and_opened_again_with_what_was_kept()
    {
        await RunAsync("create table kept (x integer)");
        await RunAsync("insert into kept values (1)");

        Assert.Equal(1, await AskAsync<long>("select count(*) from kept"));
        Assert.Equal(Script.All().Count, await AskAsync<long>("select count(*) from schema_migrations"));
    }

    [Fact]
    public async Task Who_only_looks_makes_nothing()
    {
        Assert.Null(await Database.FindAsync(_connection, CancellationToken.None));
        Assert.Null(await Database.FindAsync(_connection, CancellationToken.None));

        await RunAsync("create table kept (x integer)");
        await using var found = await Database.FindAsync(_connection, CancellationToken.None);
        Assert.NotNull(found);
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_refused_and_left_alone()
    {
        await RunAsync("insert into schema_migrations values ('9999_future', 'x')");

        Assert.Contains("newer version", await RefusalAsync());
        Assert.Contains("9999_future", await RefusalAsync());
    }

    [Fact]
    public async Task A_migration_that_was_changed_is_refused()
    {
        await RunAsync("update schema_migrations set checksum = 'x'");

        Assert.Contains("another build", await RefusalAsync());
    }

    [Fact]
    public async Task Eight_that_open_a_new_one_at_once_all_can() =>
        await Parallel.ForEachAsync(Enumerable.Range(0, 8), async (_, cancel) =>
        {
            await using var database = await Database.OpenAsync(_connection, cancel);
        });

    [Fact]
    public async Task Text_is_ordered_by_its_bytes_in_every_language()
    {
        await RunAsync("insert into message_usage (id, transcript_id, claim, model, input_tokens, output_tokens, cache_creation_5m_tokens, cache_creation_1h_tokens, cache_read_tokens, web_searches, output_is_final) values ('a', 1, 0, 'a b', 0, 0, 0, 0, 0, 0, true), ('B', 1, 0, 'a/b', 0, 0, 0, 0, 0, 0, true), ('é', 1, 0, 'ab', 0, 0, 0, 0, 0, 0, true), ('z', 1, 0, 'ab', 0, 0, 0, 0, 0, 0, true)");

        Assert.Equal("B", await AskAsync<string>("select id from message_usage order by id limit 1"));
        Assert.Equal("é", await AskAsync<string>("select id from message_usage order by id desc limit 1"));
        Assert.Equal("a b", await AskAsync<string>("select min(model) from message_usage"));
    }

    [Fact]
    public async Task Two_transactions_of_one_name_wait_for_each_other()
    {
        await using var database = await Database.OpenAsync(_connection, CancellationToken.None);
        await RunAsync("create table counted (n bigint)");
        await RunAsync("insert into counted values (0)");

        await Parallel.ForEachAsync(Enumerable.Range(0, 20), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (_, cancel) =>
        {
            await using var db = await database.ConnectAsync(cancel);
            await using var transaction = await Dialect.BeginAloneAsync(db, "count", cancel);
            using var read = new Statement(db, "select n from counted");
            long n;
            using (var row = read.Query())
                n = row.Read() ? row.GetInt64(0) : -1;
            await Task.Yield();
            using var write = new Statement(db, "update counted set n = @n");
            write.Run(n + 1);
            await transaction.CommitAsync(cancel);
        });

        Assert.Equal(20, await AskAsync<long>("select n from counted"));
    }

    [Fact]
    public async Task The_elements_of_a_JSON_array_are_rows()
    {
        Assert.Equal(2, await AskAsync<long>($"select count(*) from (select 'a' as id union all select 'b' union all select 'c') as t where id in (select value from {_on.Dialect.Each("@ids")})", """["a","c","d"]"""));
        Assert.Equal("c", await AskAsync<string>($"select max(name.value) from {_on.Dialect.Each("@ids")} as name", """["a","c","b"]"""));
    }
}
