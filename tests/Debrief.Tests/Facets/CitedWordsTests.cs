using Debrief.Facets.Asking;

namespace Debrief.Tests.Facets;

public sealed class CitedWordsTests
{
    [Theory]
    [InlineData("the list page", "the list page")]
    [InlineData("\"the list page\"", "the list page")]
    [InlineData("the\n   list page", "the list page")]
    [InlineData("  the list\tpage… ", "the list page")]
    [InlineData("@ /etc/hosts", "@/etc/hosts")]
    [InlineData("No, I meant […] and not the other", "and not the other")]
    [InlineData("No, I meant ... page", "No, I meant")]
    public void Blanks_marks_around_it_and_words_left_out_do_no_harm(string quote, string found) =>
        Assert.Equal(found, FindIn("No, I meant the list page\n  of @/etc/hosts and not the other.", quote));

    [Theory]
    [InlineData("the List page")]
    [InlineData("the list pages")]
    [InlineData("page … the list")]
    [InlineData("I meant … the cart page")]
    [InlineData("… … …")]
    public void Other_letters_or_another_order_are_not_there(string quote) =>
        Assert.Null(FindIn("No, I meant the list page.", quote));

    [Fact]
    public void A_text_of_ten_million_characters_is_looked_through() =>
        Assert.Equal("end here", FindIn(new string('e', 10_000_000) + " end \n here", "end here")?.Replace(" \n ", " ", StringComparison.Ordinal));

    static string? FindIn(string text, string quote) => new CitedWords(quote) is { IsEmpty: false } words && words.FindIn(text) is { } hit ? text.Substring(hit.At, hit.Length) : null;
}
