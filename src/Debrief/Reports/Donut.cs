using Debrief.Insights;

namespace Debrief.Reports;

/// <summary>A ring of shares, drawn by a CSS gradient.</summary>
static class Donut
{
    /// <summary>The gradient's stops, of the colours --aligned, --supportive, --neutral, --drift.</summary>
    public static string Stops(PriorityAlignment alignment)
    {
        if (alignment.Judged == 0)
            return "var(--quiet) 0 100%";
        var stops = new List<string>();
        var from = 0.0;
        foreach (var (name, count) in Rows.Alignments.Zip(alignment.Counts))
        {
            var to = from + 100.0 * count.Value / alignment.Judged;
            if (count.Value > 0)
                stops.Add($"var(--{name}) {from:0.##}% {to:0.##}%");
            from = to;
        }

        return string.Join(", ", stops);
    }
}
