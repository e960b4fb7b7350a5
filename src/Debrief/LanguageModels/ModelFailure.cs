namespace Debrief.LanguageModels;

/// <summary>A model gave no answer.</summary>
/// <param name="retryAfter">As the provider asks; null where it doesn't.</param>
sealed class ModelFailure(FailureKind kind, string message, TimeSpan? retryAfter = null, Exception? cause = null) : Exception(message, cause)
{
    public FailureKind Kind => kind;
    public TimeSpan? RetryAfter => retryAfter;

    /// <summary>What was spent all the same; null where nothing is known.</summary>
    public ModelUsage? Spent { get; init; }

    /// <summary>No question can succeed until a person does something: to go on would only repeat the refusal.</summary>
    public bool IsForAll => kind is FailureKind.NotInstalled or FailureKind.NotLoggedIn or FailureKind.Unauthorized or FailureKind.NoCredit or FailureKind.UnknownModel;
}

enum FailureKind
{
    /// <summary>There is no program or server to ask.</summary>
    NotInstalled,
    NotLoggedIn,

    /// <summary>The key is wrong, or may not do this.</summary>
    Unauthorized,
    NoCredit,
    UnknownModel,

    /// <summary>Too many questions for now.</summary>
    RateLimited,
    Overloaded,

    /// <summary>The provider failed, for a reason of its own.</summary>
    ServerError,

    /// <summary>No connection, or one that broke.</summary>
    Unreachable,
    TimedOut,

    /// <summary>What came back is no answer of this kind of provider: a proxy's page, half a message.</summary>
    Malformed,

    /// <summary>The program that asks ended in the middle.</summary>
    Crashed,

    /// <summary>The model won't answer this question.</summary>
    Refused,
    PromptTooLong,

    /// <summary>The answer came to its greatest length and there is no text to keep.</summary>
    TooLong,
}
