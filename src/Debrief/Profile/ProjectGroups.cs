namespace Debrief.Profile;

/// <summary>Projects that probably are of one business.</summary>
/// <param name="Folder">A glob that matches them all.</param>
sealed record ProjectGroup(string Slug, string Name, string Folder, int Sessions);

/// <summary>
/// Guesses businesses from working directories. People keep projects in folders that say nothing (~/code, ~/src/github.com):
/// the first folder below those is what a business is named for.
/// </summary>
static class ProjectGroups
{
    static readonly HashSet<string> SayNothing = new(StringComparer.OrdinalIgnoreCase)
    {
        "", "~", "app", "apps", "client", "clients", "code", "data", "desktop", "dev", "develop", "developer", "development", "documents", "docs", "git", "github",
        "github.com", "gitlab", "gitlab.com", "go", "home", "icloud", "library", "local", "media", "mnt", "opt", "packages", "project", "projects", "repo", "repos",
        "root", "sites", "source", "sources", "src", "srv", "users", "var", "volumes", "work", "workspace", "workspaces", "wsl", "www",
    };

    /// <summary>The most sessions first.</summary>
    public static IReadOnlyList<ProjectGroup> Of(IReadOnlyList<(string Project, int Sessions)> projects)
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var found = projects
            .Where(project => !SystemFolder.Is(project.Project))
            .Select(project => new Project(Short(project.Project, home).Split('/', StringSplitOptions.RemoveEmptyEntries), project.Project.StartsWith('/'), project.Sessions))
            .Where(project => project.Folders.Length > 0)
            .ToList();

        var slugs = new HashSet<string>();
        return [.. Split(found, depth: 0, alone: true)
            .OrderByDescending(group => group.Sessions)
            .ThenBy(group => group.Folder, StringComparer.Ordinal)
            .Select(group => group with { Slug = Unused(group.Slug, slugs) })];
    }

    /// <param name="alone">Whether all projects there are lie in the same folder so far.</param>
    static IEnumerable<ProjectGroup> Split(IReadOnlyList<Project> projects, int depth, bool alone)
    {
        var groups = projects.Where(project => project.Folders.Length > depth).GroupBy(project => project.Folder(depth)).ToList();
        foreach (var group in groups)
        {
            var deeper = group.Where(project => project.Folders.Length > depth + 1).ToList();
            var saysNothing = SayNothing.Contains(group.First().Folders[depth]) || IsDrive(group.First().Folders[depth]);
            // A single folder over everything tells nothing apart, whatever it is called.
            var onlyOne = alone && groups.Count == 1 && deeper.Select(project => project.Folder(depth + 1)).Distinct().Count() > 1;
            if (deeper.Count > 0 && (saysNothing || onlyOne))
                foreach (var part in Split(deeper, depth + 1, alone && groups.Count == 1))
                    yield return part;
            else if (group.Key != "~")
                yield return new(Slug.From(group.First().Folders[depth]), group.First().Folders[depth], group.Key, group.Sum(project => project.Sessions));
        }
    }

    /// <summary>The path with <c>~</c> for the home folder.</summary>
    static string Short(string project, string home)
    {
        var path = project.Contains(":\\", StringComparison.Ordinal) ? project.Replace('\\', '/') : project;
        return HomeFolder.Within(path, home.Replace('\\', '/')) is { } rest ? "~" + rest : path;
    }

    static bool IsDrive(string folder) => folder is [_, ':'];

    static string Unused(string slug, HashSet<string> slugs)
    {
        var unused = slug;
        for (var number = 2; !slugs.Add(unused); number++)
            unused = $"{slug}-{number}";
        return unused;
    }

    sealed record Project(string[] Folders, bool Rooted, int Sessions)
    {
        public string Folder(int depth) => (Rooted && Folders[0] != "~" ? "/" : "") + string.Join('/', Folders[..(depth + 1)]);
    }
}
