using Debrief.Configuration;

namespace Debrief.Profile;

/// <summary>Reads a profile from YAML and finds everything that is wrong with it.</summary>
sealed class ProfileReader(Problems problems)
{
    public static ProfileFile Read(YamlReader yaml)
    {
        var profile = new ProfileReader(yaml.Problems).Read(yaml.Root);
        return new(profile, yaml.Problems.InOrder());
    }

    UserProfile Read(YamlMap root)
    {
        var otherwise = new UserProfile();
        var businesses = Businesses(root.Maps("businesses"));
        var profile = new UserProfile
        {
            Assistant = Filled(root.Text("assistant")) ?? otherwise.Assistant,
            Name = Filled(root.Text("name")),
            Language = Language(root.Text("language")) ?? otherwise.Language,
            TimeZone = TimeZone(root.Text("time_zone")) ?? otherwise.TimeZone,
            Businesses = businesses,
            Priorities = Priorities(root.Maps("priorities"), businesses),
            People = People(root.Maps("people")),
            Skills = Skills(root.Maps("skills")),
            StartedBy = StartedBy(root.Maps("started_by")),
        };
        root.End();
        return profile;
    }

    List<Business> Businesses(IReadOnlyList<YamlMap> maps)
    {
        var taken = new Taken("business", problems);
        var businesses = new List<Business>();
        foreach (var map in maps)
        {
            var slug = Slug(map, taken);
            businesses.Add(new(slug, NameOf(map, slug), About(map), Values(map.Texts("projects"))));
            map.End();
        }

        return businesses;
    }

    List<Priority> Priorities(IReadOnlyList<YamlMap> maps, List<Business> businesses)
    {
        var taken = new Taken("priority", problems);
        var priorities = new List<Priority>();
        foreach (var map in maps)
        {
            var slug = Slug(map, taken);
            var served = map.Texts("businesses");
            foreach (var unknown in served.Where(text => businesses.TrueForAll(business => business.Slug != text.Value)))
                problems.Add(unknown.Line, $"there is no business \"{unknown.Value}\"{OneOf(businesses.Select(business => business.Slug))}");
            priorities.Add(new(slug, NameOf(map, slug), About(map), Values(served)));
            map.End();
        }

        return priorities;
    }

    List<Person> People(IReadOnlyList<YamlMap> maps)
    {
        var taken = new Taken("person", problems);
        var people = new List<Person>();
        foreach (var map in maps)
        {
            var name = Required(map, "name");
            var aliases = map.Texts("aliases");
            foreach (var text in aliases.Prepend(name).DistinctBy(text => text.Value, StringComparer.OrdinalIgnoreCase))
                taken.Add(text);
            people.Add(new(name.Value, Values(aliases), About(map)));
            map.End();
        }

        return people;
    }

    List<Skill> Skills(IReadOnlyList<YamlMap> maps)
    {
        var taken = new Taken("skill", problems);
        var skills = new List<Skill>();
        foreach (var map in maps)
        {
            // A skill is called as /compose and named compose.
            var given = Required(map, "name");
            var name = given with { Value = given.Value.TrimStart('/') };
            taken.Add(name);
            skills.Add(new(name.Value, About(map), Values(map.Texts("does"))));
            map.End();
        }

        return skills;
    }

    List<InitiatorRule> StartedBy(IReadOnlyList<YamlMap> maps)
    {
        var rules = new List<InitiatorRule>();
        foreach (var map in maps)
        {
            var initiator = Required(map, "initiated_by");
            if (initiator.Value.Length > 0 && !InitiatorRule.Initiators.Contains(initiator.Value))
                problems.Add(initiator.Line, $"`initiated_by` can't be \"{initiator.Value}\"{OneOf(InitiatorRule.Initiators)}");

            var rule = new InitiatorRule(initiator.Value, Filled(map.Text("project")), Filled(map.Text("prompt")), Filled(map.Text("client")));
            if (rule is { Project: null, Prompt: null, Client: null })
                problems.Add(map.Line, "a rule of `started_by` needs a condition: project, prompt or client");
            rules.Add(rule);
            map.End();
        }

        return rules;
    }

    string Slug(YamlMap map, Taken taken)
    {
        var slug = Required(map, "slug");
        if (slug.Value.Length == 0)
            return "";

        if (!Profile.Slug.IsValid(slug.Value))
            problems.Add(slug.Line, $"the slug \"{slug.Value}\" isn't right: write small letters, digits and hyphens, such as \"{Profile.Slug.From(slug.Value)}\"");
        taken.Add(slug);
        return slug.Value;
    }

    YamlText Required(YamlMap map, string key)
    {
        if (map.Text(key) is { } text && !string.IsNullOrWhiteSpace(text.Value))
            return text;
        problems.Add(map.Line, $"`{key}` is missing");
        return new("", map.Line);
    }

    TimeZoneInfo? TimeZone(YamlText? id)
    {
        if (id is not { } given)
            return null;
        if (TimeZoneInfo.TryFindSystemTimeZoneById(given.Value, out var zone))
            return zone;
        problems.Add(given.Line, $"there is no time zone \"{given.Value}\"; write one such as America/New_York, Europe/Berlin or UTC");
        return null;
    }

    string? Language(YamlText? code)
    {
        if (code is { } given && !(given.Value.Length is >= 2 and <= 12 && given.Value.All(letter => char.IsAsciiLetter(letter) || letter == '-')))
            problems.Add(given.Line, $"\"{given.Value}\" is no language; write a short name such as en, de or pt-BR");
        return code?.Value;
    }

    string NameOf(YamlMap map, string slug) => Filled(map.Text("name")) ?? Profile.Slug.ToName(slug);

    string? Filled(YamlText? text)
    {
        if (text is { } given && string.IsNullOrWhiteSpace(given.Value))
            problems.Add(given.Line, "this text is empty; leave the key out instead");
        return text is { Value: var value } && !string.IsNullOrWhiteSpace(value) ? value : null;
    }

    string? About(YamlMap map) => Filled(map.Text("about"));

    static List<string> Values(IReadOnlyList<YamlText> texts) => [.. texts.Select(text => text.Value)];

    static string OneOf(IEnumerable<string> names) => names.Where(name => name.Length > 0).Distinct().ToList() is { Count: > 0 } known ? $"; it is one of: {string.Join(", ", known)}" : "";
}

/// <summary>Names that may be given once.</summary>
sealed class Taken(string what, Problems problems)
{
    readonly Dictionary<string, int> _lines = new(StringComparer.OrdinalIgnoreCase);

    public void Add(YamlText name)
    {
        if (name.Value.Length > 0 && !_lines.TryAdd(name.Value, name.Line))
            problems.Add(name.Line, $"the {what} \"{name.Value}\" is already on line {_lines[name.Value]}");
    }
}
