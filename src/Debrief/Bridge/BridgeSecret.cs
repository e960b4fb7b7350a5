using System.Security.Cryptography;

namespace Debrief.Bridge;

/// <summary>What both sides of a bridge know: from the environment, or a file that is made at the first start and only its owner can read.</summary>
static class BridgeSecret
{
    public const string Variable = "DEBRIEF_BRIDGE_SECRET";
    const int ShortestSecret = 16;

    /// <param name="given">The environment's; null where there is none.</param>
    /// <exception cref="UserError">It is too easy to guess, or the file can't be read or written.</exception>
    public static string Of(string? given, string file)
    {
        if (!string.IsNullOrWhiteSpace(given))
            return given.Length >= ShortestSecret ? given : throw new UserError($"{Variable} is too short to be a secret: use {ShortestSecret} characters or more.");

        try
        {
            if (!File.Exists(file))
                Make(file);
            return File.ReadAllText(file).Trim() is { Length: >= ShortestSecret } secret ? secret : throw new UserError($"{file} holds no secret: delete it to have a new one made.");
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"The bridge's secret can't be kept in {file}: {ex.Message} Set {Variable} instead.", ex);
        }
    }

    static void Make(string file)
    {
        PrivateFile.CreateFolder(Path.GetDirectoryName(file)!);
        using var made = PrivateFile.Create(file, FileMode.CreateNew, FileShare.None);
        using var writer = new StreamWriter(made);
        writer.WriteLine(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24)));
    }
}
