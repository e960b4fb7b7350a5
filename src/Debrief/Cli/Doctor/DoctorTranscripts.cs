namespace Debrief.Cli;

/// <summary>The places where transcripts are found, and how long they stay there.</summary>
/// <param name="NotThere">Folders that were looked at and aren't there.</param>
/// <param name="Archived">Transcripts of which there is a copy; 0 where that can't be known.</param>
/// <param name="Gone">Of those, the ones no longer on the disk.</param>
sealed record DoctorTranscripts(IReadOnlyList<DoctorRoot> Roots, IReadOnlyList<string> NotThere, int Archived, int Gone)
{
    public static DoctorTranscripts Look(IReadOnlyList<string> configured, IReadOnlyList<DoctorSyncedTranscript>? synced, CancellationToken cancel)
    {
        var known = synced?.ToDictionary(transcript => transcript.Id);
        var archived = (synced ?? []).Where(transcript => transcript.IsArchived).ToList();
        var roots = SyncCommand.RootsOf(configured);
        return new(
            [.. roots.Select(root => DoctorRoot.Look(root, known, cancel))],
            [.. SyncCommand.CandidatesOf(configured).Except(roots.Select(root => root.Folder))],
            archived.Count,
            archived.Count(transcript => !File.Exists(transcript.Path)));
    }

    public IEnumerable<DoctorLine> Lines()
    {
        foreach (var line in Roots.SelectMany(root => root.Lines()))
            yield return line;
        if (Roots.Sum(root => root.Transcripts) == 0)
            yield return new(DoctorMark.Note, "transcripts", "none found", "Name their folder: `debrief sync --from DIR`, or `transcripts` in config.yaml. `debrief demo` shows invented ones.");
        foreach (var folder in NotThere)
            yield return new(DoctorMark.Ok, "looked at", $"{folder} isn't there");
        if (Archived > 0)
            yield return new(DoctorMark.Ok, "deleted", $"{Gone} of {Archived} archived transcripts {(Gone == 1 ? "is" : "are")} gone from the disk");
    }
}
