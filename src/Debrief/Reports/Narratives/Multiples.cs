using System.Globalization;
using System.Text.RegularExpressions;

namespace Debrief.Reports.Narratives;

/// <summary>"Doubled", "three times as many", "halved": the two values of a fact, now and before, must stand to each other like that.</summary>
sealed partial class Multiples(Language language)
{
    /// <param name="text">Afterwards without them: their numbers count nothing.</param>
    public string? Problem(ref string text, IReadOnlyList<Fact> facts)
    {
        var wrong = Multiple().Matches(text).FirstOrDefault(said => !facts.Any(fact => fact.Text.Contains(said.Value, StringComparison.OrdinalIgnoreCase) || Gives(fact, said)));
        text = Multiple().Replace(text, match => new string(' ', match.Length));
        return wrong is null ? null : $"it says “{wrong.Value.Trim()}”, which the fact's two values don't give";
    }

    bool Gives(Fact fact, Match said)
    {
        if (said.Groups["vague"].Success || FactorOf(said) is not { } factor)
            return false;
        var now = FactNumbers.Now(fact).Where(number => !number.IsWhole).ToList();
        return FactNumbers.Before(fact).Where(number => number is { IsWhole: false, Value: > 0 }).Any(before =>
            now.Find(number => number.Unit == before.Unit) is { } same && (said.Groups["more"].Success ? IsBeyond(same.Value / before.Value, factor) : same.Value == factor * before.Value));
    }

    static bool IsBeyond(decimal ratio, decimal factor) => factor < 1 ? ratio < factor : ratio > factor;

    decimal? FactorOf(Match said) => said switch
    {
        _ when said.Groups["half"].Success => 0.5m,
        _ when said.Groups["two"].Success => 2,
        _ when said.Groups["three"].Success => 3,
        _ when said.Groups["four"].Success => 4,
        _ when said.Groups["five"].Success => 5,
        _ when language.Numbers.TryGetValue(said.Groups["n"].Value, out var number) => number,
        _ => decimal.TryParse(said.Groups["n"].Value, NumberStyles.AllowDecimalPoint, language.Figures, out var figure) ? figure : null,
    };

    [GeneratedRegex("""
        (?:\b(?<vague>nearly|almost|about|roughly|around|fast|beinahe|knapp|rund|etwa)[ ]|\b(?<more>more[ ]than|mehr[ ]als)[ ])?
        (?: \b(?<half>halv(?:ed|es|ing)|half[ ](?:as|the)|by[ ]half|halbier\w+|halb[ ]so|um[ ]die[ ]Hälfte)\b
          | \b(?<two>doubl(?:ed|es|ing)|twice[ ](?:as|the|what)|double[ ](?:the|that|what)|two-?fold|verdoppel\w+|doppelt[ ]so|zweimal[ ]so)\b
          | \b(?<three>(?:tripl|trebl)(?:ed|es|ing)|triple[ ](?:the|that|what)|three-?fold|verdreifach\w+|dreimal[ ]so|dreifache?)\b
          | \b(?<four>quadrupl(?:ed|es|ing)|four-?fold|vervierfach\w+|viermal[ ]so|vierfache?)\b
          | \b(?<five>quintupl(?:ed|es|ing)|five-?fold|verfünffach\w+|fünfmal[ ]so|fünffache?)\b
          | \b(?<n>[\p{L}\d.,]+)(?:[ ]times[ ](?:as|more|less|fewer|higher|lower|larger|bigger|the|what)|-?fold|[ ]?[Mm]al[ ]so|-?fache?)\b )
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Multiple();
}
