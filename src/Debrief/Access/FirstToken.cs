namespace Debrief.Access;

/// <summary>The token of the server's own machine: made at the first start, in a file that only its owner can read.</summary>
static class FirstToken
{
    public const string Name = "this-machine";

    /// <summary>Makes it where the database has no token at all; another server on the same database may have been first.</summary>
    /// <returns>The file, where there is one.</returns>
    /// <exception cref="UserError">The file can't be written.</exception>
    public static async Task<string?> EnsureAsync(AccessTokens tokens, string file, CancellationToken cancel)
    {
        if ((await tokens.ListAsync(cancel)).Count > 0)
            return File.Exists(file) ? file : null;

        try
        {
            PrivateFile.CreateFolder(Path.GetDirectoryName(file)!);
            await using var made = PrivateFile.Create(file, FileMode.Create);
            await using var writer = new StreamWriter(made);
            var token = await tokens.AddAsync(Name, Scopes.Write, owner: null, cancel);
            await writer.WriteLineAsync(token.ToString().AsMemory(), cancel);
            return file;
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"The first token can't be kept in {file}: {ex.Message} Make the folder writable.", ex);
        }
    }
}
