namespace Debrief.Transcripts;

/// <summary>Tells why a tool call failed by how its result begins.</summary>
static class ToolFailure
{
    static readonly (string Words, FailureClass Class)[] Beginnings =
    [
        ("The user doesn't want to proceed with this tool use", FailureClass.UserRejected),
        ("User rejected", FailureClass.UserRejected),
        ("User chose to stay in plan mode", FailureClass.UserRejected),
        ("[Request interrupted by user", FailureClass.UserInterrupted),
        ("Interrupted by user", FailureClass.UserInterrupted),
        ("The user doesn't want to take this action right now", FailureClass.UserInterrupted),
        ("This command requires approval", FailureClass.PermissionDenied),
        ("Claude requested permissions to", FailureClass.PermissionDenied),
        ("Permission to use", FailureClass.PermissionDenied),
        ("Permission for this action", FailureClass.PermissionDenied),
        ("Hook PreToolUse", FailureClass.PermissionDenied),
        ("PreToolUse:", FailureClass.PermissionDenied),
        ("String to replace not found in file", FailureClass.EditMismatch),
        ("No changes to make: old_string and new_string", FailureClass.EditMismatch),
        ("File has not been read yet", FailureClass.StaleFile),
        ("File has been modified since read", FailureClass.StaleFile),
        ("File has been unexpectedly modified", FailureClass.StaleFile),
        ("File does not exist", FailureClass.NotFound),
        ("Path does not exist", FailureClass.NotFound),
        ("Directory does not exist", FailureClass.NotFound),
        ("ENOENT", FailureClass.NotFound),
        ("EISDIR", FailureClass.NotFound),
        ("EACCES", FailureClass.NotFound),
        ("File content (", FailureClass.TooLarge),
        ("InputValidationError", FailureClass.InvalidInput),
        ("Output does not match required schema", FailureClass.InvalidInput),
        ("No such tool available", FailureClass.UnknownTool),
        ("Error: No such tool available", FailureClass.UnknownTool),
        ("Agent type '", FailureClass.UnknownTool),
        ("Unknown skill", FailureClass.UnknownTool),
        ("Sibling tool call errored", FailureClass.Cascade),
        ("Cancelled: parallel tool call", FailureClass.Cascade),
        ("Warmup", FailureClass.Cascade),
        ("Request failed with status code", FailureClass.Network),
        ("Error executing tool", FailureClass.Network),
        ("### Result\nError:", FailureClass.Network),
    ];

    /// <param name="beginning">The first few hundred characters of a result with is_error.</param>
    public static FailureClass Classify(string beginning)
    {
        var text = beginning.TrimStart();
        if (text.StartsWith("<tool_use_error>", StringComparison.Ordinal))
            text = text["<tool_use_error>".Length..].TrimStart();

        foreach (var (words, found) in Beginnings)
        {
            if (text.StartsWith(words, StringComparison.Ordinal))
                return found;
        }

        return text switch
        {
            _ when text.StartsWith("Found ", StringComparison.Ordinal) && text.Contains("matches of the string to replace", StringComparison.Ordinal) => FailureClass.EditMismatch,
            _ when text.StartsWith("Exit code ", StringComparison.Ordinal) && text.Contains("[Request interrupted by user", StringComparison.Ordinal) => FailureClass.UserInterrupted,
            _ when text.StartsWith("Exit code ", StringComparison.Ordinal) => FailureClass.CommandFailed,
            _ when text.Contains("ECONNREFUSED", StringComparison.Ordinal) => FailureClass.Network,
            _ when text.StartsWith("Command failed:", StringComparison.Ordinal) => FailureClass.CommandFailed,
            _ when text.StartsWith("Traceback", StringComparison.Ordinal) => FailureClass.CommandFailed,
            _ when text.StartsWith("Error", StringComparison.Ordinal) => FailureClass.CommandFailed,
            _ => FailureClass.Other,
        };
    }

    /// <summary>A guard or a person who stopped the call, or a call that fell with another: no failure of the tool.</summary>
    public static bool IsOfTheTool(this FailureClass failure) =>
        failure is not (FailureClass.UserRejected or FailureClass.UserInterrupted or FailureClass.PermissionDenied or FailureClass.Cascade);
}
