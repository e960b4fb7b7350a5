using Debrief.Insights;
using Debrief.Insights.Stitching;
using Debrief.Tests.Support;

namespace Debrief.Tests.Insights;

public sealed class LaterFinishTests
{
    static readonly Period s_month = Period.Monthly(new(2026, 3, 1), Some.Zone);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void What_is_not_compared_would_have_finished_nothing(int seed)
    {
        var trails = Any(new Random(seed), 600);

        var later = FinishedLater.Of(s_month, trails);

        Assert.Equal(ComparedEach(trails), (later.LeftOpen, later.Finished));
        Assert.InRange(later.Finished, 10, later.LeftOpen - 10);
    }

    /// <summary>The promise, word by word: the first of the hundred that follow in the project, or that resume it, which goes on with it and leads to an end.</summary>
    static (int LeftOpen, int Finished) ComparedEach(IReadOnlyList<Trail> trails)
    {
        var ends = new HashSet<Trail>(ReferenceEqualityComparer.Instance);
        foreach (var project in trails.GroupBy(trail => trail.Project))
            foreach (var (at, open) in project.Index().Reverse().Where(each => each.Item.IsLeftOpen))
                if (project.Skip(at + 1).Take(100).Concat(trails.Where(trail => trail.ResumedFrom == open.Name.Id && trail.EndedAt >= open.EndedAt && trail != open))
                    .Any(next => GoesOn(open, next) && (next.IsAchieved || ends.Contains(next))))
                    ends.Add(open);
        var own = trails.Where(trail => s_month.Contains(trail.EndedAt) && trail.IsLeftOpen).ToList();
        return (own.Count, own.Count(ends.Contains));
    }

    static bool GoesOn(Trail before, Trail after) => after.ResumedFrom == before.Name.Id
        || before.Project is not null && before.Project == after.Project && after.StartedAt >= before.StartedAt && after.StartedAt - before.EndedAt <= Stitch.Longest
            && (before.Branch is not null && before.Branch == after.Branch || Shared(before.Files, after.Files) >= 2 && 2 * Shared(before.Files, after.Files) >= Math.Min(before.Files.Length, after.Files.Length)
                || Math.Min(before.Goal.Length, after.Goal.Length) >= 3 && 3 * Shared(before.Goal, after.Goal) >= 2 * before.Goal.Union(after.Goal).Count());

    static int Shared(uint[] codes, uint[] others) => codes.Intersect(others).Count();

    /// <summary>In the order of their end, all within two weeks of the month.</summary>
    static List<Trail> Any(Random random, int count)
    {
        var end = s_month.From.AddDays(-13);
        return [.. Enumerable.Range(0, count).Select(number =>
        {
            end = end.AddMinutes(random.Next(200));
            return new Trail(new($"s{number}", null), random.Next(8) == 0 ? null : $"project{random.Next(2)}", end.AddMinutes(-random.Next(300)), end)
            {
                Branch = random.Next(5) == 0 ? $"branch{random.Next(10)}" : "main",
                ResumedFrom = random.Next(9) == 0 ? $"s{random.Next(number)}" : null,
                Files = Codes.Of(Enumerable.Range(0, random.Next(5)).Select(_ => $"file{random.Next(30)}")),
                Goal = Codes.Of(Enumerable.Range(0, random.Next(7)).Select(_ => $"word{random.Next(15)}")),
                Outcome = random.Next(8) switch { 0 => "fully_achieved", 1 => null, _ => "partially_achieved" },
            };
        })];
    }
}
