using System.ComponentModel;
using Debrief.Insights;
using Debrief.Profile;
using Microsoft.AspNetCore.Mvc;

namespace Debrief.Api;

/// <summary>The days that are asked about: the last 7, 14, 30 or 90, or from one day to another.</summary>
sealed record AskedPeriod
{
    static readonly int[] s_usual = [7, 14, 30, 90];

    [FromQuery(Name = "period"), Description("The last 7, 14, 30 or 90 days, today the last of them. 7 unless days are given.")]
    public int? Days { get; init; }

    [FromQuery(Name = "since"), Description("The first day: 2026-02-01, today, yesterday, or how long ago: 7d, 2w, 3m.")]
    public string? Since { get; init; }

    [FromQuery(Name = "until"), Description("The last day, written likewise. Today unless it is given.")]
    public string? Until { get; init; }

    /// <exception cref="UserError">It is no period.</exception>
    public Period For(UserProfile profile, TimeProvider clock)
    {
        var zone = profile.TimeZone;
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);
        if ((Since ?? Until) is null)
            return Period.LastDays(s_usual.Contains(Days ?? 7) ? Days ?? 7 : throw new UserError("`period` must be 7, 14, 30 or 90. For other days give `since` and `until`."), today, zone);
        if (Days is not null)
            throw new UserError("Give `period`, or `since` and `until`, not both.");

        var last = DayOf("until", Until, today) ?? today;
        return Period.Between(DayOf("since", Since, today) ?? last.AddDays(-6), last.AddDays(1), zone);
    }

    /// <summary>The beginning of a day that is asked about; null where none is.</summary>
    /// <exception cref="UserError">It is no day.</exception>
    public static DateOnly? DayOf(string name, string? text, DateOnly today) =>
        text is null ? null : Day.TryParse(text, out var day) ? day.Seen(today) : throw new UserError($"`{name}` must be a day: {Day.Forms}.");
}
