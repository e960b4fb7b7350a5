namespace Debrief.Evaluation;

/// <summary>How far labels and answers agree, over the sessions of one facet. Null where nothing can be measured.</summary>
static class Measures
{
    public const string Exact = "exact";
    public const string Kappa = "kappa";
    public const string F1 = "F1";
    public const string Precision = "precision";
    public const string Recall = "recall";
    public const string MeanError = "MAE";
    public const string Near = "near";

    public static IReadOnlyList<string> Of(Scale scale) => scale switch
    {
        Scale.Choice => [Exact, Kappa],
        Scale.List or Scale.Counts => [F1, Precision, Recall],
        Scale.Number => [MeanError],
        _ => [Near],
    };

    public static double? Measure(string measure, IReadOnlyList<Pair> pairs) => measure switch
    {
        Exact => Share(pairs, pair => pair.LabelValue == pair.AnswerValue),
        Kappa => BeyondChance(pairs),
        F1 => Ratio(2 * pairs.Sum(pair => pair.Shared), Labelled(pairs) + Answered(pairs)),
        Precision => Ratio(pairs.Sum(pair => pair.Shared), Answered(pairs)),
        Recall => Ratio(pairs.Sum(pair => pair.Shared), Labelled(pairs)),
        MeanError => Mean(pairs),
        _ => pairs.Any(pair => pair.IsAnswered) ? Share(pairs, pair => pair.IsNear) : null,
    };

    /// <summary>Cohen's κ: of the agreement that chance doesn't give, how much was reached. Where both name one value only, chance explains everything.</summary>
    static double? BeyondChance(IReadOnlyList<Pair> pairs)
    {
        if (Share(pairs, pair => pair.LabelValue == pair.AnswerValue) is not { } agreed)
            return null;

        var byChance = pairs.CountBy(pair => pair.LabelValue)
            .Sum(value => (double)value.Value / pairs.Count * pairs.Count(pair => pair.AnswerValue == value.Key) / pairs.Count);
        return byChance >= 1 ? null : (agreed - byChance) / (1 - byChance);
    }

    /// <summary>Of those answered only: how far off no answer is, nobody can say.</summary>
    static double? Mean(IReadOnlyList<Pair> pairs)
    {
        var answered = pairs.Where(pair => pair.IsAnswered).ToList();
        return Ratio(answered.Sum(pair => pair.Error), answered.Count);
    }

    static double? Share(IReadOnlyList<Pair> pairs, Func<Pair, bool> agrees) => Ratio(pairs.Count(agrees), pairs.Count);

    static int Labelled(IReadOnlyList<Pair> pairs) => pairs.Sum(pair => pair.Label!.Count);

    static int Answered(IReadOnlyList<Pair> pairs) => pairs.Sum(pair => pair.Answer?.Count ?? 0);

    public static double? Ratio(int part, int whole) => whole == 0 ? null : (double)part / whole;
}
