using Debrief.LanguageModels;

namespace Debrief.Tests.LanguageModels;

public sealed class ProviderFailureTests
{
    [Theory]
    [InlineData("""{"error":{"message":"The model is\nbusy","type":"x"}}""", "The model is busy")]
    [InlineData("""{"error":"model 'qwen3' not found"}""", "model 'qwen3' not found")]
    [InlineData("""{"object":"error","message":"too much"}""", "too much")]
    [InlineData("""{"detail":"half \ud800"}""", "half \uFFFD")]
    [InlineData("""{"detail":[{"msg":"a list"}]}""", """{"detail":[{"msg":"a list"}]}""")]
    [InlineData("<html>Bad gateway</html>", "<html>Bad gateway</html>")]
    [InlineData("[1]", "[1]")]
    public void The_provider_s_words_are_told_where_they_are_found(string body, string words) =>
        Assert.Equal($"The provider failed. (The provider says: {words})", ProviderFailure.Of(500, body).Message);

    [Theory]
    [InlineData("")]
    [InlineData(" \n")]
    public void Where_the_provider_says_nothing_nothing_is_quoted(string body) => Assert.Equal("The provider failed.", ProviderFailure.Of(500, body).Message);

    [Fact]
    public void A_whole_page_is_told_by_its_beginning() => Assert.InRange(ProviderFailure.Of(500, new string('x', 5000)).Message.Length, 200, 300);
}
