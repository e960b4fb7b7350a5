using Dapper;
using Debrief.Sessions;
using Debrief.Storage;

namespace Debrief.Facets.Runs;

/// <summary>What was tried so far: what it cost, and with which sessions it failed.</summary>
sealed class AttemptReader(Database database)
{
    /// <summary>Fewer may all be unusual.</summary>
    const int FewestAnswers = 10;

    static AttemptReader() => SessionColumns.Register();

    /// <summary>In US dollars, as far as it is known; for what is asked or awaited, what it is likely to cost.</summary>
    public async Task<double> SpentSinceAsync(DateTimeOffset since, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        return await db.ExecuteScalarAsync<double>(new CommandDefinition(MonthCap.Spent, new { since }, cancellationToken: cancel));
    }

    /// <summary>What each model was asked in that time, and what it cost. Rules cost nothing.</summary>
    public async Task<IReadOnlyList<AskedModel>> AskedAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        return [.. await db.QueryAsync<AskedModel>(new CommandDefinition("""
            select extractor, model, count(*) as asked, count(*) filter (where outcome = 'extracted') as answered, count(*) filter (where cost_usd is null) as unpriced,
                   cast(coalesce(sum(input_tokens), 0) as bigint) as input_tokens, cast(coalesce(sum(output_tokens), 0) as bigint) as output_tokens, sum(cost_usd) as cost_usd
              from extraction_attempts
             where started_at >= @from and started_at < @to and extractor <> 'rules'
             group by extractor, model
             order by coalesce(sum(cost_usd), 0) desc, extractor, model
            """, new { from, to }, cancellationToken: cancel))];
    }

    /// <summary>Tokens of an answer as it was so far: those of this model to this prompt, whatever was asked a second time among them.</summary>
    /// <returns>Null: there are too few to tell.</returns>
    public async Task<int?> MeanAnswerAsync(FacetExtractor extractor, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        return (int?)await db.ExecuteScalarAsync<double?>(new CommandDefinition("""
            select case when count(*) >= @fewest then avg(output_tokens) end
              from extraction_attempts
             where outcome = 'extracted' and output_tokens > 0 and extractor = @Name and model = @Model and prompt_version = @PromptVersion
            """, new { fewest = FewestAnswers, extractor.Name, extractor.Model, extractor.PromptVersion }, cancellationToken: cancel));
    }

    /// <summary>In SQL, of an attempt a at a session s: it failed, nothing came of another one since, and the session hasn't grown.</summary>
    public const string Stands = """
        a.outcome = 'failed'
               and s.message_count <= a.messages
               and not exists (select 1
                                 from extraction_attempts later
                                where later.session_id = a.session_id
                                  and later.id > a.id
                                  and (later.outcome = 'in_batch'
                                       or later.outcome = 'extracted' and (later.extractor = a.extractor or a.extractor = 'rules')
                                       or later.outcome = 'failed' and later.extractor = a.extractor))
        """;

    /// <summary>Sessions whose last attempt failed and that have not grown since: the newest first.</summary>
    public async Task<IReadOnlyList<FailedSession>> FailedAsync(CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        return [.. await db.QueryAsync<FailedSession>(new CommandDefinition($"""
            select s.id, s.title, s.ended_at, a.extractor, a.model, a.reason, a.message, a.try as tries, a.finished_at as failed_at, a.retry_at
              from extraction_attempts a
              join claude_sessions s on s.id = a.session_id
             where {Stands}
             order by s.ended_at desc, s.id
            """, cancellationToken: cancel))];
    }
}

sealed record AskedModel
{
    public required string Extractor { get; init; }
    public required string Model { get; init; }
    public int Asked { get; init; }
    public int Answered { get; init; }

    /// <summary>Of those asked, how many at an unknown cost.</summary>
    public int Unpriced { get; init; }
    public long InputTokens { get; init; }
    public long OutputTokens { get; init; }

    /// <summary>Null: of none it is known.</summary>
    public double? CostUsd { get; init; }
}

sealed record FailedSession
{
    public required string Id { get; init; }
    public string? Title { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
    public required string Extractor { get; init; }
    public required string Model { get; init; }
    public required string Reason { get; init; }
    public string? Message { get; init; }

    /// <summary>Since it last succeeded or grew.</summary>
    public int Tries { get; init; }
    public DateTimeOffset FailedAt { get; init; }

    /// <summary>Null: when somebody says so, or the session grows.</summary>
    public DateTimeOffset? RetryAt { get; init; }
}
