using System.Data.Common;
using System.Globalization;
using Dapper;
using Debrief.Storage;
using Debrief.Tests.Support;

namespace Debrief.Tests.Storage;

public sealed class StatementOnSqlite() : StatementTests(new Sqlite());
public sealed class StatementOnPostgres() : StatementTests(new Postgres());

public abstract class StatementTests(TestDatabase on) : IAsyncLifetime
{
    static readonly DateTimeOffset Time = new(2026, 3, 4, 5, 6, 7, 891, TimeSpan.FromHours(5.5));

    Database _database = null!;
    DbConnection _db = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await on.OpenAsync();
        _db = await _database.ConnectAsync(CancellationToken.None);
        await _db.ExecuteAsync("create table every (id bigint, words text, flag boolean, at timestamptz, number double precision, json jsonb)");
        Columns.Register();
    }

    public async ValueTask DisposeAsync()
    {
        await _db.DisposeAsync();
        await _database.DisposeAsync();
        on.Dispose();
    }

    [Fact]
    public void It_takes_its_values_in_the_order_of_its_parameters()
    {
        using var statement = new Statement(_db, "select cast(@b as text) || cast(@a as text) || @b, cast(@c as text)");
        using (var row = statement.Query("b", "a", null))
        {
            Assert.True(row.Read());
            Assert.Equal(("bab", true), (row.GetString(0), row.IsDBNull(1)));
        }

        Assert.Throws<InvalidOperationException>(() => statement.Run("b", "a"));
        using var again = statement.Query("x", "y", "z");
        Assert.True(again.Read());
        Assert.Equal("xyx", again.GetString(0));
    }

    [Fact]
    public async Task Many_rows_are_written_as_one_after_the_other_and_each_says_what_it_wrote()
    {
        await _db.ExecuteAsync("create unique index every_id on every (id)");
        using var once = new Statement(_db, "insert into every values (@id, @words, @flag, @at, @number, @json) on conflict (id) do nothing");
        var rows = Enumerable.Range(0, 1234).Select(i => new object?[]
        {
            i % 1000, i == 0 ? null : $"it's {i} \u0000", i % 2 == 0, i % 3 == 0 ? null : Time.AddMinutes(i), i % 5 == 0 ? null : i / 7.0, $$"""{"i": {{i}}}""",
        }).ToList();

        var written = once.RunEach(rows);

        Assert.Equal(Enumerable.Repeat(1, 1000).Concat(Enumerable.Repeat(0, 234)), written);
        Assert.Equal([1, 0], once.RunEach([[2000, "x", null, null, null, "[]"], [5, "y", null, null, null, "[]"]]));
        Assert.Throws<InvalidOperationException>(() => once.RunEach([[1], [2]]));
        using var find = new Statement(_db, "select words, flag, at, number, json from every where id = @id");
        foreach (var row in rows.Take(1000))
        {
            using var found = find.Query(row[0]);
            Assert.True(found.Read());
            Assert.Equal(((string?)row[1])?.Replace('\0', '\u2400'), found.IsDBNull(0) ? null : found.GetString(0));
            Assert.Equal((bool)row[2]!, found.GetBoolean(1));
            Assert.Equal((DateTimeOffset?)row[3], found.IsDBNull(2) ? null : found.GetFieldValue<DateTimeOffset>(2));
            Assert.Equal((double?)row[4], found.IsDBNull(3) ? null : found.GetDouble(3));
            Assert.Equal((string?)row[5], found.GetString(4));
        }
    }

    [Fact]
    public void Every_kind_of_value_comes_back_as_it_was_also_after_a_null_and_before_one()
    {
        using var insert = new Statement(_db, "insert into every values (@id, @words, @flag, @at, @number, @json)");
        Assert.Equal(1, insert.Run(1, null, null, null, null, null));
        Assert.Equal(1, insert.Run(2L, null, null, null, null, null));
        Assert.Equal(1, insert.Run(3, "it's \"quoted\" \\ and {}", true, Time, 0.1, """{"a": [1, "b"]}"""));
        Assert.Equal(1, insert.Run(long.MaxValue, "", false, Time, -1e300, "[]"));
        Assert.Equal(1, insert.Run(5, null, null, null, null, null));

        using var find = new Statement(_db, "select words, flag, at, number, json from every where id = @id");
        using (var row = find.Query(3))
        {
            Assert.True(row.Read());
            Assert.Equal(("it's \"quoted\" \\ and {}", true, Time.ToUniversalTime(), 0.1), (row.GetString(0), row.GetBoolean(1), row.GetFieldValue<DateTimeOffset>(2), row.GetDouble(3)));
            Assert.Equal("{\"a\":[1,\"b\"]}", row.GetString(4).Replace(" ", "", StringComparison.Ordinal));
        }

        using var last = find.Query(5L);
        Assert.True(last.Read());
        Assert.True(last.IsDBNull(0) && last.IsDBNull(1) && last.IsDBNull(2) && last.IsDBNull(3) && last.IsDBNull(4));
    }

    [Fact]
    public void It_says_how_many_rows_it_wrote()
    {
        using var insert = new Statement(_db, "insert into every (id) values (@id)");
        insert.Run(1);
        insert.Run(2);
        using var update = new Statement(_db, "update every set words = 'x' where id >= @id");

        Assert.Equal([2, 1, 0], [update.Run(1), update.Run(2), update.Run(3)]);
    }

    [Fact]
    public async Task Times_are_kept_to_the_millisecond_and_found_by_time_in_any_zone()
    {
        var exact = Time.AddTicks(1234);
        await _db.ExecuteAsync("insert into every (id, at) values (1, @exact)", new { exact });

        Assert.Equal(Time, await _db.QuerySingleAsync<DateTimeOffset>("select at from every where at = @exact", new { exact }));
        Assert.Equal(Time, await _db.QuerySingleAsync<DateTimeOffset?>("select at from every where at <= @to and (@from is null or at >= @from)", new { to = exact.ToOffset(TimeSpan.FromHours(-8)), from = (DateTimeOffset?)null }));
        Assert.Empty(await _db.QueryAsync("select at from every where at > @exact", new { exact }));
    }

    public static TheoryData<string> HostileTexts => new("a\0b", "\0", "\ud800", "a\udc00b\ud83d", "\ud83d\ude00 \u0001\u001f\u007f", "\\u0000", "\\", "'; drop table every; --", "$1 @id :id ? {identity}", "\ufffe\uffff", "\u202e\u200b");

    [Theory, MemberData(nameof(HostileTexts))]
    public async Task No_text_makes_a_write_fail_wherever_it_stands(string hostile)
    {
        var kept = StoredText.Of(hostile);
        using var insert = new Statement(_db, "insert into every (id, words, json) values (@id, @words, @json)");
        foreach (var id in (int[])[1, 2, 3])
            insert.Run(id, hostile, StoredText.Json(new() { [hostile] = [hostile, "plain"] }, JsonOfTests.Default.DictionaryStringStringArray));
        SqlMapper.AddTypeHandler(new JsonColumn<Dictionary<string, string[]>>(JsonOfTests.Default.DictionaryStringStringArray));
        await _db.ExecuteAsync("insert into every (id, words, json) values (4, @hostile, @json)", new { hostile, json = new Dictionary<string, string[]> { [hostile] = [hostile, "plain"] } });

        foreach (var row in await _db.QueryAsync<Row>("select words, json from every"))
        {
            Assert.Equal(kept, row.Words);
            Assert.Equal([kept, "plain"], row.Json[kept]);
        }

        Assert.Equal(4, await _db.ExecuteScalarAsync<long>("select count(*) from every where words = @hostile", new { hostile }));
    }

    [Fact]
    public void Only_what_no_database_takes_is_changed()
    {
        Assert.Equal("a\u2400b", StoredText.Of("a\0b"));
        Assert.Equal("a\ufffdb\ufffd", StoredText.Of("a\udc00b\ud83d"));
        Assert.Equal("\ud83d\ude00", StoredText.Of("\ud83d\ude00"));
        Assert.Equal("""["\\u0000","\\\\u0000","x\\"]""", StoredText.OfJson("""["\\u0000","\\\\u0000","x\\"]"""));
        Assert.Equal("[\"\u2400\",\"\\\\\u2400\"]", StoredText.OfJson("""["\u0000","\\\u0000"]"""));
    }

    [Fact]
    public void A_number_larger_than_an_integer_is_compared_as_it_is()
    {
        using var compare = new Statement(_db, "select case when @from > 0 then 'more' else 'none' end");
        foreach (var (from, answer) in ((long, string)[])[(3_000_000_000, "more"), (0, "none"), (1, "more")])
        {
            using var row = compare.Query(from);
            Assert.True(row.Read());
            Assert.Equal(answer, row.GetString(0));
        }
    }

    sealed record Row
    {
        public string Words { get; init; } = "";
        public Dictionary<string, string[]> Json { get; init; } = [];
    }
}

[System.Text.Json.Serialization.JsonSerializable(typeof(Dictionary<string, string[]>))]
sealed partial class JsonOfTests : System.Text.Json.Serialization.JsonSerializerContext;
