namespace Debrief.Configuration;

/// <summary>Paths as people write them.</summary>
static class UserPath
{
    /// <summary>Puts <paramref name="home"/> where the path begins with <c>~</c>.</summary>
    public static string Expand(string path, string? home) => path switch
    {
        _ when home is null => path,
        "~" => home,
        ['~', '/' or '\\', ..] => Path.Combine(home, path[2..]),
        _ => path,
    };
}
