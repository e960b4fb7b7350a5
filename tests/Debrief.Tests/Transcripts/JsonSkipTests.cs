using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Debrief.Tests.Support;
using Debrief.Transcripts;

namespace Debrief.Tests.Transcripts;

public sealed class JsonSkipTests
{
    static readonly Gen<string> Texts = Gen.OneOf(Gen.String[0, 12], Any.Of("\"", "\\", "\\\"", "{[", "}", "a\\", "\u2028", "🌈", "\n", "]},{", ""));

    /// <summary>Any JSON up to a depth.</summary>
    public static Gen<JsonNode?> Json(int depth)
    {
        Gen<JsonNode?>[] plain =
        [
            Texts.Select(text => (JsonNode?)JsonValue.Create(text)),
            Gen.Int.Select(number => (JsonNode?)JsonValue.Create(number)),
            Gen.Double[-1e9, 1e9].Select(number => (JsonNode?)JsonValue.Create(number)),
            Gen.Bool.Select(truth => (JsonNode?)JsonValue.Create(truth)),
            Gen.Const((JsonNode?)null),
        ];
        if (depth == 0)
            return Gen.OneOf(plain);

        var inner = Json(depth - 1);
        return Gen.OneOf(
            Gen.OneOf(plain),
            inner.Array[0, 4].Select(items => (JsonNode?)new JsonArray([.. items.Select(item => item?.DeepClone())])),
            Gen.Select(Texts, inner).Array[0, 4].Select(pairs => (JsonNode?)new JsonObject(pairs.DistinctBy(pair => pair.Item1).Select(pair => KeyValuePair.Create(pair.Item1, pair.Item2?.DeepClone())))));
    }

    [Fact]
    public void A_value_ends_where_a_reader_that_validates_says() =>
        Gen.Select(Json(4), Gen.Bool, Gen.Bool, Any.Of("", ",\"next\":1}", "}", "]", " ,", "\n")).Sample((json, indented, relaxed, behind) =>
        {
            var options = new JsonSerializerOptions { WriteIndented = indented, Encoder = relaxed ? JavaScriptEncoder.UnsafeRelaxedJsonEscaping : JavaScriptEncoder.Default };
            var text = Encoding.UTF8.GetBytes(json is null ? "null" : json.ToJsonString(options));
            var padded = Encoding.UTF8.GetBytes("  ").Concat(text).Concat(Encoding.UTF8.GetBytes(behind)).ToArray();

            var reader = new Utf8JsonReader(text);
            reader.Read();
            reader.Skip();
            Assert.Equal(2 + reader.BytesConsumed, JsonSkip.Value(padded, 2));
        });

    [Fact]
    public void A_value_that_was_cut_has_no_end() =>
        Gen.Select(Json(3).Where(json => json is JsonObject or JsonArray), Gen.Int[1, 40]).Sample((json, cut) =>
        {
            var text = Encoding.UTF8.GetBytes(json!.ToJsonString());

            Assert.Equal(-1, JsonSkip.Value(text.AsSpan(0, Math.Max(1, text.Length - cut)), 0));
        });

    [Fact]
    public void Damage_is_any_byte_that_JSON_has_only_in_strings()
    {
        var known = "{}[]\",: \t\r\n0123456789+-.Eaeflnrstu"u8.ToArray();
        for (var sign = 0; sign < 256; sign++)
        {
            // Brackets and quotes in pairs, so that they change nothing.
            byte[] between = sign switch { '{' or '}' => [.. "{}"u8], '[' or ']' => [.. "[]"u8], '"' => [.. "\"\""u8], _ => [(byte)sign] };
            byte[] json = [.. "[\""u8, .. between.Where(b => b is not ((byte)'"' or (byte)'\\')), .. "\","u8, .. new byte[sign].Select(_ => (byte)' '), .. between, .. "]"u8, (byte)sign];

            Assert.Equal(json.Length - 1, JsonSkip.Value(json, 0, out var isDamaged));
            Assert.Equal(!known.Contains((byte)sign), isDamaged);
        }
    }

    [Theory]
    [InlineData("\"", -1)]
    [InlineData("\"\\\"", -1)]
    [InlineData("\"\\\\\"", 4)]
    [InlineData("\"\\\\\\\"\"x", 6)]
    [InlineData("{\"a\":\"}\"}]", 9)]
    [InlineData("12,", 2)]
    [InlineData("12", 2)]
    [InlineData("", -1)]
    public void Quotes_and_backslashes_end_a_string_only_where_they_do(string json, int end) => Assert.Equal(end, JsonSkip.Value(Encoding.UTF8.GetBytes(json), 0));
}
