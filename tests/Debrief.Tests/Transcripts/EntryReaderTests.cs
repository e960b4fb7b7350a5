using System.Text;
using Debrief.Tests.Configuration;
using Debrief.Tests.Support;

namespace Debrief.Tests.Transcripts;

public sealed class EntryReaderTests
{
    static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);

    static string Read(string text) => Reading.Entries(Encoding.UTF8.GetBytes(text)).Names;

    static Entries ReadBytes(string latin1) => Reading.Entries(Bytes(latin1));

    [Fact]
    public void An_empty_file_has_no_entries() => Assert.Equal(("", 0, 0, false), (Read(""), ReadBytes("").Lines, ReadBytes("").BadLines.Count, ReadBytes("").IsTailWaiting));

    [Theory]
    [InlineData("\u2028")]
    [InlineData("\u2029")]
    [InlineData("\u0085")]
    public void Only_0x0A_ends_a_line(string separator) => Assert.Equal("a b", Read($$"""{"uuid":"a","text":"x{{separator}}y"}""" + "\n{\"uuid\":\"b\"}\n"));

    [Fact]
    public void Carriage_returns_and_empty_lines_are_nothing()
    {
        var read = ReadBytes("{\"uuid\":\"a\"}\r\n\r\n\n  \n{\"uuid\":\"b\"}\r\n");

        Assert.Equal(("a b", 2), (read.Names, read.Lines));
        Assert.Empty(read.BadLines);
    }

    [Fact]
    public void A_byte_order_mark_is_nothing() => Assert.Equal("a", ReadBytes("\xEF\xBB\xBF{\"uuid\":\"a\"}\n").Names);

    [Fact]
    public void A_last_line_needs_no_newline()
    {
        var read = ReadBytes("{\"uuid\":\"a\"}\n{\"uuid\":\"b\"}");

        Assert.Equal(("a b", false, 25L), (read.Names, read.IsTailWaiting, read.ReadTo));
    }

    [Fact]
    public void A_half_written_last_line_waits_and_is_read_when_it_is_whole()
    {
        using var folder = new TempFolder();
        var path = folder.Write("x.jsonl", "{\"uuid\":\"a\"}\n{\"uuid\":\"b\",\"mess");

        var before = Reading.Entries(path);
        File.AppendAllText(path, "age\":\"hi\"}\n{\"uuid\":\"c\"}\n");
        var after = Reading.Entries(path, before.ReadTo);

        Assert.Equal(("a", true, 1, 13L), (before.Names, before.IsTailWaiting, before.Lines, before.ReadTo));
        Assert.Empty(before.BadLines);
        Assert.Equal(("b c", false), (after.Names, after.IsTailWaiting));
    }

    [Theory]
    [InlineData("{\"uuid\":\"b\",\"x\":{\"y\":1}", ",\"z\":2}\n")]
    [InlineData("{\"uuid\":\"b\",\"type\":\"progress\",\"x\":{\"y\":1}", ",\"z\":2}\n")]
    [InlineData("{\"type\":\"file-history-snapshot\",\"x\":{\"y\":1}", ",\"z\":2}\n")]
    public void A_half_written_line_that_ends_with_a_brace_waits_too(string half, string rest)
    {
        using var folder = new TempFolder();
        var path = folder.Write("x.jsonl", "{\"uuid\":\"a\"}\n" + half);

        var before = Reading.Entries(path);
        File.AppendAllText(path, rest + "{\"uuid\":\"c\"}\n");
        var after = Reading.Entries(path, before.ReadTo);

        Assert.Equal(("a", true), (before.Names, before.IsTailWaiting));
        Assert.Empty(after.BadLines);
        Assert.EndsWith(" c", after.Names);
    }

    [Fact]
    public void Of_two_entries_on_a_half_written_line_the_first_is_read_once()
    {
        using var folder = new TempFolder();
        var path = folder.Write("x.jsonl", "{\"uuid\":\"a\"}{\"uuid\":\"b\",\"mess");

        var before = Reading.Entries(path);
        File.AppendAllText(path, "age\":\"hi\"}\n{\"uuid\":\"c\"}\n");
        var after = Reading.Entries(path, before.ReadTo);

        Assert.Equal("a b c", $"{before.Names} {after.Names}");
        Assert.Equal(2, before.Lines + after.Lines);
        Assert.Empty(before.BadLines.Concat(after.BadLines));
    }

    [Theory]
    [InlineData("{\"uuid\":\"a\"}\n{\"uuid\":\"b\"}\n\0\0\0\0", "a b", 1)] // After an unclean shutdown.
    [InlineData("{\"uuid\":\"a\"}\n{\"uuid\":\"b\"}\0\0\0\0", "a b", 0)]
    [InlineData("{\"uuid\":\"a\"}\n\0\0\0{\"uuid\":\"b\"}\n", "a b", 0)]
    [InlineData("{\"uuid\":\"a\"}\n\0\0\0\0\n{\"uuid\":\"b\"}\n", "a b", 1)]
    [InlineData("{\"uuid\":\"a\"}\n{\"uuid\":\"x\"\0\0\0}\n{\"uuid\":\"b\"}\n", "a x b", 1)]
    [InlineData("{\"uuid\":\"a\"}\0\0\0{\"uuid\":\"x\"}\n{\"uuid\":\"b\"}\n", "a x b", 0)]
    public void NUL_bytes_take_no_other_entry_along(string text, string names, int bad)
    {
        var read = ReadBytes(text);

        Assert.Equal((names, bad), (read.Names, read.BadLines.Count));
    }

    [Theory]
    [InlineData("{\"uuid\":\"a\"}{\"uuid\":\"b\"}\n", "a b")]
    [InlineData("{\"uuid\":\"a\"} {\"uuid\":\"b\"}{\"uuid\":\"c\"}\n", "a b c")]
    [InlineData("{\"uuid\":\"a\",\"toolUseResult\":{\"x\":[1]}}{\"uuid\":\"b\",\"toolUseResult\":\"}{\"}\n", "a b")]
    [InlineData("{\"type\":\"progress\",\"x\":1}{\"uuid\":\"b\"}\n", "progress b")]
    [InlineData("{\"type\":\"file-history-snapshot\",\"x\":1}{\"uuid\":\"b\"}\n", "file-history-snapshot b")]
    public void Two_entries_on_one_line_are_both_read(string text, string names)
    {
        var read = ReadBytes(text);

        Assert.Equal((names, 1), (read.Names, read.Lines));
        Assert.Empty(read.BadLines);
    }

    [Theory]
    [InlineData("{\"uuid\":\"cut\",\"message\":{\"conte{\"uuid\":\"b\"}\n", "")]
    [InlineData("{\"uuid\":\"cut\",\"x\":{\"y\":1}{\"uuid\":\"b\"}\n", "b")]
    [InlineData("{\"type\":\"file-history-snapshot\",\"x\":{\"y\":1}{\"uuid\":\"b\"}\n", "b")]
    [InlineData("garbage{\"uuid\":\"b\"}\n", "")]
    [InlineData("{\"uuid\":\"a\"}garbage\n", "a")]
    [InlineData("[1]\n", "")]
    [InlineData("null\n", "")]
    [InlineData("}{\"uuid\":\"b\"}\n", "b")]
    public void A_spliced_line_is_bad_once_and_the_next_line_is_read(string line, string saved)
    {
        var read = ReadBytes("{\"uuid\":\"first\"}\n" + line + "{\"uuid\":\"last\"}\n");

        Assert.Equal($"first {saved} last".Replace("  ", " "), read.Names);
        Assert.Equal(17, Assert.Single(read.BadLines).Offset);
        Assert.Equal(3, read.Lines);
    }

    [Fact]
    public void Raw_control_characters_in_a_string_are_bad_yet_the_entry_is_read()
    {
        var read = ReadBytes("{\"uuid\":\"a\x01\tb\"}\n{\"uuid\":\"c\"}\n");

        Assert.Equal("a  b c", read.Names);
        Assert.Single(read.BadLines);
    }

    [Theory]
    [InlineData("\"\\ud83c\"", "\uFFFD")]
    [InlineData("\"x\\udf08y\"", "x\uFFFDy")]
    [InlineData("\"\\ud83c\\ud83c\\udf08\"", "\uFFFD🌈")]
    [InlineData("\"\\ud83c\\udf08\"", "🌈")]
    [InlineData("\"a\xFF\xC3z\"", "a\uFFFD\uFFFDz")]
    [InlineData("\"\xED\xA0\xBD\"", "\uFFFD\uFFFD\uFFFD")]
    [InlineData("\"\\n\xFF\\t\"", "\n\uFFFD\t")]
    public void What_is_no_text_becomes_a_replacement_character(string value, string text)
    {
        var read = ReadBytes($"{{\"uuid\":{value}}}\n");

        Assert.Equal(text, read.Names);
        Assert.Empty(read.BadLines);
    }

    [Fact]
    public void A_bad_line_is_named_by_its_offset()
    {
        var read = Reading.Entries(Encoding.UTF8.GetBytes("{\"uuid\":\"ä\"}\n{bad\n\n{\"uuid\":\"b\"}\n{bad}\n"));

        Assert.Equal([14L, 33L], read.BadLines.Select(line => line.Offset));
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"a\":", "}")]
    public void Deep_nesting_stops_nobody(string open, string close)
    {
        var deep = string.Concat(Enumerable.Repeat(open, 100_000)) + "1" + string.Concat(Enumerable.Repeat(close, 100_000));

        var read = Reading.Entries(Encoding.UTF8.GetBytes($"{{\"uuid\":\"a\",\"x\":{deep}}}\n{{\"uuid\":\"b\",\"toolUseResult\":{deep}}}\n{deep}\n{{\"uuid\":\"c\"}}\n"));

        Assert.EndsWith("b c", read.Names);
        Assert.Equal(2, read.BadLines.Count);
    }
}
