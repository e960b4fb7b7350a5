namespace Debrief.LanguageModels;

/// <summary>Which model is asked, and how it is reached.</summary>
/// <param name="Via">claude, anthropic, openai, bridge, rules.</param>
/// <param name="Model">As that way of reaching it calls it; none for rules.</param>
/// <param name="BaseUrl">Of openai and bridge; of anthropic where it isn't Anthropic's own.</param>
/// <param name="Key">From the environment; never from a file or an argument.</param>
/// <param name="Executable">Of claude.</param>
sealed record ModelChoice(string Via, string Model, string? BaseUrl = null, string? Key = null, string? Executable = null)
{
    /// <summary>The longest an answer may take, with all that a transport tries again.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(3);

    public const string Claude = "claude";
    public const string Anthropic = "anthropic";
    public const string OpenAi = "openai";
    public const string Bridge = "bridge";
    public const string Rules = "rules";

    public static readonly ModelChoice ByRules = new(Rules, "none");

    /// <summary>Nobody has to be asked, and nothing costs.</summary>
    public bool IsRules => Via == Rules;

    /// <summary>As asked for, else as configured, else Claude Code where it is installed, else Anthropic's service where there is a key, else rules.</summary>
    /// <param name="environment">Gives the value of an environment variable.</param>
    /// <exception cref="UserError">What is asked for lacks something.</exception>
    public static ModelChoice Of(WantedModel wanted, Func<string, string?> environment)
    {
        var choice = Find(wanted, environment);
        return wanted.Timeout is { } timeout ? choice with { Timeout = timeout } : choice;
    }

    static ModelChoice Find(WantedModel wanted, Func<string, string?> environment) =>
        (wanted.Via ?? Automatic(wanted, environment)) switch
        {
            Claude => new(Claude, wanted.Model ?? "haiku", Executable: wanted.Executable ?? Find(Claude, environment("PATH")) ?? Claude),
            Anthropic => new(Anthropic, wanted.Model ?? "claude-haiku-4-5", wanted.BaseUrl ?? environment("ANTHROPIC_BASE_URL"),
                KeyIn(wanted, environment) ?? throw new UserError($"There is no key for Anthropic's service: set {wanted.KeyVariable ?? "ANTHROPIC_API_KEY"} in the environment, or use --via claude.")),
            OpenAi => new(OpenAi, wanted.Model ?? throw new UserError("Name the model: --model, or `model: {name: …}` in config.yaml."),
                wanted.BaseUrl ?? throw new UserError("Name the server as `model: {base_url: http://127.0.0.1:11434/v1}` in config.yaml."), wanted.KeyVariable is { } variable ? environment(variable) : null),
            Bridge => new(Bridge, wanted.Model ?? "haiku", wanted.BaseUrl ?? throw new UserError("Name the bridge as `model: {base_url: http://host:2640}` in config.yaml."),
                environment(wanted.KeyVariable ?? "DEBRIEF_BRIDGE_SECRET") ?? throw new UserError($"The bridge's secret is missing: set {wanted.KeyVariable ?? "DEBRIEF_BRIDGE_SECRET"} in the environment.")),
            _ => ByRules,
        };

    public LanguageModel Open() => new(Via switch
    {
        Claude => new ClaudeCli(Executable!),
        Anthropic => AnthropicApi.Client(this),
        OpenAi => new OpenAiCompatible(new(BaseUrl!), Key),
        Bridge => new BridgeClient(new(BaseUrl!), Key!),
        _ => throw new InvalidOperationException($"{Via} is no chat client."),
    }, this);

    /// <summary>For a sentence: by claude (haiku).</summary>
    public override string ToString() => IsRules ? "rules" : $"{Via} ({Model})";

    static string Automatic(WantedModel wanted, Func<string, string?> environment) =>
        (wanted.Executable ?? Find(Claude, environment("PATH"))) is not null ? Claude
        : KeyIn(wanted, environment) is not null ? Anthropic
        : Rules;

    static string? KeyIn(WantedModel wanted, Func<string, string?> environment) => Given(environment(wanted.KeyVariable ?? "ANTHROPIC_API_KEY")) ?? Given(environment("ANTHROPIC_AUTH_TOKEN"));

    static string? Given(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;

    static string? Find(string program, string? path) => (path ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Where(Path.IsPathRooted)
        .SelectMany(folder => OperatingSystem.IsWindows() ? new[] { Path.Combine(folder, program + ".exe"), Path.Combine(folder, program + ".cmd") } : [Path.Combine(folder, program)])
        .FirstOrDefault(File.Exists);
}

/// <summary>What a person said about the model, on the command line or in the configuration; null where they said nothing.</summary>
sealed record WantedModel(string? Via, string? Model, string? BaseUrl = null, string? KeyVariable = null, string? Executable = null, TimeSpan? Timeout = null);
