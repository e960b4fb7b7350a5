using Debrief.Dashboard;
using Debrief.Profile;

namespace Debrief.Tests.Dashboard;

public sealed class SkillListTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("debrief-skills-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Skills_of_a_project_exist_beside_those_of_all_each_once()
    {
        var (claude, project) = (Path.Combine(_folder, "claude"), Path.Combine(_folder, "shop"));
        Write(claude, "everywhere");
        Write(Path.Combine(project, ".claude"), "everywhere");
        Write(Path.Combine(project, ".claude"), "only-here");

        var existing = SkillList.ExistingIn([project, Path.Combine(_folder, "on another machine"), "no path"], new InstalledSkills([claude], new()));

        Assert.Equal(["everywhere", "only-here"], existing.Select(skill => skill.Name));
    }

    static void Write(string claude, string skill)
    {
        var folder = Directory.CreateDirectory(Path.Combine(claude, "skills", skill));
        File.WriteAllText(Path.Combine(folder.FullName, "SKILL.md"), $"---\nname: {skill}\n---\n");
    }
}
