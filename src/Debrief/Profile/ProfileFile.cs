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
}
