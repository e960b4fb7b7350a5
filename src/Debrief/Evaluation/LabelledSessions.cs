using Debrief.Sessions;
using Debrief.Sources;
using Debrief.Storage;
using Debrief.Sync;
using Debrief.Transcripts;

namespace Debrief.Evaluation;

/// <param name="Missing">Labels whose transcript isn't there, or holds no session.</param>
sealed record LabelledSessions(IReadOnlyList<LabelledSession> Found, IReadOnlyList<Label> Missing)
{
    /// <summary>Reads the sessions that labels are of. They need not have been synced: a database that is thrown away afterwards sees to it that they are what a sync would make of them.</summary>
    public static async Task<LabelledSessions> ReadAsync(IReadOnlyList<Label> labels, IReadOnlyList<Source> sources, CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("debrief-eval-").FullName;
        try
        {
            await using var database = await Database.OpenAsync(Path.Combine(folder, "eval.db"), cancel);
            await new Syncer(database).SyncAsync(Task.FromResult(Needed(labels, await Roots.FindTranscriptsAsync(sources))), null, cancel);
            return await ReadAsync(labels, database, new TranscriptArchive(folder), cancel);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Their transcripts and all beside them: what was copied from a conversation lies there, and so do its sub-agents.</summary>
    static List<TranscriptFile> Needed(IReadOnlyList<Label> labels, List<TranscriptFile> all)
    {
        var folders = all
            .Where(file => file.Kind == TranscriptKind.Session && labels.Any(label => IsOf(label, file)))
            .Select(file => Path.GetDirectoryName(file.Path)! + Path.DirectorySeparatorChar)
            .Distinct()
            .ToList();
        return [.. all.Where(file => folders.Exists(folder => file.Path.StartsWith(folder, StringComparison.Ordinal)))];
    }

    static bool IsOf(Label label, TranscriptFile file) => label.Transcript is { } path
        ? file.Path.Replace('\\', '/').EndsWith("/" + path.Replace('\\', '/').TrimStart('/'), StringComparison.Ordinal)
        : file.SessionId == label.SessionId;

    static async Task<LabelledSessions> ReadAsync(IReadOnlyList<Label> labels, Database database, TranscriptArchive archive, CancellationToken cancel)
    {
        var all = await new SessionStore(database).ListAsync(null, null, null, int.MaxValue, cancel);
        var byId = all.Sessions.ToDictionary(session => session.Id);
        var reader = new SessionReader(database, archive);
        var found = new List<LabelledSession>();
        foreach (var label in labels.Where(label => byId.ContainsKey(label.SessionId)))
            found.Add(new(label, byId[label.SessionId], await reader.ReadAsync(byId[label.SessionId], cancel)));
        return new(found, [.. labels.Where(label => !byId.ContainsKey(label.SessionId))]);
    }
}

sealed record LabelledSession(Label Label, Session Session, IReadOnlyList<Passage> Passages);
