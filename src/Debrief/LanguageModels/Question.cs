using Microsoft.Extensions.AI;

namespace Debrief.LanguageModels;

/// <summary>What Claude Code is asked. Its prompt syntax is taken away from the text: <c>@</c> would attach a file, a first <c>/</c> be a command.</summary>
sealed record Question(string System, string Text, string Model, int MaxTokens)
{
    const string AlsoMeans = "＠";

    public static Question Of(IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        var all = messages.ToList();
        var system = string.Join("\n\n", all.Where(message => message.Role == ChatRole.System).Select(message => message.Text));
        var text = string.Join("\n\n", all.Where(message => message.Role != ChatRole.System).Select(message => message.Text));
        return new(system, Harmless(text), options?.ModelId ?? "haiku", options?.MaxOutputTokens ?? 4096);
    }

    /// <summary>The fixed part too, for one that knows no other way to be told it than where everybody can read it.</summary>
    public string Whole => Harmless(System.Length == 0 ? Text : $"{System}\n\n{Text}");

    /// <summary>Both may be asked of one process.</summary>
    public bool Fits(Question other) => (System, Model, MaxTokens) == (other.System, other.Model, other.MaxTokens);

    static string Harmless(string text)
    {
        text = text.Replace("@", AlsoMeans, StringComparison.Ordinal).Replace('\0', '\uFFFD');
        return text.StartsWith('/') ? $" {text}" : text;
    }

    /// <summary>An answer as it would have been to the text as it was.</summary>
    public static string Answered(string text) => text.Replace(AlsoMeans, "@", StringComparison.Ordinal);
}
