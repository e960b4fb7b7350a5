using CsCheck;
using Debrief.Facets;

namespace Debrief.Tests.Facets;

public sealed class QuoteTests
{
    [Fact]
    public void A_quote_is_the_sentence_around_the_words() =>
        Assert.Equal("No, I meant the map!", Around("It builds. No, I meant the map! Then push.", "meant"));

    [Fact]
    public void A_long_sentence_is_cut_between_words_around_them()
    {
        var text = string.Concat(Enumerable.Repeat("word ", 100)) + "needle " + string.Concat(Enumerable.Repeat("more ", 100));

        var quote = Around(text, "needle");

        Assert.InRange(quote.Length, 100, 200);
        Assert.StartsWith("word ", quote);
        Assert.EndsWith(" more", quote);
        Assert.Contains("needle", quote);
    }

    [Fact]
    public void Half_characters_are_left_out() => Assert.Equal("fine", Around("\uD83D bad \uD83D fine", "fine"));

    [Fact]
    public void Every_quote_stands_in_its_text() => Gen.Select(Gen.String, Gen.String, Gen.String).Sample((before, words, after) =>
    {
        var text = before + words + after;
        var quote = Quote.Around(Talk.Human(text), before.Length, words.Length);
        return quote.Length <= Quote.MaxLength && text.Contains(quote, StringComparison.Ordinal);
    }, iter: 2_000);

    static string Around(string text, string words) => Quote.Around(Talk.Human(text), text.IndexOf(words, StringComparison.Ordinal), words.Length);
}
