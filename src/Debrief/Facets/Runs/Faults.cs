using System.Data.Common;
using System.Text.Json;
using Debrief.Facets.Batches;
using Debrief.LanguageModels;
using Debrief.Storage;

namespace Debrief.Facets.Runs;

/// <summary>What an exception means for the session, and for the run.</summary>
static class Faults
{
    /// <summary>Nothing was asked, so nothing was spent.</summary>
    public static readonly ModelUsage Nothing = new("none", 0, 0, 0);

    public static Fault Of(Exception ex) => ex switch
    {
        ModelFailure failure => OfModel(failure),
        UnusableAnswer answer => new(answer.Reason, answer.Message, IsOwnFault: true, answer.Spent) { Dropped = answer.Dropped },
        UnansweredInBatch unanswered => new($"batch_{unanswered.Reason}", unanswered.Failure.Message, IsOwn(unanswered.Failure.Kind), unanswered.Failure.Spent ?? Nothing),
        DbException when Outage.Explain(ex) is { } outage => new("not_saved", outage, IsOwnFault: false, Spent: null) { IsForAll = true },
        DbException => new("not_saved", $"The database refused it: {ex.Message}", IsOwnFault: false, Spent: null) { IsOutage = true },
        WorkError => new("no_transcript", ex.Message, IsOwnFault: true, Nothing),
        // Transcripts are foreign text, and reading one can fail in every way.
        _ => new("unreadable", ex.Message, IsOwnFault: true, Nothing),
    };

    static Fault OfModel(ModelFailure failure) => new(Word(failure.Kind), failure.Message, IsOwn(failure.Kind), failure.Spent ?? (IsRefusedBefore(failure.Kind) ? Nothing : null))
    {
        RetryAfter = failure.RetryAfter,
        IsForAll = failure.IsForAll,
        IsOutage = failure.Kind is FailureKind.Overloaded or FailureKind.ServerError or FailureKind.Unreachable or FailureKind.TimedOut or FailureKind.Malformed or FailureKind.Crashed,
    };

    static bool IsOwn(FailureKind kind) => kind is FailureKind.Refused or FailureKind.PromptTooLong or FailureKind.TooLong;

    /// <summary>No model has worked on it, so nobody charges for it.</summary>
    static bool IsRefusedBefore(FailureKind kind) =>
        kind is FailureKind.NotInstalled or FailureKind.NotLoggedIn or FailureKind.Unauthorized or FailureKind.NoCredit or FailureKind.UnknownModel
            or FailureKind.RateLimited or FailureKind.Overloaded or FailureKind.PromptTooLong;

    static string Word(FailureKind kind) => JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString());
}
