using Debrief.Insights;

namespace Debrief.Reports;

/// <summary>The friction trend as a line in a box of 100 by 100, y downwards. A week without sessions leaves a gap.</summary>
sealed class TrendLine(IReadOnlyList<FrictionPoint> points)
{
    /// <summary>A round number at or above the highest value.</summary>
    public double Top { get; } = Round(points.Max(p => p.PerSession) ?? 0);

    public IReadOnlyList<(double X, double Y)> Dots => [.. Runs.SelectMany(run => run)];

    /// <summary>The unbroken stretches, each as the points of an SVG polyline.</summary>
    public IEnumerable<string> Lines => Runs.Where(run => run.Count > 1).Select(run => string.Join(' ', run.Select(dot => $"{dot.X:0.##},{dot.Y:0.##}")));

    List<List<(double X, double Y)>> Runs
    {
        get
        {
            var runs = new List<List<(double, double)>> { new() };
            for (var i = 0; i < points.Count; i++)
            {
                if (points[i].PerSession is { } value)
                    runs[^1].Add((100 * (i + 0.5) / points.Count, 100 * (1 - value / Top)));
                else
                    runs.Add([]);
            }

            return runs;
        }
    }

    static double Round(double highest)
    {
        if (highest <= 0)
            return 1;
        var magnitude = Math.Pow(10, Math.Floor(Math.Log10(highest)));
        return new[] { 1, 1.5, 2, 3, 5, 7.5, 10 }.First(step => step * magnitude >= highest - 1e-9) * magnitude;
    }
}
