using Debrief.Api;
using Debrief.Insights;
using Debrief.Profile;

namespace Debrief.Dashboard;

/// <summary>What the filters of a page are set to: days, and which sessions. Fields of a form that were left empty say nothing.</summary>
sealed record Chosen
{
    public string? Days { get; init; }
    public string? Since { get; init; }
    public string? Until { get; init; }
    public string? Business { get; init; }
    public string? Project { get; init; }
    public string? Owner { get; init; }
    public string? Kind { get; init; }

    public static ValueTask<Chosen?> BindAsync(HttpContext context)
    {
        return ValueTask.FromResult<Chosen?>(new()
        {
            Days = Given("period"), Since = Given("since"), Until = Given("until"),
            Business = Given("business"), Project = Given("project"), Owner = Given("owner"), Kind = Given("kind"),
        });

        string? Given(string name) => context.Request.Query[name].ToString().Trim() is { Length: > 0 } text ? text : null;
    }

    public bool HasDays => (Since ?? Until) is not null;

    public SessionSelection Selection => new(Owner, Business, Project, Kind);

    public bool IsSelective => (Business ?? Project ?? Owner ?? Kind) is not null;

    /// <param name="usual">How many days where none are chosen.</param>
    /// <exception cref="UserError">They are no days.</exception>
    public Period Period(UserProfile profile, TimeProvider clock, int usual = 7) =>
        new AskedPeriod { Since = Since, Until = Until, Days = HasDays ? null : Days is null ? usual : int.TryParse(Days, out var days) ? days : 0 }.For(profile, clock);

    /// <summary>The same page and sessions, over the last so many days.</summary>
    public string Over(string path, int days) => Links.To(path, [("period", $"{days}"), .. Which]);

    /// <summary>Sessions of these days and of what is chosen, and of what else is said.</summary>
    public string Sessions(Period period, params IEnumerable<(string Name, string? Value)> also)
    {
        var more = also.ToList();
        return Links.To(Links.Sessions, [("since", $"{period.First:yyyy-MM-dd}"), ("until", $"{period.End.AddDays(-1):yyyy-MM-dd}"), .. Which.Where(which => !more.Exists(each => each.Name == which.Name)), .. more]);
    }

    /// <summary>Another page over the same days and sessions.</summary>
    public string Same(string path) => Links.To(path, [("period", HasDays ? null : Days), ("since", Since), ("until", Until), .. Which]);

    IEnumerable<(string Name, string? Value)> Which => [("business", Business), ("project", Project), ("owner", Owner), ("kind", Kind)];
}
