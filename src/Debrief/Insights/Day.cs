namespace Debrief.Insights;

/// <summary>A day as people say it: 2026-02-01, today, yesterday, or 7d, 2w, 3m ago.</summary>
readonly record struct Day
{
    public const string Forms = "2026-02-01, today, yesterday, or how long ago: 7d, 2w, 3m";

    // Far enough from the calendar's ends that any period around a day can be reckoned with.
    static readonly DateOnly Earliest = new(1970, 1, 1);
    static readonly DateOnly Latest = new(2199, 12, 31);

    readonly DateOnly? _date;
    readonly int _number;
    readonly char _unit;

    Day(DateOnly date) => _date = date;
    Day(int number, char unit) => (_number, _unit) = (number, unit);

    public static bool TryParse(string text, out Day day)
    {
        day = default;
        switch (text)
        {
            case "today":
                day = new(0, 'd');
                return true;
            case "yesterday":
                day = new(1, 'd');
                return true;
            case [.. { Length: >= 1 and <= 4 } digits, 'd' or 'w' or 'm'] when digits.All(char.IsAsciiDigit):
                day = new(int.Parse(digits), text[^1]);
                return true;
            default:
                if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", out var date) || date < Earliest || date > Latest)
                    return false;
                day = new(date);
                return true;
        }
    }

    public DateOnly Seen(DateOnly today)
    {
        var date = _date ?? _unit switch
        {
            'm' => today.AddMonths(-_number),
            'w' => today.AddDays(-7 * _number),
            _ => today.AddDays(-_number),
        };
        return date < Earliest ? Earliest : date;
    }
}
