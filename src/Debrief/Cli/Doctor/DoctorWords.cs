namespace Debrief.Cli;

/// <summary>Figures as they stand in a sentence.</summary>
static class DoctorWords
{
    public static string Count(long count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";

    public static string Size(long bytes) => bytes switch
    {
        < 1_000 => Count(bytes, "byte"),
        < 1_000_000 => $"{bytes / 1e3:0.0} kB",
        < 1_000_000_000 => $"{bytes / 1e6:0.0} MB",
        _ => $"{bytes / 1e9:0.0} GB",
    };

    public static string List(IEnumerable<string> all, int most)
    {
        var list = all.ToList();
        return string.Join(", ", list.Take(most)) + (list.Count > most ? $" and {list.Count - most} more" : "");
    }
}
