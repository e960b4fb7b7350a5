namespace Debrief.MockModel;

/// <summary>What the mock says to one prompt.</summary>
/// <param name="StopReason">As Anthropic names it: end_turn, max_tokens, refusal.</param>
public sealed record MockReply(string Text, string StopReason = "end_turn")
{
    /// <summary>In a text: is written as the escape of half a character.</summary>
    public const char HalfCharacter = '\uE000';

    public int Status { get; init; } = 200;
    public string? RetryAfter { get; init; }
    public Trouble Trouble { get; init; }

    /// <summary>Null: a quarter of the characters.</summary>
    public long? InputTokens { get; init; }
    public long? OutputTokens { get; init; }
    public long CacheReadTokens { get; init; }
    public long CacheWriteTokens { get; init; }

    /// <summary>As some servers of one's own: they count nothing.</summary>
    public bool WithoutUsage { get; init; }

    public static MockReply Empty => new("");
    public static MockReply Refusal => new("", "refusal");
    public static MockReply NoCredit => Error(400, "Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing to upgrade or purchase credits.");
    public static MockReply PromptTooLong => Error(400, "prompt is too long: 250000 tokens > 200000 maximum");
    public static MockReply Unauthorized => Error(401, "invalid x-api-key");
    public static MockReply Forbidden => Error(403, "Your API key does not have permission to use the specified resource");
    public static MockReply UnknownModel => Error(404, "model: no-such-model");
    public static MockReply TooLarge => Error(413, "Request exceeds the maximum size");
    public static MockReply ServerError => Error(500, "Internal server error");
    public static MockReply Overloaded => Error(529, "Overloaded");
    public static MockReply NeverBegins => new("") { Trouble = Trouble.NeverBegins };
    public static MockReply NeverEnds => new("The beginning of an answer") { Trouble = Trouble.NeverEnds };
    public static MockReply Reset => new("") { Trouble = Trouble.Reset };
    public static MockReply Truncated => new("The beginning of an answer") { Trouble = Trouble.Truncated };
    public static MockReply Html => new("<html><body>Sign in to the airport's network</body></html>") { Trouble = Trouble.Html };
    public static MockReply BadEvents => new("") { Trouble = Trouble.BadEvents };

    public static MockReply CutOff(string text) => new(text, "max_tokens");
    public static MockReply RateLimited(string? retryAfter = null) => Error(429, "This request would exceed your account's rate limit. Please try again later.") with { RetryAfter = retryAfter };
    public static MockReply Error(int status, string message) => new(message) { Status = status };
}

/// <summary>How a connection goes wrong.</summary>
public enum Trouble
{
    None,
    NeverBegins,
    NeverEnds,
    Reset,
    Truncated,
    Html,
    BadEvents,
}
