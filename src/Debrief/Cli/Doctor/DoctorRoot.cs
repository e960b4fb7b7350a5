using System.Text.Json;
using Debrief.Sources;
using Debrief.Transcripts;

namespace Debrief.Cli;

/// <summary>One place where transcripts are found. None of them is opened: what is in them is known from the database.</summary>
/// <param name="Oldest">The first entry of those that were synced; null when unknown.</param>
/// <param name="NotSynced">New, or changed since the last sync; null when that can't be known.</param>
/// <param name="DeletedAfterDays">What Claude Code is set to; null where the folder isn't its own.</param>
/// <param name="Problem">Why it can't be looked at.</param>
sealed record DoctorRoot(
    string Folder, int Transcripts, long Bytes, DateTimeOffset? Oldest, DateTimeOffset? Newest, int? NotSynced, int? DeletedAfterDays, bool IsDeletionSet, string? Problem)
{
    const int UsualDays = 30;

    public static DoctorRoot Look(Source source, IReadOnlyDictionary<long, DoctorSyncedTranscript>? known, CancellationToken cancel)
    {
        var days = source is ClaudeDirectory ? CleanupDays(source.Folder) : null;
        var root = new DoctorRoot(source.Folder, 0, 0, null, null, known is null ? null : 0, source is ClaudeDirectory ? days ?? UsualDays : null, days is not null, null);
        try
        {
            foreach (var file in source.FindTranscripts())
            {
                cancel.ThrowIfCancellationRequested();
                root = root.With(file, known?.GetValueOrDefault(file.Id));
            }

            return root;
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            return root with { Problem = ex.Message };
        }
    }

    public IEnumerable<DoctorLine> Lines()
    {
        if (Problem is not null)
        {
            yield return new(DoctorMark.Problem, "folder", $"{Folder} can't be read: {Problem}", "Make it readable.");
            yield break;
        }

        yield return new(DoctorMark.Ok, "folder", $"{Folder}: {DoctorWords.Count(Transcripts, "transcript")}, {DoctorWords.Size(Bytes)}{Span}");
        if (NotSynced > 0)
            yield return new(DoctorMark.Note, "to sync", $"{NotSynced} of {Transcripts} not synced yet", "debrief sync");
        if (DeletedAfterDays is { } days)
            yield return new(DoctorMark.Ok, "retention", $"Claude Code deletes them after {days} days ({(IsDeletionSet ? "set by" : "the default; to change it, set")} cleanupPeriodDays in its settings.json)");
    }

    string Span => (Oldest, Newest) is ({ } oldest, { } newest) ? $", entries from {oldest:yyyy-MM-dd} to {newest:yyyy-MM-dd}" : "";

    DoctorRoot With(TranscriptFile file, DoctorSyncedTranscript? known) => this with
    {
        Transcripts = Transcripts + 1,
        Bytes = Bytes + file.Size,
        NotSynced = NotSynced + (known?.Is(file) == true ? 0 : 1),
        Oldest = known?.FirstAt is { } first && !(Time(first) >= Oldest) ? Time(first) : Oldest,
        Newest = known?.LastAt is { } last && !(Time(last) <= Newest) ? Time(last) : Newest,
    };

    static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    static int? CleanupDays(string folder)
    {
        try
        {
            using var settings = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "settings.json")), new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return settings.RootElement is { ValueKind: JsonValueKind.Object } all && all.TryGetProperty("cleanupPeriodDays", out var days)
                && days.ValueKind == JsonValueKind.Number && days.TryGetInt32(out var whole)
                ? whole
                : null;
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException or JsonException)
        {
            // Not there, or not ours to mend: Claude Code takes its default too.
            return null;
        }
    }
}
