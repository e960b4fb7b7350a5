using Debrief.Facets.Runs;
using Debrief.Reports;
using Debrief.Sessions;

namespace Debrief.Cli;

/// <summary>Which sessions a run is about, who is asked, and what that is likely to cost.</summary>
sealed record PlannedRun(IReadOnlyList<Session> Sessions, ExtractorChoice Choice, Forecast Forecast)
{
    /// <summary>All questions are sent together.</summary>
    public bool InBatch { get; init; }

    /// <summary>Why other sessions aren't among them; null where all are.</summary>
    public Stop? Cap { get; init; }

    /// <summary>For a sentence: by claude (haiku), for about $0.31 (160k tokens in, 30k out).</summary>
    public string How => Choice.IsRules ? "by rules: no model, no cost"
        : $"by {Choice}{(InBatch ? " in a batch" : "")}, {(Forecast.CostUsd is { } cost ? $"for about {Figures.Dollars(cost)}" : "at an unknown cost")}{Size}{(Cap is null ? "" : $"; then {Cap.Message}")}";

    string Size => Forecast.Measured == 0 ? ""
        : $" ({Figures.Tokens(Forecast.InputTokens)} tokens in, {Figures.Tokens(Forecast.OutputTokens)} out{(Forecast.IsBySample ? $", by a sample of {Forecast.Measured}" : "")})";
}
