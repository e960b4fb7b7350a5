using System.Data.Common;
using Dapper;
using Debrief.Facets;

namespace Debrief.Cli;

/// <summary>How far the sessions have come on their way from transcript to facets.</summary>
sealed record DoctorCounts
{
    public required long Transcripts { get; init; }
    public required long Sessions { get; init; }

    /// <summary>Sessions of more than five messages: only these are given facets.</summary>
    public required long Eligible { get; init; }

    /// <summary>Of those, the ones that have facets.</summary>
    public required long Extracted { get; init; }

    /// <summary>Eligible sessions that have ended and have no facets, or grew since they got them.</summary>
    public long Waiting { get; init; }

    /// <summary>Those whose facets a model gave by another prompt or profile than today's; null where the prompt can't be read.</summary>
    public long? Outdated { get; init; }

    public static async Task<DoctorCounts> ReadAsync(DbConnection db, PendingSessions pending, DateTimeOffset now, CancellationToken cancel) => await ReadAsync(db, cancel) with
    {
        Waiting = await pending.CountAsync(now, since: null, cancel) + await pending.CountGrownAsync(now, cancel),
        Outdated = pending.PromptVersion is null ? null : await pending.CountOutdatedAsync(now, cancel),
    };

    static Task<DoctorCounts> ReadAsync(DbConnection db, CancellationToken cancel) =>
        db.QuerySingleAsync<DoctorCounts>(new CommandDefinition("""
            select (select count(*) from transcripts) as transcripts,
                   count(*) as sessions,
                   count(*) filter (where s.message_count > 5) as eligible,
                   count(*) filter (where s.message_count > 5 and f.session_id is not null) as extracted
              from claude_sessions s
              left join session_facets f on f.session_id = s.id
             where s.parent_id is null
            """, cancellationToken: cancel));

    public IEnumerable<DoctorLine> Lines() =>
    [
        Transcripts == 0
            ? new(DoctorMark.Note, "sessions", "none yet", "debrief sync")
            : new(DoctorMark.Ok, "sessions", $"{DoctorWords.Count(Sessions, "session")} from {DoctorWords.Count(Transcripts, "transcript")}"),
        new(Waiting > 0 ? DoctorMark.Note : DoctorMark.Ok, "facets", Facets(), Waiting > 0 ? $"debrief extract --limit {Waiting}" : null),
        .. Outdated > 0
            ? [new(DoctorMark.Note, "outdated", $"of {DoctorWords.Count(Outdated.Value, "session")} a model's facets rest on an earlier prompt or another profile", "debrief extract --outdated --dry-run")]
            : Array.Empty<DoctorLine>(),
    ];

    string Facets() => Eligible == 0
        ? "no session of more than 5 messages yet"
        : $"extracted from {Extracted} of {DoctorWords.Count(Eligible, "session")} of more than 5 messages; {(Waiting == 0 ? "none" : Waiting)} waiting";
}
