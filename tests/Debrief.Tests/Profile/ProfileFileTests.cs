using System.Runtime.CompilerServices;
using Debrief.Profile;
using Debrief.Tests.Configuration;

namespace Debrief.Tests.Profile;

public sealed class ProfileFileTests
{
    [Fact]
    public void A_missing_file_is_the_default_profile()
    {
        var file = ProfileFile.Read("/no/such/profile.yaml");

        Assert.Empty(file.Problems);
        Assert.Equal("Claude", file.Profile.Assistant);
        Assert.Equal(TimeZoneInfo.Local, file.Profile.TimeZone);
    }

    [Fact]
    public void Everything_that_is_said_is_read()
    {
        var profile = Right(
            """
            assistant: Andy
            name: Alex
            time_zone: America/New_York
            businesses:
              - {slug: 10k, name: 10k Independents, about: a network, projects: [~/10k, "10k-*"]}
              - slug: indy-hall
            priorities:
              - {slug: grow, about: more members, businesses: [indy-hall, 10k]}
            people:
              - {name: Robin Ortega, aliases: [Robin, rortega], about: manages the space}
            skills:
              - {name: /compose, about: writes email, does: [draft an email]}
            started_by:
              - {initiated_by: webhook, project: ~/hooks, prompt: "[hook]", client: sdk-ts}
            """);

        Assert.Equal(("Andy", "Alex", "America/New_York"), (profile.Assistant, profile.Name, profile.TimeZone.Id));
        Assert.Equivalent(new Business("10k", "10k Independents", "a network", ["~/10k", "10k-*"]), profile.Businesses[0]);
        Assert.Equivalent(new Business("indy-hall", "Indy hall", null, []), profile.Businesses[1]);
        Assert.Equivalent(new Priority("grow", "Grow", "more members", ["indy-hall", "10k"]), Assert.Single(profile.Priorities));
        Assert.Equivalent(new Person("Robin Ortega", ["Robin", "rortega"], "manages the space"), Assert.Single(profile.People));
        Assert.Equivalent(new Skill("compose", "writes email", ["draft an email"]), Assert.Single(profile.Skills));
        Assert.Equivalent(new InitiatorRule("webhook", "~/hooks", "[hook]", "sdk-ts"), Assert.Single(profile.StartedBy));
    }

    [Theory]
    [InlineData("asistant: Andy", "1: unknown key `asistant` (known here: businesses, assistant, name, language, time_zone, priorities, people, skills, started_by)")]
    [InlineData("name: [Alex]", "1: `name` must be a text, not a list")]
    [InlineData("name: ''", "1: this text is empty; leave the key out instead")]
    [InlineData("time_zone: Mars/Base", "1: there is no time zone \"Mars/Base\"; write one such as America/New_York, Europe/Berlin or UTC")]
    [InlineData("businesses:\n  acme: {}", "2: `businesses` must be a list (`- key: value` on lines of their own), not `key: value` pairs")]
    [InlineData("businesses:\n  - acme", "2: an item of `businesses` must be `key: value` pairs, not \"acme\"")]
    [InlineData("businesses:\n  - name: Acme", "2: `slug` is missing")]
    [InlineData("businesses:\n  - slug: Acme & Sons", "2: the slug \"Acme & Sons\" isn't right: write small letters, digits and hyphens, such as \"acme-sons\"")]
    [InlineData("businesses:\n  - slug: a\n  - slug: a", "3: the business \"a\" is already on line 2")]
    [InlineData("businesses:\n  - slug: a\n    projects: [~/a, '']", "3: an item of `projects` is empty")]
    [InlineData("businesses:\n  - slug: a\n    project: ~/a", "3: unknown key `project` (known here: slug, name, about, projects)")]
    [InlineData("businesses: [{slug: a}]\npriorities:\n  - slug: p\n    businesses: [b]", "4: there is no business \"b\"; it is one of: a")]
    [InlineData("priorities:\n  - slug: p\n  - slug: P", "3: the slug \"P\" isn't right: write small letters, digits and hyphens, such as \"p\"\n3: the priority \"P\" is already on line 2")]
    [InlineData("people:\n  - name: Jo\n  - name: Jon\n    aliases: [jo]", "4: the person \"jo\" is already on line 2")]
    [InlineData("people:\n  - about: a friend", "2: `name` is missing")]
    [InlineData("skills:\n  - name: compose\n  - name: /compose", "3: the skill \"compose\" is already on line 2")]
    [InlineData("started_by:\n  - initiated_by: cron\n    client: x", "2: `initiated_by` can't be \"cron\"; it is one of: user-interactive, discord-mention, scheduled-job, sub-agent, webhook, sdk")]
    [InlineData("started_by:\n  - initiated_by: sdk", "2: a rule of `started_by` needs a condition: project, prompt or client")]
    public void A_mistake_is_told_with_its_line(string yaml, string problems) =>
        Assert.Equal(problems, string.Join('\n', ProfileFile.Parse(yaml).Problems.Select(problem => $"{problem.Line}: {problem.Message}")));

    [Theory]
    [InlineData("name: \"Alex\nbusinesses:\n")]
    [InlineData("name: a\nname: b")]
    [InlineData("name: {a")]
    [InlineData("*unknown")]
    public void What_is_not_yaml_is_one_problem(string yaml) =>
        Assert.StartsWith("this is not YAML: ", Assert.Single(ProfileFile.Parse(yaml).Problems).Message);

    [Fact]
    public void A_name_and_its_own_alias_may_be_the_same() => Right("people: [{name: Jo, aliases: [jo]}]");

    [Fact]
    public void For_any_work_a_broken_profile_is_refused_with_its_first_problem()
    {
        using var home = new TempFolder();
        var path = home.Write("profile.yaml", "name: Alex\nfoo: 1\nbar: 2\nbaz: 3\n");

        var error = Assert.Throws<UserError>(() => ProfileFile.Load(path));

        Assert.StartsWith($"{path}:2: unknown key `foo`", error.Message);
        Assert.EndsWith(" (and 2 more: run `debrief profile check`)", error.Message);
    }

    [Fact]
    public void The_example_in_the_documentation_is_right()
    {
        var page = File.ReadAllText(Path.Combine(Repository(), "docs", "profile.md"));
        var profile = Right(page.Split("```yaml\n")[1].Split("```")[0]);

        Assert.Equal(["indy-hall", "stb", "10k", "goodsomm", "system", "personal"], profile.Businesses.Select(business => business.Slug));
        Assert.Equal(3, profile.Priorities.Count);
        Assert.Equal("system", profile.BusinessOf("/home/alex/.claude/skills/compose")?.Slug);
        Assert.Equal("indy-hall", profile.BusinessOf("/Users/alex/work/indy-hall-newsletter")?.Slug);
    }

    [Fact]
    public void The_reference_profile_is_right()
    {
        var path = Path.Combine(Repository(), "..", "shared", "eval", "profile.yaml");
        Assert.SkipUnless(File.Exists(path), "The reference data doesn't lie beside the repository.");

        Assert.Empty(ProfileFile.Read(path).Problems);
    }

    static UserProfile Right(string yaml)
    {
        var file = ProfileFile.Parse(yaml);
        Assert.Empty(file.Problems);
        return file.Profile;
    }

    static string Repository([CallerFilePath] string thisFile = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", ".."));
}
