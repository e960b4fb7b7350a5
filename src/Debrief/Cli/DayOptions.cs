using System.CommandLine;
using System.CommandLine.Parsing;
using Debrief.Insights;

namespace Debrief.Cli;

/// <summary>A span of local days as given on the command line; null where it wasn't.</summary>
/// <param name="Since">The first day.</param>
/// <param name="Until">The last day: it belongs to the span.</param>
readonly record struct Days(DateOnly? Since, DateOnly? Until)
{
    /// <summary>When the first day begins.</summary>
    public DateTimeOffset? From(TimeZoneInfo zone) => Since is { } day ? Beginning(day, zone) : null;

    /// <summary>When the last day is over.</summary>
    public DateTimeOffset? To(TimeZoneInfo zone) => Until is { } day ? Beginning(day.AddDays(1), zone) : null;

    static DateTimeOffset Beginning(DateOnly day, TimeZoneInfo zone) => new Period("custom", day, day, zone).From;
}

/// <summary>--since and --until, for every command that looks at a span of days.</summary>
static class DayOptions
{
    public static readonly Option<Day?> Since = Create("--since", $"The first day ({Day.Forms})");
    public static readonly Option<Day?> Until = Create("--until", "The last day (written as for --since)");

    extension(ParseResult args)
    {
        /// <param name="zone">The profile's: it says what today is.</param>
        /// <exception cref="UserError">The first day is after the last.</exception>
        public Days Days(TimeZoneInfo zone, TimeProvider clock)
        {
            var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);
            var days = new Days(args.GetValue(Since)?.Seen(today), args.GetValue(Until)?.Seen(today));
            if (days.Since > days.Until)
                throw new UserError($"--since {days.Since:yyyy-MM-dd} is after --until {days.Until:yyyy-MM-dd}. Exchange them.");
            return days;
        }
    }

    static Option<Day?> Create(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "DAY",
        CustomParser = Parse,
    };

    static Day? Parse(ArgumentResult argument)
    {
        var text = argument.Tokens[0].Value;
        if (Day.TryParse(text, out var day))
            return day;
        argument.AddError($"\"{text}\" is not a day. Write {Day.Forms}.");
        return null;
    }
}
