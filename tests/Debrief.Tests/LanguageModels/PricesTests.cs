using Debrief.LanguageModels;

namespace Debrief.Tests.LanguageModels;

public sealed class PricesTests
{
    const long Million = 1_000_000;

    [Theory]
    [InlineData("claude-fable-5", 10)]
    [InlineData("claude-opus-4-8", 5)]
    [InlineData("claude-opus-4-5-20251101", 5)]
    [InlineData("claude-opus-4-1-20250805", 15)]
    [InlineData("claude-opus-4-20250514", 15)]
    [InlineData("claude-opus-4-6[1m]", 5)]
    [InlineData("claude-sonnet-5", 3)]
    [InlineData("claude-sonnet-4-0", 3)]
    [InlineData("claude-3-7-sonnet-20250219", 3)]
    [InlineData("claude-haiku-4-5-20251001", 1)]
    [InlineData("claude-3-5-haiku-latest", 0.8)]
    [InlineData("claude-3-haiku-20240307", 0.25)]
    [InlineData("us.anthropic.claude-sonnet-4-20250514-v1:0", 3)]
    [InlineData("anthropic.claude-opus-4-6-v1", 5)]
    [InlineData("arn:aws:bedrock:us-east-1:123456789012:inference-profile/eu.anthropic.claude-haiku-4-5-20251001-v1:0", 1)]
    [InlineData("claude-sonnet-4@20250514", 3)]
    [InlineData("claude-3-5-sonnet-v2@20241022", 3)]
    [InlineData("anthropic/claude-opus-4.5", 5)]
    public void A_model_is_known_in_every_spelling(string model, double dollars) =>
        Assert.Equal(dollars, Prices.Cost(model, Million, 0, 0, 0, 0, 0));

    [Theory]
    [InlineData("claude-opus-4-9")]
    [InlineData("claude-opus-4-55")]
    [InlineData("claude-opus-5-20270101")]
    [InlineData("not-claude-opus-4")]
    [InlineData("<synthetic>")]
    [InlineData("gpt-5")]
    [InlineData("claude-")]
    [InlineData("")]
    public void The_price_of_an_unknown_model_is_not_guessed(string model) => Assert.Null(Prices.Cost(model, Million, 0, 0, 0, 0, 0));

    [Fact]
    public void Each_kind_of_token_and_a_web_search_have_their_price()
    {
        Assert.Equal([1, 5, 1.25, 2, 0.1, 0.01], [Cost(input: Million), Cost(output: Million), Cost(write5m: Million), Cost(write1h: Million), Cost(read: Million), Cost(searches: 1)]);
        Assert.Equal(9.36, Cost(Million, Million, Million, Million, Million, 1), 9);
    }

    static double Cost(long input = 0, long output = 0, long write5m = 0, long write1h = 0, long read = 0, long searches = 0) =>
        Prices.Cost("claude-haiku-4-5", input, output, write5m, write1h, read, searches)!.Value;
}
