namespace Debrief.Alerts;

/// <summary>Finds one kind of what is unusual. It looks at the history up to the end of a day and no further, so that it can be asked about the past.</summary>
abstract class Rule
{
    public static readonly IReadOnlyList<Rule> All =
        [new Rules.FrictionSpike(), new Rules.CostSpike(), new Rules.FailingJob(), new Rules.PriorityDrift(), new Rules.LeftPerson(), new Rules.UnknownEntries()];

    public abstract string Kind { get; }

    /// <summary>What would begin an alert.</summary>
    public abstract IEnumerable<Finding> Find(History history, DateOnly day);

    /// <summary>Why an alert that goes on is over; null: it isn't, or there is too little to tell.</summary>
    public abstract string? Over(History history, DateOnly day, string about);
}
