using System.Text.Json;

namespace Debrief.Tests;

public sealed class HalfCharactersTests
{
    [Theory]
    [InlineData(@"plain \n \u00e9", "plain \n é")]
    [InlineData(@"\ud83d\ude00", "😀")]
    [InlineData(@"a\ud83d", "a\uFFFD")]
    [InlineData(@"\uDE00b", "\uFFFDb")]
    [InlineData(@"\ud83d\ud83d\ude00\ude00", "\uFFFD😀\uFFFD")]
    [InlineData(@"\ud83d \ude00", "\uFFFD \uFFFD")]
    [InlineData(@"\\ud800", @"\ud800")]
    [InlineData(@"\\\ud800", "\\\uFFFD")]
    public void Half_of_a_character_is_replaced_and_whole_ones_stay(string escaped, string text) =>
        Assert.Equal(text, JsonSerializer.Deserialize<string>(HalfCharacters.Mend($"\"{escaped}\"")));
}
