using Debrief.Transcripts;

namespace Debrief.Sources;

/// <summary>Where to look for transcripts.</summary>
static class Roots
{
    /// <summary>The folders asked for; each must be there.</summary>
    /// <exception cref="UserError">One of them isn't.</exception>
    public static IReadOnlyList<Source> From(IEnumerable<string> folders) =>
        [.. folders.Select(folder => Directory.Exists(folder)
            ? Of(Path.GetFullPath(folder))
            : throw new UserError($"There is no folder {folder} to read transcripts from."))];

    /// <summary>
    /// Where Claude Code keeps them: CLAUDE_CONFIG_DIR, which may name several folders with commas between, else ~/.claude and ~/.config/claude;
    /// and the folders of the configuration. Absolute, each once, there or not.
    /// </summary>
    public static IReadOnlyList<string> Candidates(string? claudeConfigDir, string home, IEnumerable<string> configured)
    {
        var usual = string.IsNullOrWhiteSpace(claudeConfigDir)
            ? [Path.Combine(home, ".claude"), Path.Combine(home, ".config", "claude")]
            : claudeConfigDir.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

        return [.. usual.Concat(configured)
            .Select(folder => Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)))
            .Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Those of the <see cref="Candidates"/> that are there.</summary>
    public static IReadOnlyList<Source> Default(string? claudeConfigDir, string home, IEnumerable<string> configured) =>
        [.. Candidates(claudeConfigDir, home, configured).Where(Directory.Exists).Select(Of)];

    /// <summary>The transcripts of all sources, one after the other, looked for in the background.</summary>
    public static Task<List<TranscriptFile>> FindTranscriptsAsync(IEnumerable<Source> sources) =>
        Task.Run(() => sources.SelectMany(source => source.FindTranscripts()).ToList());

    /// <summary>What other machines handed in: below the folder one for each owner, in it one for each machine.</summary>
    public static IEnumerable<Source> Pushed(string folder) => !Directory.Exists(folder) ? [] :
        Directory.EnumerateDirectories(folder).SelectMany(owner => Directory.EnumerateDirectories(owner)
            .Select(host => new PushedTranscripts(host, PushedPlace.NameIn(Path.GetFileName(owner)), Path.GetFileName(host))));

    static Source Of(string folder) => ClaudeDirectory.IsOne(folder) ? new ClaudeDirectory(folder) : new TranscriptFolder(folder);
}
