using Debrief.Insights.Daily;
using Debrief.LanguageModels;

namespace Debrief.Insights;

/// <param name="Sessions">A person's own sessions that ended in the period.</param>
/// <param name="SubAgents">Of all sessions, automated ones too, as are the tokens.</param>
/// <param name="Active">Time of the person's sessions within the period; where they overlap it counts once.</param>
/// <param name="CostUsd">An estimate by the price table, of all sessions, automated ones too.</param>
/// <param name="UnpricedTokens">Tokens of models that the price table doesn't know.</param>
/// <param name="Artifacts">Of the person's sessions, as are lines, commits and pull requests. Null where none of them was extracted.</param>
sealed record Summary(int Sessions, int AutomatedSessions, int SubAgents, int HumanMessages, TimeSpan Active, TokenTotals Tokens, double CostUsd,
    long UnpricedTokens, int? Artifacts, int LinesAdded, int LinesRemoved, int Commits, int PullRequests)
{
    public static Summary Of(IReadOnlyList<DayInsights> days)
    {
        var sums = days.Select(day => day.Summary).ToList();
        // By whole tokens of a model, so that it makes no difference in how many parts they were counted.
        var spent = days.SelectMany(day => day.Spent).GroupBy(each => each.Model).Select(Spending.Sum).OrderBy(each => each.Model, StringComparer.Ordinal).ToList();
        return new(
            Sessions: sums.Sum(day => day.Sessions),
            AutomatedSessions: sums.Sum(day => day.AutomatedSessions),
            SubAgents: sums.Sum(day => day.SubAgents),
            HumanMessages: sums.Sum(day => day.HumanMessages),
            Active: new(sums.Sum(day => day.Active.Ticks)),
            Tokens: TokenTotals.Sum(spent.Select(each => each.Tokens)),
            CostUsd: spent.Sum(each => each.CostUsd ?? 0),
            UnpricedTokens: spent.Where(each => each.CostUsd is null).Sum(each => each.Tokens.Total),
            Artifacts: sums.Any(day => day.Artifacts is not null) ? sums.Sum(day => day.Artifacts ?? 0) : null,
            LinesAdded: sums.Sum(day => day.LinesAdded),
            LinesRemoved: sums.Sum(day => day.LinesRemoved),
            Commits: sums.Sum(day => day.Commits),
            PullRequests: sums.SelectMany(day => day.PullRequests).Distinct().Count());
    }
}

sealed record TokenTotals(long Input, long Output, long CacheCreation, long CacheRead)
{
    public long Total => Input + Output + CacheCreation + CacheRead;

    public static TokenTotals Sum(IEnumerable<TokenTotals> all) => all.Aggregate(new TokenTotals(0, 0, 0, 0), (sum, each) =>
        new(sum.Input + each.Input, sum.Output + each.Output, sum.CacheCreation + each.CacheCreation, sum.CacheRead + each.CacheRead));
}

/// <summary>The tokens of one model for one business.</summary>
/// <param name="Business">The slug; null: unknown.</param>
sealed record Spending(string? Business, string? Project, string Model, long Input, long Output, long Write5m, long Write1h, long CacheRead, long Searches)
{
    public TokenTotals Tokens => new(Input, Output, Write5m + Write1h, CacheRead);

    /// <summary>Null where the price table doesn't know the model.</summary>
    public double? CostUsd => Prices.Cost(Model, Input, Output, Write5m, Write1h, CacheRead, Searches);

    /// <summary>Of one model; the business and the project are those of the first.</summary>
    public static Spending Sum(IEnumerable<Spending> all) => all.Aggregate((sum, each) => sum with
    {
        Input = sum.Input + each.Input,
        Output = sum.Output + each.Output,
        Write5m = sum.Write5m + each.Write5m,
        Write1h = sum.Write1h + each.Write1h,
        CacheRead = sum.CacheRead + each.CacheRead,
        Searches = sum.Searches + each.Searches,
    });
}
