using Debrief.Sources;
using Debrief.Tests.Configuration;

namespace Debrief.Tests.Sources;

public sealed class RootsTests : IDisposable
{
    readonly TempFolder _home = new();

    public void Dispose() => _home.Dispose();

    string Make(string name) => Directory.CreateDirectory(_home[name]).FullName;

    string Default(string? variable, params string[] configured) => string.Join(' ', Roots.Default(variable, _home.Path, configured).Select(root => Path.GetRelativePath(_home.Path, root.Folder)));

    [Fact]
    public void Both_usual_folders_are_taken_if_they_are_there()
    {
        Assert.Equal("", Default(null));
        Make(".claude/projects");
        Make(".config/claude/projects");
        Assert.Equal(".claude .config/claude", Default(null));
        Assert.Equal(".claude .config/claude", Default(" "));
    }

    [Fact]
    public void CLAUDE_CONFIG_DIR_may_name_several_and_stands_for_the_usual_ones()
    {
        Make(".claude/projects");
        Assert.Equal("a b", Default($"{Make("a")} , {Make("b")}/,,{_home["missing"]},{_home["a"]}"));
    }

    [Fact]
    public void Configured_folders_are_added_once() => Assert.Equal("a b", Default(Make("a"), Make("b"), _home["a"], _home["a/../b"], _home["missing"]));

    [Fact]
    public void A_folder_asked_for_must_be_there()
    {
        Assert.Contains("nowhere", Assert.Throws<UserError>(() => Roots.From([_home["nowhere"]])).Message);
        Assert.Contains("file.txt", Assert.Throws<UserError>(() => Roots.From([_home.Write("file.txt", "")])).Message);
        Assert.Single(Roots.From([Make("a")]));
    }

    [Fact]
    public void Transcripts_are_found_in_projects_of_Claude_s_folder_and_anywhere_in_another()
    {
        foreach (var place in (string[])["c/projects/p/s.jsonl", "c/projects/p/s/subagents/agent-a.jsonl", "c/projects/p/s/subagents/workflows/r/journal.jsonl", "c/projects/p/notes.txt", "c/history.jsonl", "x/deep/er/s.jsonl"])
        {
            Make(Path.GetDirectoryName(place)!);
            _home.Write(place, "");
        }

        Make("c/projects/p/folder.jsonl");
        Assert.Equal(["agent-a.jsonl", "s.jsonl"], Found("c"));
        Assert.Equal(["agent-a.jsonl", "s.jsonl"], Found("c/projects"));
        Assert.Equal(["s.jsonl"], Found("x"));
    }

    IEnumerable<string> Found(string root) => Roots.From([_home[root]]).Single().FindTranscripts().Select(file => Path.GetFileName(file.Path)).Order();
}
