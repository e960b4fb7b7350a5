using System.Data.Common;
using System.Text.Json;
using Debrief.Sessions;
using Debrief.Storage;
using Debrief.Transcripts;

namespace Debrief.Sync;

/// <summary>Reads and writes transcripts and bad_lines.</summary>
sealed class TranscriptRows(DbConnection db) : IDisposable
{
    readonly Statement _save = new(db, """
        insert into transcripts (id, path, session_id, kind, begun_at, size, modified_at, read_to, ends_hash, copied_to, copies_seen, lines, bad_lines, facts, shrunk, archived_size, owner, host)
        values (@id, @path, @session_id, @kind, @begun_at, @size, @modified_at, @read_to, @ends_hash, @copied_to, 0, @lines, @bad_lines, @facts, @shrunk, 0, @owner, @host)
        on conflict (id) do update
           set session_id = excluded.session_id, begun_at = excluded.begun_at, size = excluded.size, modified_at = excluded.modified_at, read_to = excluded.read_to,
               ends_hash = excluded.ends_hash, copied_to = excluded.copied_to, lines = excluded.lines + case when @from > 0 then transcripts.lines else 0 end,
               bad_lines = excluded.bad_lines + case when @from > 0 then transcripts.bad_lines else 0 end, facts = excluded.facts, shrunk = excluded.shrunk, owner = excluded.owner, host = excluded.host,
               copies_seen = case when @from > 0 then transcripts.copies_seen else 0 end,
               archived_size = case when @from > 0 then transcripts.archived_size else 0 end
         where @from = 0 or transcripts.read_to = @from
        """);

    readonly Statement _saveCopy = new(db, """
        update transcripts
           set session_id = @session_id, copied_to = @copied_to, copies_seen = @copies_seen, facts = @facts, read_to = @read_to, ends_hash = @ends_hash, lines = @lines, bad_lines = @bad_lines
         where id = @id
        """);

    readonly Statement _touch = new(db, "update transcripts set size = @size, modified_at = @modified_at, shrunk = true where id = @id");
    readonly Statement _copiesSeen = new(db, "update transcripts set copies_seen = @copies_seen where id = @id");
    readonly Statement _badLine = new(db, "insert into bad_lines (transcript_id, byte_offset, reason) values (@id, @offset, @reason) on conflict do nothing");
    readonly Statement _forgetBadLines = new(db, "delete from bad_lines where transcript_id = @id");
    readonly Statement _ofSession = new(db, "select id, path, kind, facts, owner, host from transcripts where session_id = @session_id order by path");

    /// <returns>How many rows were written; none where another sync has meanwhile read on from the same place.</returns>
    public int Save(TranscriptScan scan)
    {
        var file = scan.File;
        var saved = _save.Run(file.Id, file.Path, scan.SessionId, Name(file.Kind), scan.Facts.BegunAt, file.Size, file.ModifiedAt, scan.ReadTo, scan.EndsHash, scan.CopiedTo,
            scan.Lines, scan.BadLines.Count, scan.FactsJson, false, file.Owner, file.Host, scan.ReadFrom);
        if (saved == 0)
            return 0;

        var forgotten = scan.ReadFrom == 0 ? _forgetBadLines.Run(file.Id) : 0;
        return saved + forgotten + SaveBadLines(file.Id, scan.BadLines);
    }

    /// <summary>A transcript that was read again without its copied beginning.</summary>
    public int SaveWithoutCopies(TranscriptScan scan, int copies) =>
        _saveCopy.Run(scan.SessionId, scan.CopiedTo, copies, scan.FactsJson, scan.ReadTo, scan.EndsHash, scan.Lines, scan.BadLines.Count, scan.File.Id);

    /// <summary>The copies are known, and the transcript can't be read again: its facts stay as they are.</summary>
    public int SaveCopiesSeen(long id, int copies) => _copiesSeen.Run(copies, id);

    /// <summary>The file became smaller. What was known of it stays.</summary>
    public int SaveShrunk(TranscriptFile file) => _touch.Run(file.Size, file.ModifiedAt, file.Id);

    /// <summary>All transcripts of a session; those just read needn't be read from the database.</summary>
    public List<SessionPart> PartsOf(string sessionId, List<SessionPart> read)
    {
        var parts = new List<SessionPart>();
        using var rows = _ofSession.Query(sessionId);
        while (rows.Read())
        {
            var id = rows.GetInt64(0);
            parts.Add(read.FindLast(part => part.TranscriptId == id) ?? new(id, rows.GetString(1), Kind(rows.GetString(2)), Facts(rows.GetString(3))) { Owner = Text(rows, 4), Host = Text(rows, 5) });
        }

        return parts;
    }

    public void Dispose()
    {
        foreach (var statement in (ReadOnlySpan<Statement>)[_save, _saveCopy, _touch, _copiesSeen, _badLine, _forgetBadLines, _ofSession])
            statement.Dispose();
    }

    int SaveBadLines(long id, IReadOnlyList<BadLine> lines)
    {
        var rows = 0;
        foreach (var line in lines)
            rows += _badLine.Run(id, line.Offset, line.Reason);
        return rows;
    }

    public static TranscriptFacts Facts(string json) => JsonSerializer.Deserialize(json, FactsJson.Default.TranscriptFacts)!;

    public static TranscriptKind Kind(string name) => name switch
    {
        "session" => TranscriptKind.Session,
        "sub_agent" => TranscriptKind.SubAgent,
        _ => TranscriptKind.Copy,
    };

    static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static string Json(TranscriptFacts facts) => StoredText.Json(facts, FactsJson.Default.TranscriptFacts);

    static string Name(TranscriptKind kind) => kind switch
    {
        TranscriptKind.Session => "session",
        TranscriptKind.SubAgent => "sub_agent",
        _ => "copy",
    };
}
