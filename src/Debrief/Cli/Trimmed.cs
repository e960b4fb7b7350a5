using Spectre.Console.Rendering;

namespace Debrief.Cli;

/// <summary>A table without the blanks at the ends of its lines, which only get in the way when it is copied or kept.</summary>
sealed class Trimmed(IRenderable table) : Renderable
{
    protected override Measurement Measure(RenderOptions options, int maxWidth) => table.Measure(options, maxWidth);

    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        foreach (var line in Segment.SplitLines(table.Render(options, maxWidth)))
        {
            var segments = line.ToList();
            while (segments is [.., var last] && string.IsNullOrWhiteSpace(last.Text))
                segments.RemoveAt(segments.Count - 1);
            foreach (var segment in segments.SkipLast(1))
                yield return segment;
            if (segments is [.., var end])
                yield return new(end.Text.TrimEnd(' '), end.Style);
            yield return Segment.LineBreak;
        }
    }
}
