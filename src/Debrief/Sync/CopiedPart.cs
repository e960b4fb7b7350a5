using Debrief.Transcripts;

namespace Debrief.Sync;

/// <summary>Where a transcript's own part begins.</summary>
static class CopiedPart
{
    /// <param name="messages">Ids of API messages that other transcripts own.</param>
    /// <param name="owners">Paths of those transcripts.</param>
    /// <returns>The offset behind the last entry that is one of those messages, or stands under the same uuid in an owner: prompts have no message id.</returns>
    public static long End(string path, HashSet<string> messages, IEnumerable<string> owners)
    {
        var uuids = owners.Where(File.Exists).SelectMany(Uuids).ToHashSet(StringComparer.Ordinal);
        using var entries = new EntryReader(path);
        var entry = new Entry();
        long end = 0;
        var wasCopy = false;
        while (entries.Read(entry))
        {
            if (wasCopy)
                end = entries.Offset;
            wasCopy = IsMessage(entry, messages) || !entry.Uuid.IsEmpty && uuids.Contains(entry.Text(entry.Uuid));
        }

        return wasCopy ? entries.ReadTo : end;
    }

    static bool IsMessage(Entry entry, HashSet<string> messages) =>
        entry.Type == "assistant" && !entry.Message.Id.IsEmpty && messages.Contains(entry.Text(entry.Message.Id));

    static IEnumerable<string> Uuids(string path)
    {
        using var entries = new EntryReader(path);
        var entry = new Entry();
        while (entries.Read(entry))
        {
            if (!entry.Uuid.IsEmpty)
                yield return entry.Text(entry.Uuid);
        }
    }
}
