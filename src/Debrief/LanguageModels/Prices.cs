using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Debrief.LanguageModels;

/// <summary>What tokens cost by the public list, prices.json. An estimate: nobody's contract is known here.</summary>
static partial class Prices
{
    static readonly PriceList _list = Read();
    static readonly ConcurrentDictionary<string, Price?> _known = new();

    /// <summary>The day of the price list.</summary>
    public static DateOnly AsOf => _list.AsOf;

    /// <summary>In US dollars; null for a model that the list doesn't have: its price is never guessed.</summary>
    /// <param name="model">As the API spells it, or Bedrock, or Vertex.</param>
    public static double? Cost(string model, long input, long output, long write5m, long write1h, long read, long searches) =>
        (double?)ExactCost(model, input, output, write5m, write1h, read, searches);

    /// <summary>What tokens cost one by one is what they cost together.</summary>
    /// <inheritdoc cref="Cost"/>
    public static decimal? ExactCost(string model, long input, long output, long write5m, long write1h, long read, long searches) =>
        _known.GetOrAdd(model, Find) is not { } price ? null
            : (input * price.Input + output * price.Output + write5m * price.CacheWrite5m + write1h * price.CacheWrite1h + read * price.CacheRead) * 0.000_001m
                + searches * _list.UsdPerWebSearch;

    static Price? Find(string model) => _list.UsdPerMillionTokens.GetValueOrDefault(Version().Replace(Name(model), ""));

    /// <summary>Without the cloud's, region's or gateway's prefix.</summary>
    static string Name(string model) => model.LastIndexOf("claude-", StringComparison.Ordinal) is var start and > 0 && model[start - 1] is '.' or '/'
        ? model[start..].Replace('.', '-')
        : model.Replace('.', '-');

    // claude-haiku-4-5-20251001 · claude-3-5-haiku-latest · claude-sonnet-4-20250514-v1:0 · claude-sonnet-4@20250514 · claude-3-5-sonnet-v2@20241022 · claude-sonnet-4-5[1m]
    [GeneratedRegex(@"(-\d{8}|-latest)?(-v\d+(:\w+)*)?(@(\d{8}|latest|default))?(\[1m\])?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Version();

    static PriceList Read()
    {
        using var file = Assembly.GetExecutingAssembly().GetManifestResourceStream("Debrief.LanguageModels.prices.json")!;
        return JsonSerializer.Deserialize(file, PriceJson.Default.PriceList)!;
    }

    internal sealed record PriceList(DateOnly AsOf, decimal UsdPerWebSearch, IReadOnlyDictionary<string, Price> UsdPerMillionTokens);

    internal sealed record Price(decimal Input, decimal Output, decimal CacheWrite5m, decimal CacheWrite1h, decimal CacheRead);

    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
    [JsonSerializable(typeof(PriceList))]
    internal sealed partial class PriceJson : JsonSerializerContext;
}
