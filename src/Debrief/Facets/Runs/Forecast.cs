using Debrief.Facets.Asking;
using Debrief.Sessions;

namespace Debrief.Facets.Runs;

/// <summary>What a model is likely to read and to write about some sessions, and what that is likely to cost: known before it is asked.</summary>
/// <param name="Sessions">Those that it will be asked about, by their id.</param>
/// <param name="Measured">Sessions whose questions were put together; others are taken for as long as these on average.</param>
sealed record Forecast(IReadOnlyDictionary<string, Likely> Sessions, int Measured)
{
    /// <summary>To put a question together takes as long as reading its transcript: some milliseconds, a second for the largest.</summary>
    const int LargestSample = 50;

    /// <summary>Nobody is asked.</summary>
    public static Forecast Nothing { get; } = new(new Dictionary<string, Likely>(), 0);

    /// <summary>Some are taken for as long as others were.</summary>
    public bool IsBySample => Sessions.Values.Any(likely => likely.Characters is null);

    public long InputTokens => Sessions.Values.Sum(likely => likely.InputTokens);

    public long OutputTokens => Sessions.Values.Sum(likely => likely.OutputTokens);

    /// <summary>In US dollars; null where the price isn't known, or no session could be measured.</summary>
    public double? CostUsd => Sessions.Values.Aggregate((double?)0, (sum, likely) => sum + likely.CostUsd);

    /// <summary>Of some of the sessions.</summary>
    public Forecast Of(IEnumerable<Session> some) =>
        this with { Sessions = some.Where(session => Sessions.ContainsKey(session.Id)).ToDictionary(session => session.Id, session => Sessions[session.Id]) };

    public double? CostOf(Session session) => Sessions.TryGetValue(session.Id, out var likely) ? likely.CostUsd : 0;

    /// <param name="question">What would be asked about a session; null where nothing can be.</param>
    /// <param name="answerTokens">Of one answer.</param>
    /// <param name="price">In US dollars of tokens in and out; null where it isn't known.</param>
    public static async Task<Forecast> OfAsync(IReadOnlyList<Session> sessions, Func<Session, CancellationToken, Task<FacetQuestion?>> question, int answerTokens, Func<long, long, double?> price, CancellationToken cancel)
    {
        var measured = new Dictionary<string, FacetQuestion.Size>(StringComparer.Ordinal);
        foreach (var session in Spread(sessions))
            if (await SizeAsync(session, question, cancel) is { } size)
                measured.Add(session.Id, size);

        var mean = measured.Count == 0 ? (int?)null : (int)measured.Values.Average(size => size.Tokens);
        return new(sessions.ToDictionary(session => session.Id, session => Of(measured.GetValueOrDefault(session.Id))), measured.Count);

        Likely Of(FacetQuestion.Size? size) => (size?.Tokens ?? mean) is { } tokens
            ? new(size?.Characters, tokens, answerTokens, price(tokens, answerTokens))
            : new(null, 0, 0, null);
    }

    /// <summary>All of them, or some from everywhere among them.</summary>
    static IEnumerable<Session> Spread(IReadOnlyList<Session> sessions)
    {
        var step = Math.Max(1, (double)sessions.Count / LargestSample);
        for (double at = 0; (int)at < sessions.Count; at += step)
            yield return sessions[(int)at];
    }

    static async Task<FacetQuestion.Size?> SizeAsync(Session session, Func<Session, CancellationToken, Task<FacetQuestion?>> question, CancellationToken cancel)
    {
        try
        {
            return (await question(session, cancel))?.Length;
        }
        catch (Exception ex) when (ex is not (OperationCanceledException or UserError))
        {
            // Transcripts are foreign text, and reading one can fail in every way. The run says why; nobody will be asked about it.
            return null;
        }
    }
}

/// <param name="Characters">Of the question; null where it was not measured.</param>
/// <param name="CostUsd">Null where the price isn't known.</param>
sealed record Likely(int? Characters, long InputTokens, long OutputTokens, double? CostUsd);
