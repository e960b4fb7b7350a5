namespace Debrief;

/// <summary>The user must change something: one line that says what is wrong and what to do. Exit code 2.</summary>
class UserError(string message, Exception? cause = null) : Exception(message, cause);

/// <summary>The work could not be done though everything asked was right. Exit code 1.</summary>
sealed class WorkError(string message, Exception? cause = null) : Exception(message, cause);

/// <summary>What was asked for isn't there.</summary>
sealed class NothingFound(string message) : UserError(message);
