namespace Debrief.Reports;

/// <summary>How numbers are written, the same in every format.</summary>
static class Figures
{
    public const string Unknown = "unknown";

    public static string Number(long value) => value.ToString("N0");

    /// <summary>950, 1.2k, 34k, 1.2M, 3B.</summary>
    public static string Tokens(long value) => value switch
    {
        < 1_000 => Number(value),
        < 9_950 => $"{value / 1e3:0.#}k",
        < 999_500 => $"{value / 1e3:0}k",
        < 999_950_000 => $"{value / 1e6:0.#}M",
        _ => $"{value / 1e9:#,0.#}B",
    };

    /// <summary>19 h 40 m, 4 h 05 m, 40 m.</summary>
    public static string Time(TimeSpan value)
    {
        if (value > TimeSpan.Zero && value < TimeSpan.FromMinutes(1))
            return "under 1 m";
        var minutes = (long)Math.Round(value.TotalMinutes, MidpointRounding.AwayFromZero);
        return minutes < 60 ? $"{minutes} m" : $"{Number(minutes / 60)} h {minutes % 60:00} m";
    }

    public static string Dollars(double value) => value is > 0 and < 0.01 ? "under $0.01" : $"${value:N2}";

    public static string Rate(double? value) => value is { } known ? known.ToString("0.0") : Unknown;

    /// <summary>68 %. What isn't quite all or nothing doesn't read as all or nothing.</summary>
    public static string Percent(double? value) => value switch
    {
        null => Unknown,
        > 0 and < 1 => "under 1 %",
        > 99 and < 100 => "over 99 %",
        { } known => $"{Whole(known)} %",
    };

    public static int Whole(double value) => (int)Math.Round(value, MidpointRounding.AwayFromZero);

    /// <summary>1 session, 2 sessions.</summary>
    public static string Counted(long value, string one, string? many = null) => $"{Number(value)} {(value == 1 ? one : many ?? one + "s")}";
}
