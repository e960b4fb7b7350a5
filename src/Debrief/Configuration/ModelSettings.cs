namespace Debrief.Configuration;

/// <summary>Which model is asked for facets, as far as the configuration says. Null: found by itself.</summary>
sealed record ModelSettings
{
    public static readonly IReadOnlyList<string> Ways = ["claude", "anthropic", "openai", "bridge", "rules"];

    public string? Via { get; init; }
    public string? Name { get; init; }
    public string? BaseUrl { get; init; }

    /// <summary>The name of the environment variable, not the key.</summary>
    public string? KeyVariable { get; init; }

    /// <summary>Absolute.</summary>
    public string? Claude { get; init; }
    public double? TimeoutSeconds { get; init; }
}

sealed record ExtractionSettings
{
    public double MaxUsdPerRun { get; init; } = 1;
    public double MaxUsdPerMonth { get; init; } = 10;
    public int Concurrency { get; init; } = 2;
}
