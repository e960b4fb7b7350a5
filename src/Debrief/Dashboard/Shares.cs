namespace Debrief.Dashboard;

/// <summary>Parts of a whole side by side, as an SVG has them: without any style that a page would have to allow.</summary>
/// <param name="From">Where it begins, of 100.</param>
/// <param name="Size">How much of 100 it is.</param>
sealed record Share<T>(T Of, double From, double Size)
{
    public string X => FormattableString.Invariant($"{From:0.##}");
    public string Width => FormattableString.Invariant($"{Size:0.##}");
}

static class Shares
{
    /// <param name="whole">What 100 stands for; the parts may be less.</param>
    public static IReadOnlyList<Share<T>> Of<T>(IEnumerable<T> parts, Func<T, double> size, double whole)
    {
        var shares = new List<Share<T>>();
        var from = 0.0;
        foreach (var part in parts)
        {
            var share = whole <= 0 ? 0 : 100 * size(part) / whole;
            shares.Add(new(part, from, share));
            from += share;
        }
        return shares;
    }
}
