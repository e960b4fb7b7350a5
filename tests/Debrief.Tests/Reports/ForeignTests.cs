using System.Text;
using Debrief.Reports;

namespace Debrief.Tests.Reports;

public sealed class ForeignTests
{
    [Theory]
    [InlineData("a\r\n\tb", "a b")]
    [InlineData("  a  ", "a")]
    [InlineData("a\u202Eb\u0000c", "ab c")]
    [InlineData("\ud83d", "")]
    [InlineData("naïve 🦕 文", "naïve 🦕 文")]
    public void Text_is_made_one_visible_line(string text, string plain) => Assert.Equal(plain, Foreign.Plain(text, 20));

    [Fact]
    public void It_is_cut_at_a_word_where_one_ends_near() => Assert.Equal("one two three…", Foreign.Plain("one two three four", 16));

    [Fact]
    public void Characters_are_never_cut_in_two()
    {
        for (var longest = 2; longest < 40; longest++)
        {
            var plain = Foreign.Plain(string.Concat(Enumerable.Repeat("🦕", 30)), longest);
            Assert.True(plain.Length <= longest);
            Assert.DoesNotContain(plain.EnumerateRunes(), rune => rune == Rune.ReplacementChar);
        }
    }

    [Theory]
    [InlineData("wrong_approach", "wrong approach")]
    [InlineData("CommandFailed", "command failed")]
    [InlineData("", "unknown")]
    public void Names_of_kinds_read_as_words(string name, string words) => Assert.Equal(words, Foreign.Words(name));
}
