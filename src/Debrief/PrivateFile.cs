namespace Debrief;

/// <summary>What Debrief keeps is its owner's alone: on Unix folders are made 0700 and files 0600. Elsewhere they are as their folder is.</summary>
static class PrivateFile
{
    const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes a folder that is missing, and those above it; what is there stays as it is.</summary>
    public static void CreateFolder(string folder)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        // The system's own way would make those above it for everyone to read.
        if (Path.GetDirectoryName(full) is { } above && !Directory.Exists(above))
            CreateFolder(above);
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(full);
        else
            Directory.CreateDirectory(full, Owner | UnixFileMode.UserExecute);
    }

    public static FileStream Create(string path, FileMode mode, FileShare share = FileShare.None)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = share };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = Owner;
        return new FileStream(path, options);
    }
}
