using Debrief.Facets.Runs;
using Debrief.Reports;
using Debrief.Sessions;

namespace Debrief.Cli;

/// <summary>Which sessions a run is about, who is asked, and what that is likely to cost.</summary>
sealed record PlannedRun(IReadOnlyList<Session> Sessions, ExtractorChoice Choice, Forecast Forecast)
{
    public const string ByRules = "by rules on this machine: no model, free";

    /// <summary>All questions are sent together.</summary>
    public bool InBatch { get; init; }

    /// <summary>Why other sessions aren't among them; null where all are.</summary>
    public Stop? Cap { get; init; }

    /// <summary>For a sentence: by claude (haiku), for about $0.31 (160k tokens in, 30k out).</summary>
    public string How => Choice.IsRules ? ByRules
        : Excluded > 0 && Excluded == Sessions.Count ? $"{ByRules}, since their projects are excluded"
        : $"by {Choice}{(InBatch ? " in a batch" : "")}, {(Forecast.CostUsd is { } cost ? $"for about {Figures.Dollars(cost)}" : "at an unknown cost")}{Size}{(Excluded == 0 ? "" : $", and {Figures.Number(Excluded)} of excluded projects {ByRules}")}{(Cap is null ? "" : $"; then {Cap.Message}")}";

    /// <summary>Sessions that no model may see.</summary>
    int Excluded => Sessions.Count(Choice.IsExcluded);

    string Size => Forecast.Measured == 0 ? ""
        : $" ({Figures.Tokens(Forecast.InputTokens)} tokens in, {Figures.Tokens(Forecast.OutputTokens)} out{(Forecast.IsBySample ? $", by a sample of {Forecast.Measured}" : "")})";
}
