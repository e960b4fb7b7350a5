using System.ComponentModel;
using Debrief.Insights;
using Debrief.Profile;
using Debrief.Sessions;
using Microsoft.AspNetCore.Mvc;

namespace Debrief.Api;

/// <summary>Which sessions are asked for.</summary>
sealed record AskedSessions
{
    const int Usual = 50;
    const int Most = 200;

    [FromQuery(Name = "since"), Description("Sessions that ended on this day or later: 2026-02-01, today, yesterday, or how long ago: 7d, 2w, 3m.")]
    public string? Since { get; init; }

    [FromQuery(Name = "until"), Description("Sessions that ended on this day or before.")]
    public string? Until { get; init; }

    [FromQuery(Name = "project"), Description("A glob on the working directory, or a part of it.")]
    public string? Project { get; init; }

    [FromQuery(Name = "outcome"), Description("fully_achieved, mostly_achieved, partially_achieved, not_achieved or unclear_from_transcript.")]
    public string? Outcome { get; init; }

    [FromQuery(Name = "alignment"), Description("aligned, supportive, neutral or drift.")]
    public string? Alignment { get; init; }

    [FromQuery(Name = "owner"), Description("Whose, where a server holds those of several people.")]
    public string? Owner { get; init; }

    [FromQuery(Name = "host"), Description("The machine they were held on, where it was handed in.")]
    public string? Host { get; init; }

    [FromQuery(Name = "limit"), Description("How many on a page: 50 unless told, 200 at most.")]
    public int? Limit { get; init; }

    [FromQuery(Name = "cursor"), Description("The `next` of the page before.")]
    public string? Cursor { get; init; }

    /// <exception cref="UserError">It is no number of sessions.</exception>
    public int AtMost => Limit is null or (>= 1 and <= Most) ? Limit ?? Usual : throw new UserError($"`limit` must be a number from 1 to {Most}.");

    /// <exception cref="UserError">A day is none, or they are the wrong way round.</exception>
    public SessionFilter Filter(UserProfile profile, TimeProvider clock)
    {
        var zone = profile.TimeZone;
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);
        var (first, last) = (AskedPeriod.DayOf("since", Since, today), AskedPeriod.DayOf("until", Until, today));
        if (first > last)
            throw new UserError("`since` is after `until`. Exchange them.");
        return new(Begins(first), Begins(last?.AddDays(1)), Project, Outcome, Alignment, Owner, Host);

        DateTimeOffset? Begins(DateOnly? day) => day is { } given ? new Period("custom", given, given, zone).From : null;
    }

    /// <exception cref="UserError">It is none of ours.</exception>
    public static SessionCursor? Read(string? cursor) =>
        cursor is null ? null : SessionCursor.Parse(cursor) ?? throw new UserError("`cursor` isn't the `next` of a page. Leave it out to begin anew.");
}
