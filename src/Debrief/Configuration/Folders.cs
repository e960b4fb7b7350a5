using System.Runtime.InteropServices;

namespace Debrief.Configuration;

/// <summary>Where everything of Debrief lies.</summary>
/// <param name="Config">What a person wrote.</param>
/// <param name="Data">What Debrief keeps.</param>
/// <param name="UserHome">What <c>~</c> stands for; null where the environment doesn't say.</param>
sealed record Folders(string Config, string Data, string? UserHome)
{
    const string Name = "debrief";

    public string ConfigFile => Path.Combine(Config, "config.yaml");
    public string ProfileFile => Path.Combine(Config, "profile.yaml");

    /// <summary>Where the database is unless something else is said: see <see cref="Settings.Database"/>.</summary>
    public string Database => Path.Combine(Data, "debrief.db");

    /// <summary>What the environment says of the database, whatever the settings do; null where it says nothing.</summary>
    public string? DatabaseGiven { get; init; }

    /// <summary>The replica that the environment names, which goes before the settings' too; null: none.</summary>
    public string? ReadsGiven { get; init; }

    /// <summary>What other machines handed in.</summary>
    public string Pushed => Path.Combine(Data, "pushed");
    public string Archive => Path.Combine(Data, "archive");

    /// <summary>Where reports go unless the settings say otherwise: see <see cref="Settings.Reports"/>.</summary>
    public string Reports => Path.Combine(Data, "reports");

    /// <param name="home">One folder for everything, as given on the command line; null when it wasn't.</param>
    public static Folders OfThisMachine(string? home) => Find(home, Environment.GetEnvironmentVariable, ThisSystem());

    /// <param name="environment">Gives the value of an environment variable.</param>
    /// <exception cref="UserError">The environment doesn't say where the user's folders are.</exception>
    public static Folders Find(string? home, Func<string, string?> environment, OSPlatform system)
    {
        var folders = FindFolders(home, environment, system) with { ReadsGiven = Given(environment("DEBRIEF_DATABASE_READS")) };
        return Given(environment("DEBRIEF_DATABASE")) is { } database
            ? folders with { DatabaseGiven = ConnectionString.IsPostgres(database) ? database : Path.GetFullPath(UserPath.Expand(database, folders.UserHome)) }
            : folders;
    }

    static Folders FindFolders(string? home, Func<string, string?> environment, OSPlatform system)
    {
        var userHome = Given(environment(system == OSPlatform.Windows ? "USERPROFILE" : "HOME"));

        if (Given(home) is { } folder)
            return Below(folder);
        if (Given(environment("DEBRIEF_HOME")) is { } everything)
            return Below(everything);
        if (system == OSPlatform.Windows)
            return new(Path.Combine(Required("APPDATA"), Name), Path.Combine(Required("LOCALAPPDATA"), Name), userHome);
        if (system == OSPlatform.OSX)
            return new(InHome("Library/Application Support"), InHome("Library/Application Support"), userHome);
        return new(Xdg("XDG_CONFIG_HOME", ".config"), Xdg("XDG_DATA_HOME", ".local/share"), userHome);

        Folders Below(string path)
        {
            var full = Path.GetFullPath(UserPath.Expand(path, userHome));
            return new(full, full, userHome);
        }

        string Required(string variable) => Given(environment(variable))
            ?? throw new UserError($"{variable} isn't set, so there is no place for Debrief's files. Set it, or choose a folder with --home.");

        string InHome(string path) => Path.Combine(userHome ?? Required("HOME"), path, Name);

        // The XDG specification has relative paths ignored.
        string Xdg(string variable, string otherwise) =>
            Given(environment(variable)) is { } path && Path.IsPathRooted(path) ? Path.Combine(path, Name) : InHome(otherwise);
    }

    static string? Given(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;

    static OSPlatform ThisSystem() =>
        OperatingSystem.IsWindows() ? OSPlatform.Windows : OperatingSystem.IsMacOS() ? OSPlatform.OSX : OSPlatform.Linux;
}
