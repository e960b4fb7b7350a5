namespace Debrief.Reports.Narratives;

/// <summary>The numbers of facts, whose texts are English whatever language the sentences are in.</summary>
static class FactNumbers
{
    static readonly Quantities s_quantities = new(Language.Of("en"), ofFact: true);

    public static IReadOnlyList<Quantity> Now(Fact fact) => Of(fact, fact.Now);

    public static IReadOnlyList<Quantity> Before(Fact fact) => fact.Before is { } before ? Of(fact, before) : [];

    /// <summary>A number without a noun or label of its own counts what the fact is about.</summary>
    static List<Quantity> Of(Fact fact, string text)
    {
        var (unit, labels) = (Units.Of(fact.Subject, nounsAreCapital: false), Labels.Of(fact.Subject));
        return [.. s_quantities.In(SaidDates.Without(text)).Select(number => number with { Unit = number.Unit ?? unit, Labels = [.. number.Labels, .. labels] })];
    }
}
