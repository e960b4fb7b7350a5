using System.Text.Json.Serialization;
using Debrief.Evaluation;

namespace Debrief.Cli;

/// <summary>What `debrief eval --json` prints.</summary>
/// <param name="Missing">Labelled sessions without a transcript: measured nowhere.</param>
/// <param name="Disagreements">Of the two that are compared; null where there is one.</param>
sealed record EvalDocument(int Sessions, IReadOnlyList<string> Missing, IReadOnlyList<EvaluatedDocument> Extractors, IReadOnlyList<FacetDisagreements>? Disagreements)
{
    public static EvalDocument Of(IReadOnlyList<EvaluationRun> runs, IReadOnlyList<Label> missing) => new(
        runs[0].Sessions.Count,
        [.. missing.Select(label => label.SessionId)],
        [.. runs.Select(run => new EvaluatedDocument(run.Name, [.. run.Failed.Select(Unanswered)], [.. run.Agreements.Select(Rounded)], run.Asked))],
        runs is [var a, var b] ? [.. Disagreement.Between(a, b).Select(facet => new FacetDisagreements(facet.Facet.Name, facet.Sessions))] : null);

    static UnansweredSession Unanswered(Evaluated session) => new(session.Session.Label.SessionId, session.Failure!);

    static Agreement Rounded(Agreement row) => row with { Value = Rounded(row.Value), Interval = row.Interval is { } span ? new(Rounded(span.Low)!.Value, Rounded(span.High)!.Value) : null };

    static double? Rounded(double? value) => value is { } number ? Math.Round(number, 3) : null;
}

/// <param name="Asked">Null: no model was asked.</param>
sealed record EvaluatedDocument(string Name, IReadOnlyList<UnansweredSession> Unanswered, IReadOnlyList<Agreement> Agreements, Asked? Asked);

sealed record UnansweredSession(string SessionId, string Reason);

sealed record FacetDisagreements(string Facet, IReadOnlyList<Disagreement> Sessions);

[JsonSerializable(typeof(EvalDocument))]
sealed partial class EvalJson : JsonSerializerContext;
