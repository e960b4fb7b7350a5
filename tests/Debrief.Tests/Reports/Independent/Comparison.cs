using Debrief.Insights;

namespace Debrief.Tests.Reports.Independent;

/// <summary>Looks up what should stand in a report, and notes what doesn't.</summary>
sealed class Comparison(ToldReport report, Period period)
{
    public List<string> Wrong { get; } = [];
    public int Compared { get; private set; }

    public void Html(string words) => Look("HTML", report.Html.Contains(words, StringComparison.Ordinal), words);
    public void Markdown(string words) => Look("Markdown", report.Markdown.Contains(words, StringComparison.Ordinal), words);
    /// <param name="others">Which would do as well.</param>
    public void Discord(string words, params string[] others) => Look("Discord", others.Prepend(words).Any(each => report.Discord.Contains(each, StringComparison.Ordinal)), words);

    /// <summary>What a report is made of.</summary>
    public void Same(string what, string expected, string told) => Look("What is told", expected == told, $"{what}: {expected}\n(says {told})");

    /// <summary>A figure with its label, in the page and in a table of the Markdown.</summary>
    public void Both(string label, string value)
    {
        Html($"{label} {value} ");
        Markdown($"| {label} | {value} |");
    }

    /// <summary>Words that both have.</summary>
    public void Either(string words)
    {
        Html(words);
        Markdown(words);
    }

    public void Either(string label, string value)
    {
        Html($"{label} {value} ");
        Markdown($"| {label} | {value} |");
    }

    /// <summary>A row of a table of the Markdown, with these cells in this order; one may go on after a comma.</summary>
    public void Row(string section, string name, params string[] cells)
    {
        var row = report.Row(section, name);
        var (shown, at, isRight) = (row?.Split('|', StringSplitOptions.TrimEntries) ?? [], 2, row is not null);
        foreach (var cell in cells.TakeWhile(_ => isRight).Where(cell => cell.Length > 0))
            (isRight, at) = Array.FindIndex(shown, at, each => each == cell || each.StartsWith($"{cell},", StringComparison.Ordinal)) is >= 0 and var found ? (true, found + 1) : (false, at);
        Look("Markdown", isRight, $"{name}: {string.Join(" | ", cells)} (has {row})");
    }

    void Look(string format, bool isThere, string words)
    {
        Compared++;
        if (!isThere)
            Wrong.Add($"{format} of {period.Kind} {period.First:yyyy-MM-dd} lacks: {words}");
    }
}
