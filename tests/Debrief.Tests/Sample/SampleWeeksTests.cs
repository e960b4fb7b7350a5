using System.Text.Json;
using Debrief.Sample;

namespace Debrief.Tests.Sample;

public sealed class SampleWeeksTests(WrittenWeeks weeks) : IClassFixture<WrittenWeeks>
{
    [Fact]
    public void The_same_arguments_give_the_same_bytes()
    {
        using var again = new WrittenWeeks();

        var expected = Directory.EnumerateFiles(weeks.Folder, "*", SearchOption.AllDirectories).ToDictionary(path => Path.GetRelativePath(weeks.Folder, path), File.ReadAllBytes);
        var actual = Directory.EnumerateFiles(again.Folder, "*", SearchOption.AllDirectories).ToDictionary(path => Path.GetRelativePath(again.Folder, path), File.ReadAllBytes);

        Assert.Equal(expected.Keys.Order(), actual.Keys.Order());
        Assert.All(expected, file => Assert.Equal(file.Value, actual[file.Key]));
    }

    [Fact]
    public void Other_weeks_have_other_sessions()
    {
        using var later = new WrittenWeeks(WrittenWeeks.LastDay.AddDays(7), WrittenWeeks.NewYork);

        Assert.Empty(weeks.Files.Select(file => Path.GetFileName(file.Path)).Intersect(later.Files.Select(file => Path.GetFileName(file.Path))));
    }

    [Theory]
    [InlineData("America/New_York", "2026-03-08")]
    [InlineData("Europe/Berlin", "2026-03-29")]
    [InlineData("Pacific/Auckland", "2026-02-08")]
    public void All_times_lie_within_the_four_weeks_of_the_zone(string id, string lastDay)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(id);
        var end = DateOnly.Parse(lastDay);
        using var written = new WrittenWeeks(end, zone);

        var days = written.Files.SelectMany(file => file.Times).Select(at => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime)).ToList();

        Assert.Equal((end.AddDays(-27), end), (days.Min(), days.Max()));
    }

    [Fact]
    public void A_file_is_as_old_as_its_last_entry() => Assert.All(weeks.Files, file =>
        Assert.Equal(file.Times.Max().UtcDateTime, File.GetLastWriteTimeUtc(file.Path), TimeSpan.FromMilliseconds(1)));

    [Fact]
    public void Every_entry_hangs_on_one_before_it_or_begins_a_tree() => Assert.All(weeks.Files, file =>
    {
        var seen = new HashSet<string>();
        foreach (var entry in file.Tree)
        {
            if (entry.GetProperty("parentUuid").GetString() is { } parent)
                Assert.Contains(parent, seen);
            Assert.True(seen.Add(entry.GetProperty("uuid").GetString()!));
        }
    });

    [Fact]
    public void No_identifier_is_used_twice_except_in_the_resumed_session()
    {
        var shared = weeks.Files
            .SelectMany(file => file.Tree.Select(entry => (Id: entry.GetProperty("uuid").GetString(), file.Path)))
            .GroupBy(entry => entry.Id)
            .Where(group => group.Count() > 1)
            .Select(group => string.Join(' ', group.Select(entry => entry.Path).Order()));

        Assert.Single(shared.Distinct());
    }

    [Fact]
    public void The_lines_of_one_answer_carry_the_same_usage()
    {
        var answers = weeks.Files.SelectMany(file => file.Assistant).Select(entry => entry.GetProperty("message")).GroupBy(message => message.GetProperty("id").GetString()).ToList();

        Assert.All(answers, answer => Assert.Single(answer.Select(message => message.GetProperty("usage").GetRawText()).Distinct()));
        Assert.Contains(answers, answer => answer.Count() is 3);
    }

    [Fact]
    public void Every_tool_call_has_its_result() => Assert.All(weeks.Files, file =>
    {
        var blocks = file.Tree.Where(entry => entry.TryGetProperty("message", out var message) && message.GetProperty("content").ValueKind is JsonValueKind.Array)
            .SelectMany(entry => entry.GetProperty("message").GetProperty("content").EnumerateArray()).ToList();

        Assert.Equal(Ids(blocks, "tool_use", "id"), Ids(blocks, "tool_result", "tool_use_id"));
    });

    [Fact]
    public void Every_sub_agent_belongs_to_a_call_of_its_session() => Assert.All(weeks.Files.Where(file => file.IsSubAgent), file =>
    {
        var session = Path.GetDirectoryName(Path.GetDirectoryName(file.Path)) + ".jsonl";
        var meta = JsonDocument.Parse(File.ReadAllText(Path.ChangeExtension(file.Path, ".meta.json"))).RootElement;

        Assert.Contains(meta.GetProperty("toolUseId").GetString()!, File.ReadAllText(session));
        Assert.All(file.Tree, entry => Assert.True(entry.GetProperty("isSidechain").GetBoolean()));
    });

    [Fact]
    public void As_many_as_the_readme_says()
    {
        Assert.Equal([26, 27, 28, 32], Enumerable.Range(1, 4).Select(week => weeks.PersonsIn(week).Count()));
        Assert.Equal(20, weeks.Files.Count(file => file.IsSubAgent));
        Assert.Equal(52, weeks.Files.Count(file => file.Client is "sdk-cli" && !file.IsSubAgent));
        Assert.Equal(8, weeks.Files.Count(file => file.Text.Contains("<channel source=")));
        Assert.InRange(weeks.Files.Sum(file => new FileInfo(file.Path).Length), 3_000_000, 6_000_000);
    }

    [Theory]
    [InlineData("2026-02-09", "2026-02-08")]
    [InlineData("2026-02-14", "2026-02-08")]
    [InlineData("2026-02-15", "2026-02-08")]
    public void The_last_Sunday_is_over(string today, string sunday) => Assert.Equal(DateOnly.Parse(sunday), SampleWeeks.LastSundayBefore(DateOnly.Parse(today)));

    static IEnumerable<string?> Ids(IEnumerable<JsonElement> blocks, string type, string id) =>
        blocks.Where(block => block.GetProperty("type").GetString() == type).Select(block => block.GetProperty(id).GetString()).Order(StringComparer.Ordinal);
}
