namespace Debrief.LanguageModels;

/// <summary>By what a transcript tells that it is a call of Debrief's own, should Claude Code ever keep one.</summary>
static class OwnCall
{
    /// <summary>Of whatever is started as `claude --print`. Set all the same: begun within an editor's Claude Code, ours would be taken for the editor's.</summary>
    public const string Entrypoint = "sdk-cli";

    /// <summary>A name of our own for the entrypoint would go to the provider with every question, who may bill by it. So it is the folder that tells ours from other programs' calls.</summary>
    public const string FolderPrefix = "debrief-own-call-";

    static readonly char[] _slashes = ['/', '\\'];

    /// <param name="folder">In which it ran, on whatever machine.</param>
    public static bool Is(string? entrypoint, string? folder) =>
        entrypoint == Entrypoint && folder is not null && folder.AsSpan(folder.LastIndexOfAny(_slashes) + 1).StartsWith(FolderPrefix, StringComparison.Ordinal);
}
