using System.Globalization;

namespace Debrief.Jobs;

/// <summary>How far a job is, as its own process says on stderr.</summary>
/// <param name="Done">Of <paramref name="Of"/>; null: it only says what it does.</param>
sealed record JobProgress(string Doing, int? Done = null, int? Of = null)
{
    /// <summary>Is set for a process whose lines of progress somebody reads.</summary>
    public const string Variable = "DEBRIEF_PROGRESS";

    const string Mark = "progress";
    const int LongestDoing = 200;

    /// <summary>The line that says so.</summary>
    public override string ToString() => $"{Mark} {Done} {Of} {Doing}";

    /// <returns>Null: the line is about something else.</returns>
    public static JobProgress? Read(string line) =>
        line.Split(' ', 4) is [Mark, var done, var of, var doing] && Number(done) is { } first && Number(of) is { } second
            ? new(Beginning.Of(doing, LongestDoing), first, second)
            : null;

    /// <summary>Whatever else a process says tells what it is at.</summary>
    public static JobProgress Said(string line) => new(Beginning.Of(line, LongestDoing));

    static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
