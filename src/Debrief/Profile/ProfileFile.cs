using Debrief.Configuration;

namespace Debrief.Profile;

/// <summary>profile.yaml: what it says, and everything that is wrong with it. Its shape is told in docs/profile.md.</summary>
sealed record ProfileFile(UserProfile Profile, IReadOnlyList<Problem> Problems)
{
    /// <summary>A missing file says nothing, so everything is as by default.</summary>
    /// <exception cref="UserError">The file can't be read.</exception>
    public static ProfileFile Read(string path) =>
        File.Exists(path) ? WithVersion(ProfileReader.Read(YamlReader.Read(path)), path) : new(new(), []);

    static ProfileFile WithVersion(ProfileFile file, string path) =>
        file with { Profile = file.Profile with { Version = StableHash.Of(File.ReadAllText(path)).ToString("x16") } };

    public static ProfileFile Parse(string yaml) => ProfileReader.Read(YamlReader.Parse(yaml));

    /// <summary>The profile for any work: half understood it would give wrong reports, so it must be right.</summary>
    /// <exception cref="UserError">The file can't be read, or isn't right.</exception>
    public static UserProfile Load(string path) => Read(path) switch
    {
        { Problems: [] } file => file.Profile,
        { Problems: [var only] } => throw new UserError($"{path}:{only.Line}: {only.Message}"),
        { Problems: [var first, ..] } file => throw new UserError($"{path}:{first.Line}: {first.Message} (and {file.Problems.Count - 1} more: run `debrief profile check`)"),
    };

    /// <summary>Puts it in the place of the one that is there, whole or not at all; that one is kept beside it as profile.yaml.old.</summary>
    /// <exception cref="UserError">It can't be written.</exception>
    public static void Write(string path, string yaml)
    {
        try
        {
            PrivateFile.CreateFolder(Path.GetDirectoryName(path)!);
            // Beside it first: there is always a whole profile, whenever this is interrupted.
            using (var beside = new StreamWriter(PrivateFile.Create(path + ".new", FileMode.Create)))
                beside.Write(yaml);
            if (File.Exists(path))
                File.Copy(path, path + ".old", overwrite: true);
            File.Move(path + ".new", path, overwrite: true);
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"{path} can't be written: {ex.Message} Make its folder writable, or choose another with --home.", ex);
        }
    }
}
