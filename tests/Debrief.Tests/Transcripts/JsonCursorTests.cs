using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Debrief.Tests.Support;
using Debrief.Transcripts;

namespace Debrief.Tests.Transcripts;

/// <summary>The cursor sees what the reader of System.Text.Json sees, and refuses what that refuses.</summary>
public sealed class JsonCursorTests
{
    static readonly byte[] Signs = [.. "{}[]\":,\\/0179-+.eEunt a \0\x01\t\n\r\x7f"u8, 0xFF, 0xC3, 0xE2];

    static readonly Gen<byte[]> Valid = Gen.Select(JsonSkipTests.Json(4), Gen.Bool, Gen.Bool, (json, indented, relaxed) =>
        Encoding.UTF8.GetBytes(json is null ? "null" : json.ToJsonString(new JsonSerializerOptions { WriteIndented = indented, Encoder = relaxed ? JavaScriptEncoder.UnsafeRelaxedJsonEscaping : JavaScriptEncoder.Default })));

    static readonly Gen<byte[]> Scratched = Gen.Select(Valid, Gen.Select(Gen.Int[0, 2], Gen.Double[0, 1], Any.Of(Signs)).Array[1, 3], (json, damages) =>
    {
        var bytes = json.ToList();
        foreach (var (kind, place, sign) in damages)
        {
            var at = (int)(place * bytes.Count);
            if (kind == 0)
                bytes.Insert(at, sign);
            else if (at < bytes.Count && kind == 1)
                bytes[at] = sign;
            else
                bytes.RemoveRange(at, Math.Min(1, bytes.Count - at));
        }

        return bytes.ToArray();
    });

    [Fact]
    public void What_is_JSON_has_the_same_tokens_in_the_same_places() => Valid.Sample(json => Assert.Equal(TokensOfReader(json), TokensOfCursor(json)));

    [Fact]
    public void What_is_no_JSON_is_refused_at_the_same_token() => Scratched.Sample(json => Assert.Equal(TokensOfReader(json), TokensOfCursor(json)), iter: 10_000);

    [Theory]
    [InlineData("01")]
    [InlineData("-")]
    [InlineData("-0.0e-10")]
    [InlineData("1.")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("1.5E5x")]
    [InlineData("[1/2]")]
    [InlineData("nul")]
    [InlineData("truex")]
    [InlineData("\"\\u00e\"")]
    [InlineData("\"\\u00eg\"")]
    [InlineData("\"\\x\"")]
    [InlineData("\"\t\"")]
    [InlineData("[1,]")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{\"a\" 1}")]
    [InlineData("{\"a\":[}]")]
    [InlineData("{a:1}")]
    [InlineData("{1:1}")]
    [InlineData("[1 2]")]
    [InlineData("[,1]")]
    [InlineData("]")]
    [InlineData(" ")]
    public void What_is_nearly_JSON_is_refused_at_the_same_token(string json) => Assert.Equal(TokensOfReader(Encoding.UTF8.GetBytes(json)), TokensOfCursor(Encoding.UTF8.GetBytes(json)));

    [Theory]
    [InlineData(512)]
    [InlineData(513)]
    public void Nesting_has_a_bound(int depth)
    {
        var json = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("[{\"a\":", depth / 2)) + (depth % 2 == 1 ? "[" : "0"));

        Assert.Equal(TokensOfReader(json), TokensOfCursor(json));
    }

    [Fact]
    public void After_a_jump_it_goes_on_behind_the_value() => Gen.Select(JsonSkipTests.Json(3), Gen.Int[0, 300], (json, padding) => (json, padding)).Sample(it =>
    {
        var value = new JsonArray(it.json?.DeepClone(), new string('x', it.padding)).ToJsonString();
        var line = Encoding.UTF8.GetBytes($$"""[{"a": {{value}} ,"b":7}]""");

        Assert.Equal((value, 7L), JumpAndReadOn(line));
    });

    static (string Jumped, long Next) JumpAndReadOn(byte[] line)
    {
        var cursor = new JsonCursor(line);
        for (var i = 0; i < 3; i++)
            cursor.Read();
        var jumped = cursor.Jump(out var isDamaged);
        Assert.False(isDamaged);
        Assert.True(cursor.Read());
        Assert.Equal("b", Encoding.UTF8.GetString(cursor.ValueSpan));
        var next = cursor.NextCount();
        Assert.True(cursor.Read() && cursor.Read());
        Assert.False(cursor.Read());
        return (Encoding.UTF8.GetString(line, jumped.Start, jumped.Length), next);
    }

    [Fact]
    public void A_large_value_is_jumped_over_whatever_its_strings_hold_and_a_small_one_is_not()
    {
        Assert.Equal((false, false), Jumps("\"\u0001" + new string('x', 300) + "\""));
        Assert.Equal((false, true), Jumps("[\"" + new string('x', 300) + "\" and]"));
        Assert.Throws<JsonException>(() => Jumps("\"\u0001\""));
        Assert.Throws<JsonException>(() => Jumps("\"x"));
    }

    static (bool, bool) Jumps(string value)
    {
        var cursor = new JsonCursor(Encoding.UTF8.GetBytes($"[{value}]"));
        cursor.Read();
        cursor.Jump(out var isDamaged);
        return (cursor.Read() && cursor.Read(), isDamaged);
    }

    static List<string> TokensOfReader(byte[] json)
    {
        var tokens = new List<string>();
        // The blank, here and there, since the reader tells a number that the end cuts off only where something is around it.
        var reader = new Utf8JsonReader([.. json, (byte)' '], new JsonReaderOptions { MaxDepth = 512 });
        try
        {
            while (reader.Read())
            {
                var length = reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName ? 2 : 0;
                tokens.Add($"{reader.TokenType} {reader.TokenStartIndex} {reader.BytesConsumed} {reader.ValueSpan.Length + length} {reader.ValueIsEscaped}");
                if (reader.CurrentDepth == 0 && reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
                    break; // What stands behind a line's object is looked at elsewhere.
            }
        }
        catch (JsonException)
        {
            tokens.Add("no JSON");
        }

        return tokens;
    }

    static List<string> TokensOfCursor(byte[] json)
    {
        var tokens = new List<string>();
        var cursor = new JsonCursor([.. json, (byte)' ']);
        try
        {
            while (cursor.Read())
            {
                var length = cursor.TokenType is JsonTokenType.String or JsonTokenType.PropertyName ? 2 : 0;
                tokens.Add($"{cursor.TokenType} {cursor.TokenStart} {cursor.Position} {cursor.ValueSpan.Length + length} {cursor.ValueIsEscaped}");
            }
        }
        catch (JsonException)
        {
            tokens.Add("no JSON");
        }

        return tokens;
    }
}
