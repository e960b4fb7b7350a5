namespace Debrief.Profile;

/// <summary>Tells whose home folder a path lies in, be it this machine's or another's.</summary>
static class HomeFolder
{
    /// <summary>What follows the home folder, beginning with a slash or empty; null when the path isn't in one.</summary>
    /// <param name="path">With slashes.</param>
    /// <param name="home">This machine's home folder, with slashes; may be empty.</param>
    public static string? Within(string path, string home) => After(home.TrimEnd('/'), path) ?? After(Usual(path), path);

    /// <summary>Whether a path, with slashes or backslashes, is somebody's home folder itself.</summary>
    public static bool Is(string path) =>
        Within(path.Replace('\\', '/').TrimEnd('/'), Environment.GetFolderPath(Environment.SpecialFolder.UserProfile).Replace('\\', '/')) is "";

    /// <summary>/home/NAME, /Users/NAME, /root or C:/Users/NAME, where the path begins so.</summary>
    static string? Usual(string path) => path.Split('/') switch
    {
        ["", "root", ..] => "/root",
        ["", "home" or "Users", { Length: > 0 } name, ..] => path[..(path.IndexOf('/', 1) + 1 + name.Length)],
        [[_, ':'], var users, { Length: > 0 } name, ..] when users.Equals("Users", StringComparison.OrdinalIgnoreCase) => path[..("C:/Users/".Length + name.Length)],
        _ => null,
    };

    static string? After(string? folder, string path)
    {
        if (string.IsNullOrEmpty(folder) || !path.StartsWith(folder, folder.Contains(':', StringComparison.Ordinal) ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal))
            return null;
        var rest = path[folder.Length..];
        return rest is "" || rest[0] == '/' ? rest : null;
    }
}
