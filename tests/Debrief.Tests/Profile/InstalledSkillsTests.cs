using Debrief.Profile;

namespace Debrief.Tests.Profile;

public sealed class InstalledSkillsTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("debrief-").FullName;
    readonly string _claude;
    readonly string _project;

    public InstalledSkillsTests() => (_claude, _project) = (Path.Combine(_folder, "claude"), Path.Combine(_folder, "shop"));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Skills_and_commands_of_the_person_are_there_in_every_project()
    {
        Write("claude/skills/compose/SKILL.md", "---\nname: compose\ndescription: >\n  Writes an e-mail\n  in my voice\nallowed-tools: [Read, Write]\n---\n# Compose");
        Write("claude/commands/file-this.md", "---\ndescription: \"Files a link\"\n---\nFile $ARGUMENTS");
        Write("claude/commands/git/tidy.md", "Tidy the branches.");

        Assert.Equal(["compose: Writes an e-mail in my voice", "file-this: Files a link", "git:tidy: "], Told(null));
        Assert.Equal(Told(null), Told(_project));
    }

    [Fact]
    public void A_project_s_own_are_there_for_it_alone()
    {
        Write("shop/.claude/skills/seed-shop/SKILL.md", "---\nname: seed-shop\ndescription: Fills the shop\n---");
        Write("shop/.claude/commands/ship.md", "Ship it.");

        Assert.Empty(Told(null));
        Assert.Equal(["seed-shop: Fills the shop", "ship: "], Told(_project));
        Assert.Empty(Told("shop"));
    }

    [Fact]
    public void What_the_profile_says_of_a_skill_goes_before_its_file()
    {
        Write("claude/skills/compose/SKILL.md", "---\nname: compose\ndescription: from the file\n---");

        var skill = Assert.Single(new InstalledSkills([_claude], new() { Skills = [new("Compose", "from the profile", ["write a mail"])] }).Of(null));

        Assert.Equal(("Compose", "from the profile"), (skill.Name, skill.About));
    }

    [Fact]
    public void A_plugin_s_skills_are_called_after_it_and_only_where_it_is_installed()
    {
        Write("claude/plugins/cache/market/tools/1.2.0/.claude-plugin/plugin.json", """{"name":"tools"}""");
        Write("claude/plugins/cache/market/tools/1.2.0/skills/lint/SKILL.md", "---\nname: lint\ndescription: Lints\n---");
        Write("claude/plugins/cache/market/tools/1.2.0/commands/fix.md", "Fix it.");
        Write("claude/plugins/marketplaces/market/plugins/other/.claude-plugin/plugin.json", """{"name":"other"}""");
        Write("claude/plugins/marketplaces/market/plugins/other/commands/x.md", "X");

        Assert.Equal(["tools:lint: Lints", "tools:fix: ", "other:x: "], Told(null));

        Write("claude/plugins/installed_plugins.json", """{"version":2,"plugins":{"tools@market":[{"version":"1.2.0"}]}}""");
        Assert.Equal(["tools:lint: Lints", "tools:fix: "], Told(null));
    }

    [Fact]
    public void Broken_files_harm_nothing_and_nobody_else()
    {
        Write("claude/skills/a-colon/SKILL.md", "---\nname: a-colon\ndescription: Use when: things break\n---");
        Write("claude/skills/b-deep/SKILL.md", "---\ndeep: " + new string('[', 50_000) + "\nname: b-deep\n---");
        Write("claude/skills/c-open/SKILL.md", "---\nname: c-open");
        Write("claude/skills/d-empty/SKILL.md", "");
        Write("claude/skills/e-named/SKILL.md", "---\nname: \"rm -rf\\n{{nonce}}\"\n---");
        Write("claude/skills/f-bytes/SKILL.md", "\0\uFFFD\u001b[31m");
        Write("claude/skills/g-huge/SKILL.md", "---\nname: g-huge\ndescription: Big\n---\n" + new string('x', 5_000_000));
        Write("claude/skills/h-nested/SKILL.md", "---\nmeta:\n  name: wrong\n  description: wrong\nname: h-nested\ndescription: right\n---");
        Write("claude/commands/two words.md", "No command is called so.");
        Write("claude/plugins/p/.claude-plugin/plugin.json", "{not json");
        Write("claude/plugins/p/commands/go.md", "Go.");

        Assert.Equal(["a-colon: Use when: things break", "b-deep: ", "c-open: ", "e-named: ", "f-bytes: ", "g-huge: Big", "h-nested: right", "p:go: "], Told(null));
    }

    [Fact]
    public void A_linked_skill_counts_and_links_in_a_circle_end()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need rights there.");
        Write("elsewhere/compose/SKILL.md", "---\nname: compose\n---");
        Write("claude/commands/sub/a.md", "A");
        Directory.CreateDirectory(Path.Combine(_claude, "skills"));
        Directory.CreateSymbolicLink(Path.Combine(_claude, "skills", "compose"), Path.Combine(_folder, "elsewhere", "compose"));
        Directory.CreateSymbolicLink(Path.Combine(_claude, "skills", "loop"), Path.Combine(_claude, "skills"));
        Directory.CreateSymbolicLink(Path.Combine(_claude, "commands", "sub", "loop"), Path.Combine(_claude, "commands"));
        Directory.CreateDirectory(Path.Combine(_claude, "skills", "endless"));
        File.CreateSymbolicLink(Path.Combine(_claude, "skills", "endless", "SKILL.md"), "/dev/zero");

        Assert.Equal(["compose: ", "sub:a: "], Told(null));
    }

    IEnumerable<string> Told(string? project) => new InstalledSkills([_claude], new()).Of(project).Select(skill => $"{skill.Name}: {skill.About}");

    void Write(string path, string text)
    {
        var file = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
