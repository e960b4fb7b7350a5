using Microsoft.Extensions.AI;

namespace Debrief.LanguageModels;

/// <summary>What Claude Code is asked. Its prompt syntax is taken away from the text: <c>@</c> would attach a file, a first <c>/</c> be a command.</summary>
sealed record Question(string System, string Text, string Model, int MaxTokens)
{
    /// <summary>Arguments end at 128 KiB; what is longer goes before the question.</summary>
    const int LongestArgument = 30_000;
    const string AlsoMeans = "＠";

    public static Question Of(IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        var all = messages.ToList();
        var system = string.Join("\n\n", all.Where(message => message.Role == ChatRole.System).Select(message => message.Text));
        var text = string.Join("\n\n", all.Where(message => message.Role != ChatRole.System).Select(message => message.Text));
        if (system.Length > LongestArgument)
            (system, text) = ("You answer exactly as you are told, and with nothing else.", $"{system}\n\n{text}");

        text = text.Replace("@", AlsoMeans, StringComparison.Ordinal).Replace('\0', '\uFFFD');
        return new(system, text.StartsWith('/') ? $" {text}" : text, options?.ModelId ?? "haiku", options?.MaxOutputTokens ?? 4096);
    }

    /// <summary>Both may be asked of one process.</summary>
    public bool Fits(Question other) => (System, Model, MaxTokens) == (other.System, other.Model, other.MaxTokens);

    /// <summary>An answer as it would have been to the text as it was.</summary>
    public static string Answered(string text) => text.Replace(AlsoMeans, "@", StringComparison.Ordinal);
}
