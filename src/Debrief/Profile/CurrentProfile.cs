namespace Debrief.Profile;

/// <summary>The profile for work that goes on for long: read again when its file has changed.</summary>
sealed class CurrentProfile(string path)
{
    readonly Lock _reading = new();
    (DateTime ChangedAt, long Size) _known = (DateTime.MinValue, -1);
    UserProfile? _profile;

    /// <exception cref="UserError">The file isn't right, and never was.</exception>
    public UserProfile Read()
    {
        lock (_reading)
        {
            var file = new FileInfo(path);
            var now = file.Exists ? (file.LastWriteTimeUtc, file.Length) : (DateTime.MinValue, 0L);
            if (_profile is null || now != _known)
                (_profile, _known) = (Load(), now);
            return _profile;
        }
    }

    /// <summary>The file as somebody wrote it, right or not; empty where there is none.</summary>
    /// <exception cref="UserError">It can't be read.</exception>
    public string Text()
    {
        try
        {
            return File.Exists(path) ? File.ReadAllText(path) : "";
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"{path} can't be read: {ex.Message}", ex);
        }
    }

    /// <summary>Puts another in its place, which holds from now on. Only what is right may be saved.</summary>
    /// <param name="instead">The text that it is to replace: somebody may have changed it meanwhile.</param>
    /// <returns>False: somebody has, and nothing was saved.</returns>
    /// <exception cref="UserError">It can't be written.</exception>
    public bool TrySave(string yaml, ulong instead)
    {
        lock (_reading)
        {
            if (VersionOf(Text()) != instead)
                return false;
            ProfileFile.Write(path, yaml);
            _known = (DateTime.MinValue, -1);
            return true;
        }
    }

    /// <summary>Tells one text from another.</summary>
    public static ulong VersionOf(string yaml) => StableHash.Of(yaml);

    UserProfile Load()
    {
        try
        {
            return ProfileFile.Load(path);
        }
        catch (UserError) when (_profile is not null)
        {
            return _profile; // Somebody is in the middle of writing it: what was right before holds until the next change.
        }
    }
}
