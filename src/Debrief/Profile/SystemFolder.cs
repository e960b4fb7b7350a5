namespace Debrief.Profile;

/// <summary>Tells folders that people work in without working for anything: home folders themselves, temporary ones, the system's own.</summary>
static class SystemFolder
{
    static readonly HashSet<string> _whole = new(StringComparer.OrdinalIgnoreCase)
    {
        "applications", "bin", "boot", "dev", "etc", "lib", "library", "private", "proc", "program files", "program files (x86)", "programdata", "run", "sbin", "sys", "system", "tmp", "usr", "windows",
    };

    /// <summary>Those below which there are projects, though they are none themselves.</summary>
    static readonly HashSet<string> _themselves = new(StringComparer.OrdinalIgnoreCase) { "home", "media", "mnt", "opt", "srv", "users", "var", "volumes" };

    static readonly HashSet<string> _inVar = new(StringComparer.Ordinal) { "cache", "folders", "lib", "log", "run", "spool", "tmp" };

    public static bool Is(string path)
    {
        if (HomeFolder.Is(path) || path.Contains(@"\AppData\Local\Temp", StringComparison.OrdinalIgnoreCase))
            return true;
        if (!IsRooted(path))
            return false;

        var folders = path.Replace('\\', '/').Split('/', StringSplitOptions.RemoveEmptyEntries).SkipWhile(folder => folder is [_, ':']).ToList();
        return folders switch
        {
            [] => true,
            [var only] when _themselves.Contains(only) => true,
            ["var", var second, ..] when _inVar.Contains(second) => true,
            [var first, ..] => _whole.Contains(first),
        };
    }

    static bool IsRooted(string path) => path is ['/', ..] or [_, ':', ..];
}
