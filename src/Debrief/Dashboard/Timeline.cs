using Debrief.Facets;
using Debrief.Transcripts;

namespace Debrief.Dashboard;

/// <summary>A session as one reads it, a page at a time: calls together with their results, evidence at its place.</summary>
/// <param name="Page">From 1.</param>
sealed record Timeline(IReadOnlyList<TimelineEntry> Entries, int Page, int Pages, int Of)
{
    const int OnAPage = 150;

    /// <param name="page">Which; null: the first, or that of the line.</param>
    /// <param name="line">Of the transcript, which evidence names.</param>
    public static Timeline Read(IReadOnlyList<Passage> passages, IReadOnlyList<Evidence> evidence, int? page, int? line)
    {
        var entries = Joined(passages, evidence);
        var pages = Math.Max(1, (entries.Count + OnAPage - 1) / OnAPage);
        var shown = page ?? (line is { } wanted ? PageOf(entries, wanted) : 1);
        shown = Math.Clamp(shown, 1, pages);
        return new([.. entries.Skip(OnAPage * (shown - 1)).Take(OnAPage)], shown, pages, entries.Count);
    }

    static int PageOf(List<TimelineEntry> entries, int line) => Math.Max(0, entries.FindIndex(entry => entry.Passage.Line == line || entry.Result?.Line == line)) / OnAPage + 1;

    static List<TimelineEntry> Joined(IReadOnlyList<Passage> passages, IReadOnlyList<Evidence> evidence)
    {
        var results = passages.Where(passage => passage is { Speaker: Speaker.ToolResult, ToolUseId: not null }).GroupBy(passage => passage.ToolUseId!).ToDictionary(group => group.Key, group => group.First());
        var called = passages.Where(passage => passage is { Speaker: Speaker.ToolCall, ToolUseId: not null }).Select(passage => passage.ToolUseId!).ToHashSet();
        var byLine = evidence.ToLookup(each => each.Line);
        return [.. passages.Where(passage => !(passage.Speaker == Speaker.ToolResult && passage.ToolUseId is { } id && called.Contains(id))).Select(Entry)];

        TimelineEntry Entry(Passage passage)
        {
            var result = passage is { Speaker: Speaker.ToolCall, ToolUseId: { } id } ? results.GetValueOrDefault(id) : null;
            return new(passage, result, [.. Resting(passage), .. result is null ? [] : Resting(result)]);
        }

        // A line may say several things: evidence belongs to the one that has its words.
        IEnumerable<Evidence> Resting(Passage passage) => byLine[passage.Line].Where(each => passage.Text.Contains(each.Quote, StringComparison.Ordinal));
    }
}
