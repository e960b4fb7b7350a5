using CsCheck;
using Debrief.Profile;

namespace Debrief.Tests.Profile;

public sealed class FrontMatterTests
{
    static readonly string[] _pieces = ["name: ", "description: ", "a", "\n", "\n  ", "- ", ": ", "[", "]", "{", "}", "\"", "'", "&x ", "*x ", "!!str ", "|\n  ", ">\n ", "? ", ",", "#", "%YAML 1.2\n", "\t", "\0", "...", "\ud800"];

    [Fact]
    public void Whatever_stands_between_the_dashes_it_is_read_without_harm() =>
        Gen.Int[0, _pieces.Length - 1].Array[0, 60].Sample(places => Assert.NotNull(FrontMatter.Of($"---\n{string.Concat(places.Select(place => _pieces[place]))}\n---\n")));

    [Theory]
    [InlineData("---\nname: x\n---", "name=x")]
    [InlineData("---\r\nname: x\r\nlist: [a, b]\r\ndescription: y\r\n---\r\n", "name=x description=y")]
    [InlineData("---\nname: x\nalias: *none\ndescription: y\n---", "name=x description=y")]
    [InlineData("---\nname: x\ndeep: [[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]\ndescription: y\n---", "name=x")]
    [InlineData("name: x\n---", "")]
    [InlineData("---\nname: x", "")]
    public void Plain_texts_are_told(string text, string told) =>
        Assert.Equal(told, string.Join(' ', FrontMatter.Of(text).Where(one => one.Key is "name" or "description").Select(one => $"{one.Key}={one.Value}")));
}
