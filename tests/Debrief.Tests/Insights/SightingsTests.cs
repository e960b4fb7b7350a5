using Debrief.Insights;

namespace Debrief.Tests.Insights;

public sealed class SightingsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void What_is_looked_up_is_put_together_as_if_each_were_compared_with_each(int seed)
    {
        var all = Any(new Random(seed), 400);

        var groups = Shown(Sightings.Of(all));

        Assert.Equal(ComparedEach(all), groups);
        Assert.InRange(groups.Count, 20, 300);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void What_came_later_joins_what_is_put_together_already_as_if_all_were_put_together_at_once(int seed)
    {
        var random = new Random(seed);
        var all = Any(random, 400);
        var (first, second) = (random.Next(400), random.Next(400));
        var earlier = Sightings.Of(all[..Math.Min(first, second)]);
        var before = Shown(earlier);

        var put = earlier.With(all[Math.Min(first, second)..Math.Max(first, second)]).With(all[Math.Max(first, second)..]);

        Assert.Equal(ComparedEach(all), Shown(put));
        Assert.Equal(before, Shown(earlier));
        Assert.Equal(ComparedEach([.. all[..Math.Min(first, second)], all[^1]]), Shown(earlier.With([all[^1]])));
    }

    static List<string> Shown(Sightings sightings) => [.. sightings.Groups.Select(group => string.Join(",", group.Select(sighting => sighting.Ended.Ticks)))];

    /// <summary>The promise, word by word: into the first group that has one like it.</summary>
    static IEnumerable<string> ComparedEach(IReadOnlyList<Sighting> all)
    {
        var groups = new List<List<Sighting>>();
        foreach (var sighting in all)
        {
            if (groups.Find(group => group.Exists(other => IsAgain(sighting, other))) is { } known)
                known.Add(sighting);
            else
                groups.Add([sighting]);
        }
        return groups.Select(group => string.Join(",", group.Select(sighting => sighting.Ended.Ticks)));
    }

    static bool IsAgain(Sighting one, Sighting other) => one.Kind == other.Kind && one.Who == other.Who
        && (one.Tool is not null || other.Tool is not null ? one.Tool == other.Tool
            : one.SessionId == other.SessionId && one.Heard == other.Heard || Wording.IsNear(one.Words, other.Words));

    static List<Sighting> Any(Random random, int count)
    {
        string[] words = ["the", "file", "is", "wrong", "again", "please", "stop", "never", "that", "other", "one", "meant", "table", "test"];
        return [.. Enumerable.Range(0, count).Select(number => new Sighting($"s{random.Next(count / 2)}", null, new(number, TimeSpan.Zero), null, $"kind{random.Next(2)}",
            random.Next(2) == 0 ? null : "user", random.Next(2) == 0 ? "human" : "tool", random.Next(5) == 0 ? $"tool{random.Next(3)}" : null, 0, null,
            string.Join(' ', random.GetItems(words, random.Next(9))), "human", 0, default, null))];
    }
}
