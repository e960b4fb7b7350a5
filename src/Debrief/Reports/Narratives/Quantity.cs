namespace Debrief.Reports.Narratives;

/// <summary>A number in a text, and what it counts.</summary>
/// <param name="Unit">session, minute, percent and so on; null where nothing says.</param>
/// <param name="At">Where it stands.</param>
/// <param name="IsEarlier">It is said of the period before.</param>
sealed record Quantity(decimal Value, string? Unit, int At, bool IsEarlier = false)
{
    public bool Fits(Quantity known) => Value == known.Value && (Unit is null || known.Unit is null || Unit == known.Unit);

    public override string ToString() => Unit is null ? $"{Value:0.##}" : $"{Value:0.##} {Unit}";
}
