namespace Debrief.Profile;

/// <summary>The skills and custom commands that really exist: of the person, of their plugins and of a project. Files that can't be read are left out.</summary>
/// <param name="claudeDirectories">Where Claude Code keeps its things, such as ~/.claude.</param>
sealed class InstalledSkills(IReadOnlyList<string> claudeDirectories, UserProfile profile)
{
    /// <summary>Of each folder, so that a folder full of anything doesn't take forever.</summary>
    const int Most = 500;

    readonly Lazy<IReadOnlyList<Skill>> _everywhere = new(() => Distinct(profile.Skills.Concat(claudeDirectories.SelectMany(folder => In(folder).Concat(OfPlugins(folder))))));
    readonly Dictionary<string, IReadOnlyList<Skill>> _ofProjects = new(StringComparer.Ordinal);

    /// <summary>Each name once, the profile's words before the files'.</summary>
    /// <param name="project">Its working directory; null for what is there in every project.</param>
    public IReadOnlyList<Skill> Of(string? project)
    {
        if (project is null || !Path.IsPathFullyQualified(project))
            return _everywhere.Value;

        lock (_ofProjects)
        {
            if (!_ofProjects.TryGetValue(project, out var skills))
                _ofProjects.Add(project, skills = Distinct(_everywhere.Value.Concat(In(Path.Combine(project, ".claude")))));
            return skills;
        }
    }

    static IEnumerable<Skill> OfPlugins(string folder) =>
        PluginFolder.Below(Path.Combine(folder, "plugins")).SelectMany(plugin => In(plugin.Path).Select(skill => skill with { Name = $"{plugin.Name}:{skill.Name}" }));

    /// <summary>The files of a folder's skills and commands, and what each is called by its place.</summary>
    public static IEnumerable<(string Name, string File)> FilesIn(string claudeDirectory) =>
        SkillFiles(Path.Combine(claudeDirectory, "skills")).Concat(CommandFiles(Path.Combine(claudeDirectory, "commands"))).Where(file => IsName(file.Name)).Take(Most);

    static IEnumerable<Skill> In(string folder) =>
        SkillFiles(Path.Combine(folder, "skills")).Select(skill => Read(skill.File, skill.Name))
            .Concat(CommandFiles(Path.Combine(folder, "commands")).Select(command => Read(command.File, command.Name, isCommand: true)))
            .OfType<Skill>().Take(Most);

    /// <summary>A folder a skill; a link to one is as good.</summary>
    static IEnumerable<(string Name, string File)> SkillFiles(string folder) => ForeignFiles.FoldersIn(folder)
        .Select(skill => (Path.GetFileName(skill), Path.Combine(skill, "SKILL.md")))
        .Where(skill => File.Exists(skill.Item2));

    static IEnumerable<(string Name, string File)> CommandFiles(string folder) => ForeignFiles.Below(folder, "*.md")
        .Select(file => (Path.GetRelativePath(folder, file)[..^".md".Length].Replace(Path.DirectorySeparatorChar, ':'), file));

    /// <summary>A command is called as its file; a skill may call itself otherwise than its folder.</summary>
    static Skill? Read(string file, string name, bool isCommand = false)
    {
        if (ForeignFiles.Start(file) is not { } text)
            return null;

        var matter = FrontMatter.Of(text);
        var called = !isCommand && matter.GetValueOrDefault("name") is { } own && IsName(own) ? own : name;
        return IsName(called) ? new(called, matter.GetValueOrDefault("description") is { Length: > 0 } about ? about : null, []) : null;
    }

    /// <summary>A name goes into prompts and is looked for in commands: nothing but letters, digits and - _ . : of a sensible length.</summary>
    public static bool IsName(string text) => text.Length is > 0 and <= 100 && text.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' or ':');

    static IReadOnlyList<Skill> Distinct(IEnumerable<Skill> skills) => [.. skills.DistinctBy(skill => skill.Name, StringComparer.OrdinalIgnoreCase)];
}
