using Debrief.Sessions;

namespace Debrief.Facets.Runs;

/// <summary>One run on its way: who is next, and whether it goes on at all.</summary>
sealed class ExtractionRun(ClaimedSessions sessions, Budget budget, Pause pause, Action<int, Session>? begins, CancellationToken cancel) : IDisposable
{
    /// <summary>In a row: the provider is in trouble, and more questions would only cost time.</summary>
    const int MostOutages = 5;

    readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
    int _done, _outages;
    Stop? _stopped;

    public RunTally Tally { get; } = new();

    public Stop? Stopped => _stopped;

    public int LeftToOthers => sessions.LeftToOthers;

    /// <summary>Of everything that may be broken off.</summary>
    public CancellationToken Cancel => _stop.Token;

    /// <summary>The next session, when its time has come; null: the run is over.</summary>
    public async Task<Reservation?> NextAsync()
    {
        await pause.WaitAsync(Cancel);
        Cancel.ThrowIfCancellationRequested();
        if (_stopped is not null || await sessions.NextAsync(Cancel) is not { } session)
            return null;

        if (budget.TryReserve(session, out var reserved) is { } cap)
        {
            End(cap.AsStop());
            return null;
        }

        begins?.Invoke(_done + sessions.LeftToOthers, session);
        return new(session, reserved);
    }

    public void Extracted(Reservation next, ExtractedFacet extracted)
    {
        Tally.Extracted(next.Session, extracted);
        Settled(next, extracted.Cost());
        Interlocked.Exchange(ref _outages, 0);
        pause.Answered();
    }

    /// <summary>Another run has it, or had.</summary>
    public void LeaveToOthers(Reservation next)
    {
        budget.Settle(next.Reserved, spent: null);
        sessions.LeaveToOthers(next.Session);
    }

    /// <summary>Another has given better facets meanwhile, or has given this run up for lost.</summary>
    public void NotKept(Reservation next, LanguageModels.ModelUsage spent) => Settled(next, spent);

    /// <summary>All runs together have spent what they may.</summary>
    public void Capped(Reservation next, Stop cap)
    {
        budget.Settle(next.Reserved, spent: null);
        End(cap);
    }

    public void Failed(Reservation next, Fault fault, DateTimeOffset? retryAt)
    {
        Tally.Failed(next.Session, fault, retryAt);
        if (fault.Reason == "rate_limited" && pause.TryBegin(fault.RetryAfter))
        {
            budget.Settle(next.Reserved, fault.Spent);
            sessions.Again(next.Session);
            return;
        }

        if (fault.Reason == "rate_limited")
            End(new(fault.Reason, fault.RetryAfter is { } wait ? $"{fault.Message} (it asks to wait {wait.TotalMinutes:0} minutes)" : fault.Message, IsFailure: true));
        else if (fault.IsForAll)
            EndAtOnce(new(fault.Reason, fault.Message, IsFailure: true));
        else if (!fault.IsOutage)
            Interlocked.Exchange(ref _outages, 0);
        else if (Interlocked.Increment(ref _outages) == MostOutages)
            End(new(fault.Reason, $"{MostOutages} failures in a row, the last: {fault.Message}", IsFailure: true));
        Settled(next, fault.Spent);
    }

    /// <summary>Nothing more is begun, and what is under way is broken off.</summary>
    public void EndAtOnce(Stop stop)
    {
        End(stop);
        _stop.Cancel();
    }

    public void Dispose()
    {
        _stop.Dispose();
        sessions.Dispose();
    }

    void End(Stop stop) => Interlocked.CompareExchange(ref _stopped, stop, null);

    void Settled(Reservation next, LanguageModels.ModelUsage? spent)
    {
        budget.Settle(next.Reserved, spent);
        sessions.Done(next.Session);
        Interlocked.Increment(ref _done);
    }
}

/// <param name="Reserved">Of the budget, in US dollars.</param>
sealed record Reservation(Session Session, double Reserved);

/// <summary>Why a run ended before all was done.</summary>
/// <param name="Reason">One word.</param>
/// <param name="IsFailure">Else it is as was asked for.</param>
sealed record Stop(string Reason, string Message, bool IsFailure);
