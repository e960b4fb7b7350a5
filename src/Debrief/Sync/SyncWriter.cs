using System.Data.Common;
using System.Diagnostics;
using Debrief.Sessions;
using Debrief.Sources;
using Debrief.Storage;
using Debrief.Transcripts;

namespace Debrief.Sync;

/// <summary>
/// The one writer of a sync. Scans are collected into transactions, each of which leaves the database whole: transcripts, their messages'
/// usage, and the sessions made of them. Killed at any moment, the next sync goes on with what is missing.
/// </summary>
sealed class SyncWriter : IDisposable
{
    const int MostScans = 2000;
    const int ScansBetweenSessions = 100;
    static readonly TimeSpan LongestTransaction = TimeSpan.FromMilliseconds(600);

    readonly Statement _begin, _commit, _rollback, _resumedFrom, _changed;
    readonly TranscriptRows _transcripts;
    readonly UsageRows _usage;
    readonly SessionRows _sessions;
    readonly SessionsIndex _index = new();
    readonly Dictionary<string, List<SessionPart>> _touched = [];
    readonly HashSet<string> _sessionIds = [];
    readonly SyncResult _result;
    readonly LogCopying _log;
    readonly Stopwatch _open = new();
    int _scans;

    public SyncWriter(DbConnection db, SyncResult result, LogCopying log)
    {
        (_result, _log) = (result, log);
        (_begin, _commit, _rollback) = (new(db, Dialect.Of(db).BeginAlone("sync")), new(db, "commit"), new(db, "rollback"));
        (_transcripts, _usage, _sessions) = (new(db), new(db), new(db));
        _changed = ChangedSpans.Between(db);
        _resumedFrom = new(db, """
            select owner.session_id
              from message_copies
              left join message_usage on message_usage.id = message_copies.message_id
              join transcripts owner on owner.id = coalesce(message_usage.transcript_id, message_copies.owner_id)
             where message_copies.transcript_id = @id
               and owner.session_id <> @session_id
             group by owner.session_id
             order by count(*) desc, owner.session_id
             limit 1
            """);
    }

    public void Write(TranscriptScan scan)
    {
        Begin();
        var saved = _transcripts.Save(scan);
        if (saved == 0)
            return; // Another sync was here first, and has written all of this.

        _result.RowsWritten += saved;
        var claimant = new Claimant(scan.File.Id, ClaimOf(scan.File.Kind), scan.Facts.BegunAt, scan.ReadTo, scan.File.Path);
        _result.RowsWritten += _usage.Write(scan.Usage.Messages, claimant);
        _result.RowsWritten += _usage.Write(scan.Usage.Echoes, claimant with { Claim = Claim.Echo });
        if (scan.ReadFrom > 0)
            _result.RowsWritten += _usage.Yield(claimant);
        NoteSpent(scan);
        Touch(scan);
        if (++_scans >= MostScans || _open.Elapsed > LongestTransaction)
            Commit();
        else if (_scans % ScansBetweenSessions == 0)
            SaveSessions(butFor: scan.SessionId); // While others read, and not all at the end, when nobody else has anything to do.
    }

    public void WriteWithoutCopies(TranscriptScan scan, int copies)
    {
        Begin();
        _result.RowsWritten += _transcripts.SaveWithoutCopies(scan, copies);
        Touch(scan);
    }

    public void WriteCopiesSeen(long transcript, int copies)
    {
        Begin();
        _result.RowsWritten += _transcripts.SaveCopiesSeen(transcript, copies);
    }

    public void WriteShrunk(TranscriptFile file)
    {
        Begin();
        _result.RowsWritten += _transcripts.SaveShrunk(file);
    }

    /// <summary>Ends the transaction, if one is open.</summary>
    public void Commit()
    {
        if (!_open.IsRunning)
            return;

        SaveSessions();
        _commit.Run();
        _log.Begin();
        _open.Reset();
        _scans = 0;
    }

    public void Dispose()
    {
        if (_open.IsRunning)
            RollBack(); // Something failed or was cancelled: what was not committed is read again next time.
        foreach (var statement in (ReadOnlySpan<IDisposable>)[_begin, _commit, _rollback, _resumedFrom, _changed, _transcripts, _usage, _sessions])
            statement.Dispose();
    }

    void RollBack()
    {
        try
        {
            _rollback.Run();
        }
        catch (Exception ex) when (ex is DbException or InvalidOperationException)
        {
            // The disk is full or the server gone, and with that the transaction: what is told is why, not this.
        }
    }

    void Begin()
    {
        if (_open.IsRunning)
            return;

        _begin.Run();
        _open.Start();
    }

    /// <summary>What a transcript spends counts where its messages were, also where no session is made of it.</summary>
    void NoteSpent(TranscriptScan scan)
    {
        DateTimeOffset? first = null, last = null;
        foreach (var message in scan.Usage.Messages.Concat(scan.Usage.Echoes))
        {
            first = message.At < first ? message.At : first ?? message.At;
            last = message.At > last ? message.At : last ?? message.At;
        }

        if (first is not null)
            _changed.Run(first, last);
    }

    static Claim ClaimOf(TranscriptKind kind) => kind == TranscriptKind.Copy ? Claim.RepeatedConversation : Claim.Own;

    void Touch(TranscriptScan scan)
    {
        if (scan.SessionId is not { } session)
            return;

        if (!_touched.TryGetValue(session, out var parts))
            _touched.Add(session, parts = []);
        if (_sessionIds.Add(session))
            _result.Sessions++;
        parts.Add(new(scan.File.Id, scan.File.Path, scan.File.Kind, scan.Facts) { Owner = scan.File.Owner, Host = scan.File.Host });
    }

    /// <param name="butFor">More of it may come right behind.</param>
    void SaveSessions(string? butFor = null)
    {
        foreach (var (session, parts) in _touched)
        {
            if (session == butFor)
                continue;
            SaveSession(session, parts);
            _touched.Remove(session);
        }
    }

    void SaveSession(string id, List<SessionPart> read)
    {
        var parts = _transcripts.PartsOf(id, read);
        var main = parts.Find(part => part.IsMain);
        var hint = main is { Facts: { CustomTitle: null, AiTitle: null, Summary: null } } ? _index.Find(main.Path, id) : null;
        var session = SessionBuilder.Build(id, parts, ResumedFrom(main, id), hint?.Title, hint?.Project);
        _result.RowsWritten += session is null ? _sessions.Remove(id) : _sessions.Save(session);
    }

    string? ResumedFrom(SessionPart? main, string id)
    {
        if (main is null)
            return null;

        using var row = _resumedFrom.Query(main.TranscriptId, id);
        return row.Read() ? row.GetString(0) : null;
    }
}
