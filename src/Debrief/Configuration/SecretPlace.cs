namespace Debrief.Configuration;

/// <summary>Where a secret is: in an environment variable or in a file. The secret itself never stands in the configuration.</summary>
/// <param name="Key">The setting that names it, to speak of.</param>
sealed record SecretPlace(string Key, string? Variable, string? File)
{
    const string OfVariable = "env:";
    const string OfFile = "file:";

    /// <exception cref="UserError">There is none.</exception>
    public string Read() => Variable is not null ? OfEnvironment() : FromFile();

    /// <param name="key">The whole key, such as deliver.email.password.</param>
    /// <returns>Null where it isn't given, or wrong, which is a problem.</returns>
    public static SecretPlace? Read(YamlMap map, string key, Folders folders, Problems problems)
    {
        if (map.Text(key[(key.LastIndexOf('.') + 1)..]) is not { } text)
            return null;
        if (text.Value.StartsWith(OfVariable, StringComparison.Ordinal) && text.Value.Length > OfVariable.Length)
            return new(key, text.Value[OfVariable.Length..], null);
        if (text.Value.StartsWith(OfFile, StringComparison.Ordinal) && text.Value.Length > OfFile.Length)
            return new(key, null, Path.GetFullPath(UserPath.Expand(text.Value[OfFile.Length..], folders.UserHome), folders.Config));

        // What it says may be the secret: it isn't repeated.
        problems.Add(text.Line, $"`{key}` must say where the secret is, not the secret: env:NAME of an environment variable, or file:PATH");
        return null;
    }

    string OfEnvironment() => Environment.GetEnvironmentVariable(Variable!) is { } value && !string.IsNullOrWhiteSpace(value)
        ? value.Trim()
        : throw new UserError($"The environment variable {Variable}, which {Key} of config.yaml names, isn't set. Set it where Debrief runs.");

    string FromFile()
    {
        try
        {
            return System.IO.File.ReadAllText(File!).Trim() is { Length: > 0 } secret
                ? secret
                : throw new UserError($"{File}, which {Key} of config.yaml names, is empty. Write the secret into it.");
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"{File}, which {Key} of config.yaml names, can't be read: {ex.Message}", ex);
        }
    }
}
