namespace Debrief.Insights;

/// <summary>How the machinery did, over all sessions that ended in the period, automated ones too.</summary>
/// <param name="FailedCalls">Failures of the tools: without calls that a person refused or interrupted, and those that only fell with another one.</param>
/// <param name="FailuresByClass">Failed tool calls, most frequent first.</param>
/// <param name="BadLines">Lines of transcripts that couldn't be read.</param>
sealed record SystemHealth(int ToolCalls, int FailedCalls, IReadOnlyList<Count> FailuresByClass, int McpFailures, int ApiErrors, int Compactions,
    int CutShort, int BadLines, int UnknownEntries)
{
    /// <summary>Of the sub-agents that have facets, most frequent first.</summary>
    public IReadOnlyList<Count> SubAgentOutcomes { get; init; } = [];

    /// <summary>Automated sessions by what began them, most frequent first.</summary>
    public IReadOnlyList<Count> AutomatedBy { get; init; } = [];

    /// <summary>Of a server that runs jobs; empty where none ran.</summary>
    public IReadOnlyList<JobHealth> Jobs { get; init; } = [];

    static readonly HashSet<string> _noFailures = new(["cascade", "userrejected", "userinterrupted"], StringComparer.OrdinalIgnoreCase);

    public static SystemHealth Of(IReadOnlyList<PastSession> ended)
    {
        var facts = ended.Select(session => session.Facts).ToList();
        var failures = Tally.Sum(facts.Select(session => session.ToolFailures))
            .Where(failure => !_noFailures.Contains(failure.Name.Replace("_", "", StringComparison.Ordinal)))
            .ToList();
        return new(
            ToolCalls: facts.Sum(session => session.Tools.Values.Sum()),
            FailedCalls: failures.Sum(failure => failure.Value),
            FailuresByClass: failures,
            McpFailures: facts.Sum(session => session.McpFailures),
            ApiErrors: facts.Sum(session => session.ApiErrors),
            Compactions: facts.Sum(session => session.Compactions),
            CutShort: facts.Count(session => session.CutShort),
            BadLines: facts.Sum(session => session.BadLines),
            UnknownEntries: facts.Sum(session => session.UnknownEntries.Values.Sum()))
        {
            AutomatedBy = Tally.Of(ended.Where(session => session.IsAutomated).Select(session => session.InitiatedBy)),
        };
    }

    public static SystemHealth Sum(IReadOnlyList<SystemHealth> days) => new(
        days.Sum(day => day.ToolCalls),
        days.Sum(day => day.FailedCalls),
        Tally.Sum(days.Select(day => day.FailuresByClass)),
        days.Sum(day => day.McpFailures),
        days.Sum(day => day.ApiErrors),
        days.Sum(day => day.Compactions),
        days.Sum(day => day.CutShort),
        days.Sum(day => day.BadLines),
        days.Sum(day => day.UnknownEntries))
    {
        SubAgentOutcomes = Tally.Sum(days.Select(day => day.SubAgentOutcomes)),
        AutomatedBy = Tally.Sum(days.Select(day => day.AutomatedBy)),
    };
}
