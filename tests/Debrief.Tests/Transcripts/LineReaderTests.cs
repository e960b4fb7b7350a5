using System.Text;
using Debrief.Tests.Configuration;
using Debrief.Tests.Support;
using Debrief.Transcripts;

namespace Debrief.Tests.Transcripts;

public sealed class LineReaderTests
{
    static List<(string Line, long At, bool Ended)> Lines(byte[] bytes, long from = 0)
    {
        using var folder = new TempFolder();
        File.WriteAllBytes(folder["x"], bytes);
        using var reader = new LineReader(folder["x"], from);
        var lines = new List<(string, long, bool)>();
        while (reader.Read(out var line))
            lines.Add((Encoding.UTF8.GetString(line), reader.LineOffset, reader.Terminated));
        return lines;
    }

    static string Letters(int count) => new('x', count);

    [Fact]
    public void Lines_come_with_their_offsets_from_anywhere()
    {
        var bytes = Encoding.UTF8.GetBytes("ä\n\nbc\nd");

        Assert.Equal([("ä", 0, true), ("", 3, true), ("bc", 4, true), ("d", 7, false)], Lines(bytes));
        Assert.Equal([("bc", 4, true), ("d", 7, false)], Lines(bytes, 4));
        Assert.Empty(Lines(bytes, 8));
        Assert.Empty(Lines(bytes, 80));
    }

    [Fact]
    public void Lines_across_the_edge_of_a_block_are_whole()
    {
        var long1 = Letters((1 << 20) - 3);
        var long2 = Letters((3 << 20) + 1);

        var lines = Lines(Encoding.ASCII.GetBytes($"{long1}\nab\nc\n{long2}\nlast\n"));

        Assert.Equal([long1, "ab", "c", long2, "last"], lines.Select(line => line.Line));
        Assert.Equal((1 << 20) + 3 + (3 << 20) + 2, lines[^1].At);
    }

    [Fact]
    public void A_line_over_8_MiB_keeps_its_short_strings_whole_and_64_KiB_of_its_long_ones()
    {
        var json = $$"""{"uuid":"0123456789abcdef","mid":"{{Letters(70_000)}}","long":"{{Letters(9 << 20)}}","edge":"{{Letters(64 << 10)}}","last":"end"}""";

        var lines = Lines(Encoding.ASCII.GetBytes(json + "\nnext\n"));

        Assert.Equal($$"""{"uuid":"0123456789abcdef","mid":"{{Letters(64 << 10)}}","long":"{{Letters(64 << 10)}}","edge":"{{Letters(64 << 10)}}","last":"end"}""", lines[0].Line);
        Assert.Equal(("next", json.Length + 1, true), lines[1]);
    }

    [Theory]
    [InlineData("\\n", 0)]
    [InlineData("\\n", 1)]
    [InlineData("\\u00e4", 0)]
    [InlineData("\\u00e4", 3)]
    [InlineData("\\\\", 1)]
    [InlineData("\\\"", 1)]
    [InlineData("\\\"", 2)]
    public void An_escape_where_a_long_string_is_cut_leaves_the_line_readable(string escape, int before)
    {
        var cut = Letters((64 << 10) - before) + string.Concat(Enumerable.Repeat(escape, 5));

        var read = Reading.Entries(Encoding.ASCII.GetBytes($$"""{"cut":"{{cut}}","filler":"{{Letters(9 << 20)}}","uuid":"a"}""" + "\n{\"uuid\":\"b\"}\n"));

        Assert.Equal("a b", read.Names);
        Assert.Empty(read.BadLines);
    }

    [Fact]
    public void A_long_line_with_too_many_short_strings_is_bad_and_the_next_is_read()
    {
        var many = string.Join(',', Enumerable.Repeat("\"0123456789abcdef\"", 600_000));

        var read = Reading.Entries(Encoding.ASCII.GetBytes($"{{\"uuid\":\"a\",\"x\":[{many}]}}\n{{\"uuid\":\"b\"}}\n"));

        Assert.Equal("b", read.Names);
        Assert.Equal(0, Assert.Single(read.BadLines).Offset);
    }

    [Fact]
    public void A_long_line_that_is_half_written_waits()
    {
        var read = Reading.Entries(Encoding.ASCII.GetBytes($"{{\"uuid\":\"a\"}}\n{{\"uuid\":\"b\",\"x\":\"{Letters(9 << 20)}"));

        Assert.Equal(("a", true, 13L), (read.Names, read.IsTailWaiting, read.ReadTo));
    }
}
