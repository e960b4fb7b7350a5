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
        foreach (var transcript in await new SessionTranscripts(database).OfAsync(session, cancel))
            passages.AddRange(Read(transcript, isAgent: session.ParentId is not null).Select(Masked));
        return passages;
    }

    // Before anything is cut out of it: of a secret that was cut nobody could tell what it is.
    static Passage Masked(Passage passage) => Secrets.Mask(passage.Text) is var text && ReferenceEquals(text, passage.Text) ? passage : passage with { Text = text };

    IReadOnlyList<Passage> Read(StoredTranscript transcript, bool isAgent)
    {
        if (File.Exists(transcript.Path) && !transcript.HasShrunk)
            return Conversation.Read(transcript.Path, transcript.CopiedTo, isAgent);
        if (!File.Exists(archive.PathOf(transcript.Id)))
            return File.Exists(transcript.Path) ? Conversation.Read(transcript.Path, transcript.CopiedTo, isAgent) : [];

        var unpacked = archive.Unpack(transcript.Id);
        try
        {
            return Conversation.Read(unpacked, transcript.CopiedTo, isAgent);
        }
        finally
        {
            File.Delete(unpacked);
        }
    }
}
