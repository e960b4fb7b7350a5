using System.Collections.Concurrent;
using Debrief.MockModel;

namespace Debrief.EndToEnd.Facets;

/// <summary>Sees when questions come to a model and when its answers have gone out, and whether a session is ever asked about twice at once.</summary>
sealed class WatchedModel
{
    readonly ConcurrentDictionary<string, int> _open = new();
    readonly Func<ReceivedPrompt, string> _sessionOf;
    TaskCompletionSource<string> _began = New(), _answered = New();

    public WatchedModel(MockMessages model, Func<ReceivedPrompt, string> sessionOf)
    {
        _sessionOf = sessionOf;
        model.Began += Began;
        model.Answered += Answered;
        model.Ended += prompt => _open.AddOrUpdate(sessionOf(prompt), 0, (_, open) => open - 1);
    }

    /// <summary>When the answer about a session went out, the last time.</summary>
    public ConcurrentDictionary<string, DateTimeOffset> AnsweredAt { get; } = new();

    public ConcurrentBag<string> AskedTwiceAtOnce { get; } = [];

    /// <summary>Forgets what has been, so that the next question and the next answer are waited for.</summary>
    public void Expect() => (_began, _answered) = (New(), New());

    /// <returns>The session.</returns>
    public Task<string> QuestionAsync() => _began.Task.WaitAsync(TimeSpan.FromMinutes(1));

    /// <returns>The session.</returns>
    public Task<string> AnswerAsync() => _answered.Task.WaitAsync(TimeSpan.FromMinutes(1));

    void Began(ReceivedPrompt prompt)
    {
        var session = _sessionOf(prompt);
        if (_open.AddOrUpdate(session, 1, (_, open) => open + 1) > 1)
            AskedTwiceAtOnce.Add(session);
        _began.TrySetResult(session);
    }

    void Answered(ReceivedPrompt prompt)
    {
        var session = _sessionOf(prompt);
        AnsweredAt[session] = DateTimeOffset.UtcNow;
        _answered.TrySetResult(session);
    }

    static TaskCompletionSource<string> New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
