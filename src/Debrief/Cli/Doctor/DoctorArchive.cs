namespace Debrief.Cli;

/// <summary>The compressed copies, and which transcripts lack one.</summary>
/// <param name="IsOn">Whether the configuration wants an archive.</param>
/// <param name="Missing">Synced transcripts that lie on the disk and are not, or not wholly, archived; null when that can't be known.</param>
/// <param name="Lost">Transcripts that were deleted before they were archived; null when that can't be known.</param>
/// <param name="Problem">Why the folder can't be looked at.</param>
sealed record DoctorArchive(string Path, bool IsOn, int Files, long Bytes, int? Missing, int? Lost, string? Problem)
{
    static readonly EnumerationOptions Everything = new() { RecurseSubdirectories = true, IgnoreInaccessible = false };

    public static DoctorArchive Look(string path, bool isOn, IReadOnlyList<DoctorSyncedTranscript>? synced)
    {
        var without = synced?.Where(transcript => !transcript.IsArchived).ToLookup(transcript => File.Exists(transcript.Path));
        var (missing, lost) = (without?[true].Count(), without?[false].Count());
        try
        {
            var sizes = Directory.Exists(path) ? new DirectoryInfo(path).EnumerateFiles("*.jsonl.gz", Everything).Select(file => file.Length).ToList() : [];
            return new(path, isOn, sizes.Count, sizes.Sum(), missing, lost, Problem: null);
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            return new(path, isOn, 0, 0, missing, lost, ex.Message);
        }
    }

    public IEnumerable<DoctorLine> Lines()
    {
        if (Problem is not null)
            yield return new(DoctorMark.Problem, "archive", $"{Path} can't be read: {Problem}", "Make it readable.");
        else if (!IsOn)
            yield return new(DoctorMark.Note, "archive", $"{Held}; switched off in config.yaml", "Remove `archive: false`, then run `debrief sync`.");
        else if (Missing > 0)
            yield return new(DoctorMark.Note, "archive", $"{Held}; {DoctorWords.Count(Missing.Value, "transcript")} not archived yet", "debrief sync");
        else
            yield return new(DoctorMark.Ok, "archive", Files == 0 ? "empty" : Held);

        if (Lost > 0)
            yield return new(DoctorMark.Note, "archive", $"{DoctorWords.Count(Lost.Value, "transcript")} deleted before being archived: only what was observed is left");
    }

    string Held => $"{DoctorWords.Count(Files, "file")}, {DoctorWords.Size(Bytes)}";
}
