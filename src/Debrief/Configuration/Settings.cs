namespace Debrief.Configuration;

/// <summary>What config.yaml says. Everything in it is optional.</summary>
sealed record Settings
{
    /// <summary>Roots to look for transcripts in, beside those that Claude Code uses. Absolute.</summary>
    public IReadOnlyList<string> Transcripts { get; init; } = [];
    public bool Archive { get; init; } = true;

    /// <summary>Where reports go. Absolute.</summary>
    public required string Reports { get; init; }

    /// <summary>Globs of projects whose sessions no model may see.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>What config.yaml may say, for the documentation.</summary>
    public static readonly IReadOnlyList<Setting> Known =
    [
        new("transcripts", "list of folders", "none", "Folders to look for transcripts in, beside those that Claude Code uses.", "[~/backup/claude]"),
        new("archive", "true or false", "true", "Whether to keep a compressed copy of each transcript. Claude Code deletes them after 30 days.", "true"),
        new("reports", "folder", "reports, in the data folder", "Where reports are written.", "~/Documents/debrief"),
        new("privacy", "`exclude:` list of globs", "none", "Projects whose sessions are never sent to a model: see [privacy.md](privacy.md).", "{ exclude: [~/clients/acme] }"),
    ];

    /// <summary>The defaults where there is no config.yaml.</summary>
    /// <exception cref="UserError">The file can't be read, or isn't right. Names everything that is wrong with it, in one line.</exception>
    public static Settings Read(Folders folders) =>
        // Asked first, so that a start without a configuration doesn't pay for a YAML parser.
        File.Exists(folders.ConfigFile) ? ReadFile(folders) : new() { Reports = folders.Reports };

    static Settings ReadFile(Folders folders)
    {
        var yaml = YamlReader.Read(folders.ConfigFile);
        var settings = new Settings
        {
            Transcripts = [.. yaml.Root.Texts("transcripts").Select(text => Full(text, folders, yaml.Problems))],
            Archive = yaml.Root.Flag("archive") ?? true,
            Reports = yaml.Root.Text("reports") is { } reports ? Full(reports, folders, yaml.Problems) : folders.Reports,
            Exclude = Excluded(yaml.Root.Map("privacy")),
        };
        yaml.Root.End();

        if (yaml.Problems.Count > 0)
            throw new UserError(string.Join("; ", yaml.Problems.InOrder().Select(problem => $"{folders.ConfigFile}:{problem.Line}: {problem.Message}")));
        return settings;
    }

    static List<string> Excluded(YamlMap privacy)
    {
        var globs = privacy.Texts("exclude");
        privacy.End();
        return [.. globs.Select(glob => glob.Value)];
    }

    /// <summary>Relative paths are relative to the file that says them.</summary>
    static string Full(YamlText path, Folders folders, Problems problems)
    {
        try
        {
            return Path.GetFullPath(UserPath.Expand(path.Value, folders.UserHome), folders.Config);
        }
        catch (Exception ex) when (ex is ArgumentException or NotSupportedException or PathTooLongException)
        {
            problems.Add(path.Line, $"\"{path.Value}\" can't be a path: {ex.Message}");
            return path.Value;
        }
    }
}

/// <param name="Example">A value as it may stand in the file.</param>
sealed record Setting(string Key, string Type, string Default, string Description, string Example);
