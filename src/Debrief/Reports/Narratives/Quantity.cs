namespace Debrief.Reports.Narratives;

/// <summary>A number in a text, and what it counts.</summary>
/// <param name="Unit">session, minute, percent and so on, or a noun that is no unit; null where nothing says.</param>
/// <param name="At">Where it stands.</param>
/// <param name="IsEarlier">It is said of the period before.</param>
sealed record Quantity(decimal Value, string? Unit, int At, bool IsEarlier = false)
{
    /// <summary>In a fact: it is what others are a part of. In a sentence: it may be.</summary>
    public bool IsWhole { get; init; }

    /// <summary>For each of what; null: in all.</summary>
    public string? Per { get; init; }

    /// <summary>What became of what it counts.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    public bool Fits(Quantity known) =>
        Value == known.Value && (IsWhole || !known.IsWhole) && (Per is null || Per == known.Per) && CountsWhat(known) && (known.IsWhole || Narratives.Labels.Agree(Labels, known.Labels));

    bool CountsWhat(Quantity known) => Unit switch
    {
        null => true,
        _ when Unit == known.Unit => true,
        _ when known.Unit is null => Labels.Intersect(known.Labels).Any(),
        Units.Times => known.Unit is not ("minute" or "dollar" or "percent" or "token"),
        _ => false,
    };

    public override string ToString() => Unit is null ? $"{Value:0.##}" : $"{Value:0.##} {Unit}";
}
