using System.Globalization;
using System.Text.RegularExpressions;

namespace Debrief.Reports.Narratives;

/// <summary>Finds the numbers of a text, however they are written: 42, forty, a dozen, 68 %, half, 1.2M, 11 h 20 m, $4.10, no session.</summary>
sealed partial class Quantities(Language language)
{
    /// <param name="text">Without quotes, commands and dates.</param>
    public IReadOnlyList<Quantity> In(string text)
    {
        // Each figure as long as its word, so that everything else stays where it is.
        var digits = Zero().Replace(Fraction().Replace(text, match => FractionAsFigure(match).PadRight(match.Length)), match => $"0 {match.Groups["noun"].Value}".PadRight(match.Length));
        digits = Compound().Replace(digits, match => CompoundAsFigure(match).PadRight(match.Length));
        digits = OneThing().Replace(Letters().Replace(digits, word => AsFigure(word).PadRight(word.Length)), one => Units.IsUnit(one.Groups["noun"].Value) ? $"1 {one.Groups["rest"].Value}".PadLeft(one.Length) : one.Value);
        return [.. Number().Matches(digits).Select(match => Of(match, digits)).OfType<Quantity>()];
    }

    Quantity? Of(Match match, string text)
    {
        var behind = text[(match.Index + match.Length)..];
        var isEarlier = Earlier().IsMatch(text[..match.Index]) || Before().IsMatch(behind) || (Von().IsMatch(text[..match.Index]) && Auf().IsMatch(behind));
        if (match.Groups["h"].Success || match.Groups["m"].Success)
            return new(60 * Parsed(match, "h") + Parsed(match, "m"), "minute", match.Index, isEarlier);
        if (match.Groups["usd"].Success)
            return new(Parsed(match, "usd"), "dollar", match.Index, isEarlier);
        if (!TryParse(match.Groups["n"].Value, out var number))
            return null;
        return match.Groups["percent"].Success
            ? new(number, "percent", match.Index, isEarlier)
            : new(number * Scale(match.Groups["scale"].Value), Units.Of(behind), match.Index, isEarlier);
    }

    decimal Parsed(Match match, string group) => TryParse(match.Groups[group].Value, out var number) ? number : 0;

    bool TryParse(string figures, out decimal number) => decimal.TryParse(figures.TrimEnd('.', ','), NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint, language.Figures, out number);

    string AsFigure(Match word) => language.Numbers.TryGetValue(word.Value, out var number) ? number.ToString(CultureInfo.InvariantCulture) : word.Value;

    /// <summary>forty-two.</summary>
    string CompoundAsFigure(Match match) =>
        language.Numbers.TryGetValue(match.Groups["tens"].Value, out var tens) && tens is >= 20 and <= 90 && (match.Groups["ones"].Value.Equals("one", StringComparison.OrdinalIgnoreCase) ? 1 : language.Numbers.GetValueOrDefault(match.Groups["ones"].Value)) is > 0 and < 10 and var ones
            ? (tens + ones).ToString(CultureInfo.InvariantCulture)
            : match.Value;

    static string FractionAsFigure(Match match) => match.Value.ToUpperInvariant() switch
    {
        "HALF" or "DIE HÄLFTE" or "HÄLFTE" => "50 %",
        "A THIRD" or "ONE THIRD" or "EIN DRITTEL" => "33 %",
        "TWO THIRDS" or "TWO-THIRDS" or "ZWEI DRITTEL" => "67 %",
        "A QUARTER" or "ONE QUARTER" or "EIN VIERTEL" => "25 %",
        _ => "75 %",
    };

    static decimal Scale(string scale) => scale switch
    {
        "k" or "K" or "thousand" => 1e3m,
        "M" or "million" or "Millionen" or "Mio" => 1e6m,
        "B" or "billion" or "Milliarden" => 1e9m,
        _ => 1,
    };

    [GeneratedRegex(@"\bhalf\b(?! an?\b)|\ba third\b|\bone third\b|\btwo[ -]thirds\b|\ba quarter\b|\bone quarter\b|\bthree[ -]quarters\b|\bdie Hälfte\b|\bHälfte\b|\bein Drittel\b|\bzwei Drittel\b|\bein Viertel\b|\bdrei Viertel\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Fraction();

    [GeneratedRegex(@"\b(?:no|zero|not a single|none of (?:your|the)|not one|keine?n?)(?: (?!more\b|less\b|longer\b)[\p{L}-]+)?? (?<noun>sessions?|messages?|commits?|artifacts?|tasks?|corrections?|(?:retry )?loops?|calls?|people|person|contacts?|decisions?|notes?|incidents?|errors?|compactions?|Sitzung(?:en)?|Korrektur(?:en)?|Fehler)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Zero();

    [GeneratedRegex(@"(?<![\p{L}\d'-])[\p{L}]+(?![\p{L}\d'])", RegexOptions.CultureInvariant)]
    private static partial Regex Letters();

    [GeneratedRegex(@"\b(?:one|a single|just one|eine[rn]?)\b (?<rest>(?:[\p{L}-]+ ){0,2}?(?<noun>[\p{L}]+))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OneThing();

    [GeneratedRegex("""
        (?<![\p{L}\d])(?<h>\d+)[ ]?(?:h|hours?|hrs?|Stunden?)\b(?:,?[ ](?:and[ ]|und[ ])?(?<m>\d+)[ ]?(?:m|min|mins|minutes?|Minuten?)\b)?
        | (?<![\p{L}\d])(?<m>\d+)[ ]?(?:m|min|mins|minutes?|Minuten?)\b
        | \$[ ]?(?<usd>\d[\d.,]*)
        | (?<usd>\d[\d.,]*)[ ]?(?:dollars?|USD|Dollar)\b
        | (?<![\p{L}\d])(?<n>\d[\d.,]*)[ ]?(?:(?<percent>%|percent\b|per[ ]cent\b|Prozent\b)|(?<scale>[kKMB]\b|thousand\b|million\b|billion\b|Millionen\b|Mio\b|Milliarden\b))?
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    /// <summary>In front of a number of the period before.</summary>
    [GeneratedRegex(@"\b(?:from|after|against|versus|vs|than|compared (?:with|to)|gegenüber|statt)(?: (?:the|only|just|about|a|nur|den))?[ $]*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Earlier();

    [GeneratedRegex(@"\bvon $", RegexOptions.CultureInvariant)]
    private static partial Regex Von();

    [GeneratedRegex(@"^[^,.;\d]{0,20}\bauf \d", RegexOptions.CultureInvariant)]
    private static partial Regex Auf();

    [GeneratedRegex(@"\b(?<tens>\p{L}+)-(?<ones>\p{L}+)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Compound();

    /// <summary>Behind one.</summary>
    [GeneratedRegex(@"^[^,.;\d]{0,40}?(?:\b(?:week|month|day|days|period) (?:before|earlier)|\bbefore\b|\blast (?:week|month)|\bin der (?:Vorwoche|Woche davor)|\bzuvor\b)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Before();
}
