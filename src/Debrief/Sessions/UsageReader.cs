using System.Runtime.CompilerServices;
using Dapper;
using Debrief.Storage;

namespace Debrief.Sessions;

/// <summary>Sums up tokens: all that were counted, also those of transcripts that are nobody's session.</summary>
sealed class UsageReader(Database database)
{
    const string Select = """
        select t.session_id, s.project, s.title, u.at, u.model, u.input_tokens, u.output_tokens, u.cache_creation_5m_tokens, u.cache_creation_1h_tokens,
               u.cache_read_tokens, u.web_searches, u.output_is_final, u.messages
          from message_usage u
          left join transcripts t on t.id = u.transcript_id
          left join claude_sessions s on s.id = t.session_id
        """;

    static UsageReader() => Columns.Register();

    /// <param name="since">The first local day; null: from the beginning.</param>
    /// <param name="until">The last local day; null: to the end.</param>
    public async Task<UsageReport> ReadAsync(UsageBy by, DateOnly? since, DateOnly? until, TimeZoneInfo zone, CancellationToken cancel) => (await ReadAsync([by], since, until, zone, cancel))[0];

    /// <summary>By each of them, of the same messages.</summary>
    /// <inheritdoc cref="ReadAsync(UsageBy, DateOnly?, DateOnly?, TimeZoneInfo, CancellationToken)"/>
    public async Task<IReadOnlyList<UsageReport>> ReadAsync(IReadOnlyList<UsageBy> bys, DateOnly? since, DateOnly? until, TimeZoneInfo zone, CancellationToken cancel)
    {
        var rows = bys.Select(_ => new Dictionary<UsageKey, TokenUsage>()).ToList();
        var (totals, withoutTime) = (new TokenUsage(), new TokenUsage());
        await foreach (var message in MessagesAsync(Select, null, cancel))
        {
            DateOnly? day = message.At is { } at ? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime) : null;
            if (day < since || day > until)
                continue;
            if (day is null && (since ?? until) is not null)
            {
                withoutTime.Add(message);
                continue;
            }

            foreach (var (place, by) in bys.Index())
                Add(rows[place], UsageKey.Of(by, message, day), message);
            totals.Add(message);
        }

        return [.. bys.Zip(rows, (by, sums) => new UsageReport(by, since, until, zone, InOrder(sums), totals, withoutTime.Messages))];
    }

    /// <summary>What a session and its sub-agents used, by model; of a sub-agent, what it used of that.</summary>
    public async Task<IReadOnlyList<UsageRow>> OfSessionAsync(Session session, CancellationToken cancel)
    {
        var rows = new Dictionary<UsageKey, TokenUsage>();
        if (session.ParentId is null)
            await AddAllAsync($"{Select} where t.session_id = @Id", session.Id);
        else
            foreach (var transcript in await new SessionTranscripts(database).OfAsync(session, cancel))
                await AddAllAsync($"{Select} where t.id = @Id", transcript.Id);
        return InOrder(rows);

        async Task AddAllAsync(string sql, object id)
        {
            await foreach (var message in MessagesAsync(sql, new { Id = id }, cancel))
                Add(rows, new(message.Model), message);
        }
    }

    async IAsyncEnumerable<CountedMessage> MessagesAsync(string sql, object? parameters, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        await foreach (var message in db.QueryUnbufferedAsync<CountedMessage>(sql, parameters).WithCancellation(cancel))
            yield return message;
    }

    static void Add(Dictionary<UsageKey, TokenUsage> rows, UsageKey key, CountedMessage message)
    {
        if (!rows.TryGetValue(key, out var sum))
            rows.Add(key, sum = new());
        sum.Add(message);
    }

    /// <summary>Times as they passed, all else by what it cost; the unknown at the end.</summary>
    static IReadOnlyList<UsageRow> InOrder(Dictionary<UsageKey, TokenUsage> rows) =>
        [.. rows.Select(row => new UsageRow(row.Key, row.Value))
            .OrderBy(row => row.Key.Name is null)
            .ThenBy(row => row.Key.FirstDay)
            .ThenByDescending(row => row.Usage.CostUsd ?? 0)
            .ThenByDescending(row => row.Usage.TotalTokens)
            .ThenBy(row => row.Key.Name, StringComparer.Ordinal)];
}

sealed record UsageRow(UsageKey Key, TokenUsage Usage);

/// <param name="Since">The first local day; null: from the beginning.</param>
/// <param name="Until">The last local day; null: to the end.</param>
/// <param name="MessagesWithoutTime">Left out, because nobody knows whether they are of these days; without days given none is.</param>
sealed record UsageReport(UsageBy By, DateOnly? Since, DateOnly? Until, TimeZoneInfo TimeZone, IReadOnlyList<UsageRow> Rows, TokenUsage Totals, int MessagesWithoutTime);
