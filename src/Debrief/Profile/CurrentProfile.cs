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
