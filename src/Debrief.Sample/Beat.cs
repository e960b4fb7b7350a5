using System.Text.Json.Nodes;

namespace Debrief.Sample;

/// <summary>One thing that happens in a scenario. <see cref="Beats"/> has short names for them.</summary>
abstract record Beat;

/// <summary>The person types one of these; which one, the dice say.</summary>
sealed record Prompt(IReadOnlyList<string> OneOf) : Beat;

/// <summary>The person types while the assistant is at work: read in the middle of the turn, or after it.</summary>
sealed record QueuedPrompt(string Text, bool MidTurn) : Beat;

sealed record ChannelMessage(string User, string Text) : Beat;

/// <summary>A skill typed as a slash command, with the body that follows.</summary>
sealed record SlashCommand(string Name, string Arguments, string Body) : Beat;

sealed record BuiltInCommand(string Name, string Output) : Beat;

sealed record ShellInput(string Command, string Output) : Beat;

/// <summary>A file that the person's prompt mentions with @.</summary>
sealed record MentionedFile(string Path, string Content) : Beat;

sealed record Thought(string Text) : Beat;

sealed record Said(string Text) : Beat;

/// <summary>Tools called in one answer; several run side by side.</summary>
sealed record ToolCalls(IReadOnlyList<ToolCall> Calls) : Beat;

/// <summary>A call that the person refuses; without a reason it also stops the turn.</summary>
sealed record RefusedCall(ToolCall Call, string? Reason) : Beat;

sealed record Delegated(string Agent, string Description, string Prompt, IReadOnlyList<Beat> Work) : Beat;

sealed record Interrupted : Beat;

sealed record Away(int Minutes) : Beat;

sealed record Compacted(string Summary) : Beat;

sealed record ApiFailure(string Text, string Kind, int Status) : Beat;

sealed record PullRequestLink(int Number, string Repository) : Beat;

/// <param name="Structured">What Claude Code notes beside the result's text when the call succeeds.</param>
/// <param name="Seconds">About how long it takes.</param>
/// <param name="Follows">The body of a skill, which comes as an entry of its own.</param>
sealed record ToolCall(string Tool, JsonObject Input, string Result, JsonNode? Structured = null, bool Failed = false, int Seconds = 2, string? Follows = null);
