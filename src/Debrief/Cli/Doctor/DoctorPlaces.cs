using Debrief.Configuration;

namespace Debrief.Cli;

/// <summary>The files that a person writes, and the folders that Debrief writes to.</summary>
/// <param name="Prompt">The person's own words to a model; mostly there are none.</param>
sealed record DoctorPlaces(DoctorFile Config, DoctorFile Profile, DoctorFile Prompt, DoctorFolder Data, DoctorFolder Reports)
{
    public IEnumerable<DoctorLine> Lines() =>
    [
        Config switch
        {
            { Problems: [var problem, ..] } => new(DoctorMark.Problem, "configuration", problem.Message, "Correct it: other commands stop there."),
            { Exists: false } => new(DoctorMark.Ok, "configuration", $"none, so the defaults hold ({Config.Path})"),
            _ => new(DoctorMark.Ok, "configuration", Config.Path),
        },
        Profile switch
        {
            { Problems: [var first, ..] all } => new(DoctorMark.Problem, "profile",
                $"{DoctorWords.Count(all.Count, "problem")} in {Profile.Path}; the first, in line {first.Line}: {first.Message}", "debrief profile check"),
            { Exists: false } => new(DoctorMark.Note, "profile", $"none, so no business and no priority is known ({Profile.Path})", "debrief profile init"),
            _ => new(DoctorMark.Ok, "profile", Profile.Path),
        },
        .. Prompt switch
        {
            { Problems: [var wrong, ..] } => [new(DoctorMark.Problem, "prompt", wrong.Message)],
            { Exists: true } => [new(DoctorMark.Ok, "prompt", Prompt.Path)],
            _ => Array.Empty<DoctorLine>(),
        },
        Data.Line("data folder", "Make it writable, or choose another with --home."),
        Reports.Line("reports", "Make it writable, or choose another in config.yaml: `reports`."),
    ];
}

/// <summary>A folder and whether it can be written.</summary>
/// <param name="Problem">Why it can't; null when it can.</param>
sealed record DoctorFolder(string Path, bool Exists, string? Problem)
{
    public static DoctorFolder Look(string path)
    {
        try
        {
            // What isn't there yet will be made in the nearest folder that is.
            var there = path;
            while (!System.IO.Path.Exists(there) && System.IO.Path.GetDirectoryName(there) is { } above)
                there = above;
            var probe = System.IO.Path.Combine(there, $".debrief-{Guid.NewGuid():n}");
            using (new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose))
                return new(path, there == path, null);
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            return new(path, Directory.Exists(path), File.Exists(path) ? "it is a file" : ex is UnauthorizedAccessException ? "no permission" : ex.Message);
        }
    }

    public DoctorLine Line(string about, string toDo) => this switch
    {
        { Problem: { } problem } => new(DoctorMark.Problem, about, $"{Path} can't be written: {problem}", toDo),
        { Exists: false } => new(DoctorMark.Ok, about, $"{Path} (will be made when it is needed)"),
        _ => new(DoctorMark.Ok, about, Path),
    };
}
