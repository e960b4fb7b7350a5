using Debrief.Api;
using Debrief.Insights;
using Debrief.Profile;
using Debrief.Sessions;

namespace Debrief.Dashboard;

/// <summary>What else a list of sessions is narrowed down to.</summary>
sealed record ChosenSessions
{
    /// <summary>The names of the fields that are chosen by links, and what they are called.</summary>
    static readonly IReadOnlyList<(string Name, string Called)> s_named =
        [("alignment", "Alignment"), ("outcome", "Outcome"), ("priority", "Priority"), ("skill", "Used"), ("missed", "Missed"), ("friction", "Friction"), ("person", "Person"), ("host", "Host")];

    readonly Dictionary<string, string> _given = [];

    public string? Words => _given.GetValueOrDefault("q");
    public string? Cursor => _given.GetValueOrDefault("cursor");

    public static ValueTask<ChosenSessions?> BindAsync(HttpContext context)
    {
        var chosen = new ChosenSessions();
        foreach (var name in s_named.Select(named => named.Name).Concat(["q", "cursor"]))
            if (context.Request.Query[name].ToString().Trim() is { Length: > 0 } text)
                chosen._given[name] = text;
        return ValueTask.FromResult<ChosenSessions?>(chosen);
    }

    /// <summary>What isn't in the form, each with the address of the list without it.</summary>
    public IEnumerable<(string Name, string Value, string Called)> Named => s_named.Where(named => _given.ContainsKey(named.Name)).Select(named => (named.Name, _given[named.Name], named.Called));

    public bool IsSelective => _given.Count > 0;

    public string Without(string name, Chosen chosen) => Added(chosen.Same(Links.Sessions), _given.Where(given => given.Key != name && given.Key != "cursor"));

    public string Page(string cursor, Chosen chosen) => Added(chosen.Same(Links.Sessions), _given.Where(given => given.Key != "cursor").Append(new("cursor", cursor)));

    /// <exception cref="UserError">A day is none, or they are the wrong way round.</exception>
    public SessionFilter Filter(Chosen chosen, UserProfile profile, TimeProvider clock)
    {
        var asked = new AskedSessions
        {
            Since = chosen.HasDays ? chosen.Since : chosen.Days is { } days ? int.TryParse(days, out var number) ? $"{number - 1}d" : days : null, Until = chosen.HasDays ? chosen.Until : null, Project = chosen.Project, Owner = chosen.Owner,
            Outcome = _given.GetValueOrDefault("outcome"), Alignment = _given.GetValueOrDefault("alignment"), Host = _given.GetValueOrDefault("host"),
        };
        return asked.Filter(profile, clock) with
        {
            Words = Words,
            Kind = chosen.Kind,
            Priority = _given.GetValueOrDefault("priority"),
            Skill = _given.GetValueOrDefault("skill"),
            MissedSkill = _given.GetValueOrDefault("missed"),
            Friction = _given.GetValueOrDefault("friction"),
            Person = _given.GetValueOrDefault("person") is { } person ? profile.NamesOf(person) : null,
            Takes = chosen.Business is null ? null : (businesses, project) => chosen.Business == (profile.BusinessOf(businesses, project) ?? SessionSelection.NoBusiness),
        };
    }

    static string Added(string path, IEnumerable<KeyValuePair<string, string>> values) => Links.To(path, values.Select(value => (value.Key, (string?)value.Value)));
}
