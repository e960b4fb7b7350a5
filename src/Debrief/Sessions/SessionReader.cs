using Debrief.Privacy;
using Debrief.Storage;
using Debrief.Transcripts;

namespace Debrief.Sessions;

/// <summary>Reads what was said in a session: from its transcripts, or from the archive where these are gone or hold less than they did.</summary>
sealed class SessionReader(Database database, TranscriptArchive archive)
{
    /// <returns>The passages of its own part, their secrets masked; none where no transcript is left.</returns>
    public async Task<IReadOnlyList<Passage>> ReadAsync(Session session, CancellationToken cancel)
    {
        var passages = new List<Passage>();
        foreach (var transcript in await FindAsync(session.Id, cancel))
            passages.AddRange(Read(transcript).Select(Masked));
        return passages;
    }

    // Before anything is cut out of it: of a secret that was cut nobody could tell what it is.
    static Passage Masked(Passage passage) => Secrets.Mask(passage.Text) is var text && ReferenceEquals(text, passage.Text) ? passage : passage with { Text = text };

    IReadOnlyList<Passage> Read(Stored transcript)
    {
        if (File.Exists(transcript.Path) && !transcript.HasShrunk)
            return Conversation.Read(transcript.Path, transcript.CopiedTo);
        if (!File.Exists(archive.PathOf(transcript.Id)))
            return File.Exists(transcript.Path) ? Conversation.Read(transcript.Path, transcript.CopiedTo) : [];

        var unpacked = archive.Unpack(transcript.Id);
        try
        {
            return Conversation.Read(unpacked, transcript.CopiedTo);
        }
        finally
        {
            File.Delete(unpacked);
        }
    }

    async Task<List<Stored>> FindAsync(string sessionId, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        using var find = new Statement(db, "select id, path, copied_to, shrunk from transcripts where session_id = @id and kind = 'session' order by begun_at, path");
        await using var rows = find.Query(sessionId);
        var found = new List<Stored>();
        while (await rows.ReadAsync(cancel))
            found.Add(new(rows.GetInt64(0), rows.GetString(1), rows.GetInt64(2), rows.GetBoolean(3)));
        return found;
    }

    sealed record Stored(long Id, string Path, long CopiedTo, bool HasShrunk);
}
