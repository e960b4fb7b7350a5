using System.Collections.Concurrent;
using System.Globalization;
using Debrief.Alerts;
using static System.FormattableString;

namespace Debrief.Tests.Alerts;

/// <summary>How often our rule and the simple one (a day's mean over one and a half times that of the fourteen days before) are wrong about the same series.</summary>
public sealed class SimulationTests
{
    const int Runs = 200;

    static readonly ConcurrentDictionary<string, (Score Ours, Score Simple)> s_counted = new();

    /// <summary>Days after a spike in which an alarm is still about it.</summary>
    const int Grace = 3;

    [Fact]
    public void The_documented_table_is_what_comes_out()
    {
        var page = Page.Read("docs/alerts.md").Text;
        var rows = SimulatedSeries.All.Select(series => Row(series, Count(series))).ToList();

        var documented = page.Split('\n').SkipWhile(line => !line.StartsWith("| series |", StringComparison.Ordinal)).Skip(2).TakeWhile(line => line.StartsWith('|')).ToList();
        Assert.True(rows.SequenceEqual(documented), $"docs/alerts.md should say\n{string.Join('\n', rows)}");
    }

    [Fact]
    public void Our_rule_is_wrong_more_seldom_than_the_simple_one_wherever_nothing_happens() =>
        Assert.All(SimulatedSeries.All.Where(series => series.Spike is null), series =>
        {
            var (ours, simple) = Count(series);
            Assert.True(ours.False * 10 < simple.False, $"{series.Name}: {ours.False} against {simple.False}");
        });

    static string Row(SimulatedSeries series, (Score Ours, Score Simple) scores) =>
        $"| {series.Name} | {False(scores.Ours)} | {Missed(series, scores.Ours)} | {False(scores.Simple)} | {Missed(series, scores.Simple)} |";

    static string False(Score score) => ((double)score.False / Runs).ToString("0.00", CultureInfo.InvariantCulture);

    static string Missed(SimulatedSeries series, Score score) => series.Spike is null ? "–" : Invariant($"{100.0 * score.Missed / Runs:0.#} %");

    static (Score Ours, Score Simple) Count(SimulatedSeries series) => s_counted.GetOrAdd(series.Name, _ => Counted(series));

    static (Score Ours, Score Simple) Counted(SimulatedSeries series)
    {
        var (ours, simple) = (new Score(), new Score());
        for (var seed = 0; seed < Runs; seed++)
        {
            var days = series.Make(seed);
            ours.Add(series, Ours(days));
            simple.Add(series, Simple(days));
        }

        return (ours, simple);
    }

    /// <summary>The days on which an alert begins.</summary>
    static List<int> Ours(IReadOnlyList<int[]> days)
    {
        var made = new Days();
        foreach (var (day, counts) in days.Index())
            made.Corrections(day, counts);
        return [.. Backtest.Run(made.History, Days.First.AddDays(SimulatedSeries.WarmUp), Days.First.AddDays(SimulatedSeries.Length - 1), TimeZoneInfo.Utc)
            .Select(alert => DateOnly.FromDateTime(alert.BeganAt.UtcDateTime).DayNumber - Days.First.DayNumber)];
    }

    /// <summary>The days on which it holds. It knows no episodes, and would tell after each batch; here once a day.</summary>
    static List<int> Simple(IReadOnlyList<int[]> days) => [.. Enumerable.Range(SimulatedSeries.WarmUp, SimulatedSeries.Length - SimulatedSeries.WarmUp)
        .Where(day => days[day].Length > 0 && days[day].Average() > 1.5 * days.Skip(day - 14).Take(14).SelectMany(counts => counts).DefaultIfEmpty().Average())];

    sealed class Score
    {
        public int False { get; private set; }
        public int Missed { get; private set; }

        public void Add(SimulatedSeries series, List<int> alarms)
        {
            var right = alarms.Where(day => series.Spike is { } spike && day >= spike.First && day <= spike.Last + Grace).ToList();
            False += alarms.Count - right.Count;
            Missed += series.Spike is not null && right.Count == 0 ? 1 : 0;
        }
    }
}
