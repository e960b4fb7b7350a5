using System.Text.RegularExpressions;

namespace Debrief.Tests.Storage;

/// <summary>What every SQL text of the program keeps to.</summary>
public sealed partial class SqlTests
{
    /// <summary>Sub-agents that were extracted have rows among the sessions: who forgets them counts them as sessions.</summary>
    [Fact]
    public void Whoever_reads_sessions_says_whether_sub_agents_are_among_them()
    {
        var readers = Directory.GetFiles(Source(), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Text().Matches(File.ReadAllText(file)).Select(text => (file, Sql: text.Value)))
            .Where(text => text.Sql.Contains("from claude_sessions", StringComparison.Ordinal))
            .ToList();

        Assert.NotEmpty(readers);
        Assert.All(readers, text => Assert.True(
            text.Sql.Contains("parent_id", StringComparison.Ordinal) || text.Sql.Contains("where id = ", StringComparison.Ordinal),
            $"{text.file} reads claude_sessions: say `parent_id is null`, unless sub-agents are meant.\n{text.Sql}"));
    }

    static string Source()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Debrief.slnx")))
            folder = folder.Parent;
        return Path.Combine(folder.FullName, "src", "Debrief");
    }

    /// <summary>A raw string, or a string on one line.</summary>
    [GeneratedRegex(""""
        """[\s\S]*?"""|"(?:[^"\\\n]|\\.)*"
        """", RegexOptions.CultureInvariant)]
    private static partial Regex Text();
}
