using Dapper;
using Debrief.Storage;

namespace Debrief.Access;

/// <summary>The tokens that let programs and people use the server. Only hashes are kept.</summary>
sealed class AccessTokens(Database database, TimeProvider clock)
{
    const string Kept = "id, name, scope, owner, created_at, last_used_at";

    /// <summary>What is checked where an id is unknown, so that it takes as long as a wrong secret.</summary>
    static readonly string s_nobodys = TokenText.New().Hash;

    static AccessTokens() => Columns.Register();

    /// <returns>The token: the only time that it can be seen.</returns>
    /// <exception cref="UserError">There is one of that name.</exception>
    public async Task<TokenText> AddAsync(string name, string scope, string? owner, CancellationToken cancel)
    {
        var token = TokenText.New();
        await using var db = await database.ConnectAsync(cancel);
        var added = await db.ExecuteAsync(new CommandDefinition("""
            insert into access_tokens (id, name, hash, scope, owner, created_at)
            values (@Id, @name, @Hash, @scope, @owner, @now)
            on conflict (name) do nothing
            """, new { token.Id, name, token.Hash, scope, owner, now = clock.GetUtcNow() }, cancellationToken: cancel));
        return added == 1 ? token : throw new UserError($"There is a token named \"{name}\" already. Revoke it with `debrief tokens revoke {name}`, or choose another name.");
    }

    public async Task<IReadOnlyList<AccessToken>> ListAsync(CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        return [.. await db.QueryAsync<AccessToken>(new CommandDefinition($"select {Kept} from access_tokens order by created_at, name", cancellationToken: cancel))];
    }

    /// <exception cref="UserError">There is none of that name.</exception>
    public async Task RevokeAsync(string name, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        if (await db.ExecuteAsync(new CommandDefinition("delete from access_tokens where name = @name", new { name }, cancellationToken: cancel)) == 0)
            throw new UserError($"There is no token named \"{name}\". `debrief tokens list` lists them.");
    }

    /// <param name="text">As it came with a request: anything.</param>
    /// <returns>Null where it is no token of ours.</returns>
    public async Task<AccessToken?> FindAsync(string? text, CancellationToken cancel)
    {
        if (TokenText.Parse(text) is not { } given)
            return null;

        await using var db = await database.ConnectAsync(cancel);
        var row = await db.QuerySingleOrDefaultAsync<Hashed>(new CommandDefinition($"select {Kept}, hash from access_tokens where id = @Id", new { given.Id }, cancellationToken: cancel));
        if (!given.Fits(row?.Hash ?? s_nobodys) || row is null)
            return null;

        await UsedAsync(row, cancel);
        return row;
    }

    /// <summary>By its public part: is it still one?</summary>
    public async Task<AccessToken?> StillValidAsync(string id, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        return await db.QuerySingleOrDefaultAsync<AccessToken>(new CommandDefinition($"select {Kept} from access_tokens where id = @id", new { id }, cancellationToken: cancel));
    }

    /// <summary>Written once an hour at most: a request is no reason for a write.</summary>
    async Task UsedAsync(Hashed row, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (row.LastUsedAt >= now.AddHours(-1))
            return;

        await using var db = await database.ConnectAsync(cancel);
        await db.ExecuteAsync(new CommandDefinition("update access_tokens set last_used_at = @now where id = @Id", new { now, row.Id }, cancellationToken: cancel));
    }

    sealed record Hashed : AccessToken
    {
        public required string Hash { get; init; }
    }
}
