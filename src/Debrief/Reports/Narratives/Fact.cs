namespace Debrief.Reports.Narratives;

/// <summary>A line of the table that a narrative is written from.</summary>
/// <param name="Id">f1, f2, …</param>
/// <param name="Topic">The section it belongs to.</param>
/// <param name="Subject">Of what or whom it tells: Indy Hall, Dana Reyes, priority alignment.</param>
/// <param name="Now">What holds of it in the period.</param>
/// <param name="Before">What held in the one before; null where nothing is known.</param>
/// <param name="Direction">1 up, -1 down, 0 unchanged; null where there is nothing to compare.</param>
sealed record Fact(string Id, string Topic, string Subject, string Now, string? Before, int? Direction)
{
    public string Line => $"{Id} | {Topic} | {Subject} | {Now} | {Before ?? "unknown"} | {Direction switch { > 0 => "up", < 0 => "down", 0 => "unchanged", null => "unknown" }}";

    /// <summary>Everything that it says.</summary>
    public string Text => $"{Subject}; {Now}; {Before}";
}
