using Debrief.Facets;

namespace Debrief.Insights;

/// <param name="Of">Sessions whose tasks could be told.</param>
sealed record CompletionRate(int Started, int Completed, int Abandoned, int Of)
{
    public static CompletionRate From(IReadOnlyList<PastSession> own)
    {
        var chains = own.Select(session => session.Facet?.CompletionChain).OfType<CompletionChain>().ToList();
        return new(chains.Sum(chain => chain.Started), chains.Sum(chain => chain.Completed), chains.Sum(chain => chain.Abandoned), chains.Count);
    }

    public static CompletionRate Sum(IReadOnlyList<CompletionRate> days) =>
        new(days.Sum(day => day.Started), days.Sum(day => day.Completed), days.Sum(day => day.Abandoned), days.Sum(day => day.Of));
}
