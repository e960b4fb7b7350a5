using Debrief.Tests.Cli;
using Debrief.Tests.Configuration;

namespace Debrief.Tests.Facets;

/// <summary>The rules against sessions that were labelled by hand.</summary>
public sealed class LabelledSessionsTests
{
    /// <summary>The folders that the labels' businesses work in, and their people; the labels' own profile names none.</summary>
    const string Profile = """
        businesses:
          - slug: entire
            name: Entire
            projects: ["**/cli", "**/cli/**"]
          - slug: m-claude
            name: M-Claude
            projects: ["**/M-Claude/**"]
        priorities:
          - slug: ship-entire-cli
            name: Ship the CLI
            businesses: [entire]
          - slug: grow-knowledge-base
            name: Grow the knowledge base
            businesses: [m-claude]
        people:
          - name: soph
          - name: Stefan Haubold
        """;

    [Fact]
    public async Task Rules_agree_with_the_labels_as_far_as_the_documentation_says()
    {
        var shared = Shared();
        Assert.SkipWhen(shared is null, "There are no labelled sessions beside the repository.");
        using var folder = new TempFolder();

        var run = await Run.Debrief("eval", Path.Combine(shared, "eval"), "--transcripts", Path.Combine(shared, "transcripts"),
            "--profile", folder.Write("profile.yaml", Profile), "--home", folder["home"]);

        Assert.Matches(@"^\d+ sessions, by rules on this machine: no model, free\.\n$", run.Error);
        var table = run.Output[..run.Output.IndexOf("\n\n", StringComparison.Ordinal)].TrimStart('\n');
        Assert.Contains(table, File.ReadAllText(Path.Combine(Repository(), "docs", "facets.md")).ReplaceLineEndings("\n"));
    }

    static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Debrief.slnx")))
            folder = folder.Parent;
        return folder.FullName;
    }

    /// <summary>The folder "shared" beside the repository, or beside a folder around it.</summary>
    static string? Shared()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !Directory.Exists(Path.Combine(folder.FullName, "shared", "eval")))
            folder = folder.Parent;
        return folder is null ? null : Path.Combine(folder.FullName, "shared");
    }
}
