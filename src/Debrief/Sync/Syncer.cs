using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using System.Threading.Channels;
using Debrief.Sources;
using Debrief.Storage;
using Debrief.Transcripts;

namespace Debrief.Sync;

/// <summary>Brings new and changed transcripts into the database. Safe to run again at any time, also after it was killed.</summary>
sealed class Syncer(Database database)
{
    /// <param name="transcripts">All there are, see <see cref="Roots.FindTranscriptsAsync"/>.</param>
    /// <param name="progress">Is told how many of the changed files are done.</param>
    public async Task<SyncResult> SyncAsync(Task<List<TranscriptFile>> transcripts, IProgress<SyncProgress>? progress, CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        var result = new SyncResult();
        await using var db = await database.ConnectAsync(cancel);
        using var known = new KnownTranscripts(db);
        var changed = FindChanged(await transcripts, known, result);

        if (changed.Count > 0 || known.HasUnsettledCopies)
        {
            await using var writing = await database.ConnectAsync(cancel);
            await using var copying = database.Dialect.CopyLog is null ? null : await database.ConnectAsync(cancel);
            await using var log = new LogCopying(copying);
            using var writer = new SyncWriter(writing, result, log);
            await ReadAllAsync(changed, known, writer, result, progress, cancel);
            new Copies(writing, writer).Settle(cancel);
            writer.Commit();
        }

        result.MayBeBehind = changed.Count > 0 || known.IsArchiveBehind;
        result.Seconds = Math.Round(watch.Elapsed.TotalSeconds, 3);
        return result;
    }

    static List<TranscriptFile> FindChanged(List<TranscriptFile> transcripts, KnownTranscripts known, SyncResult result)
    {
        var changed = new List<TranscriptFile>();
        var seen = new HashSet<long>();
        foreach (var file in transcripts)
        {
            if (!seen.Add(file.Id))
                continue;

            result.Files++;
            if (known.IsUnchanged(file))
                result.Unchanged++;
            else
                changed.Add(file);
        }

        // Sub-agents beside their session, so that a session is mostly made once.
        changed.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path));
        return changed;
    }

    /// <summary>Several readers, one writer; what was read waits in a short queue, so that memory stays bounded.</summary>
    static async Task ReadAllAsync(List<TranscriptFile> files, KnownTranscripts known, SyncWriter writer, SyncResult result, IProgress<SyncProgress>? progress, CancellationToken cancel)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var scans = Channel.CreateBounded<FileReading>(new BoundedChannelOptions(128) { SingleReader = true });
        var reading = Task.Run(() => ReadAsync(files, known, scans.Writer, stopping.Token), CancellationToken.None);
        try
        {
            var done = 0;
            await foreach (var file in scans.Reader.ReadAllAsync(cancel))
            {
                file.WriteTo(writer, result);
                progress?.Report(new(++done, files.Count));
            }

            await reading;
        }
        finally
        {
            // Where writing failed, the readers would wait for room for ever, with the connection that they read by.
            await stopping.CancelAsync();
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    static async Task ReadAsync(List<TranscriptFile> files, KnownTranscripts known, ChannelWriter<FileReading> scans, CancellationToken cancel)
    {
        try
        {
            var oneByOne = Partitioner.Create(files, EnumerablePartitionerOptions.NoBuffering);
            await Parallel.ForEachAsync(oneByOne.GetDynamicPartitions(), new ParallelOptions { CancellationToken = cancel, MaxDegreeOfParallelism = Environment.ProcessorCount },
                async (file, _) => await scans.WriteAsync(FileReading.Read(file, known), cancel));
        }
        finally
        {
            scans.Complete();
        }
    }
}

readonly record struct SyncProgress(int Done, int Of);
