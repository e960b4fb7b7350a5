using System.Text.Json.Nodes;

namespace Debrief.Deliveries.Channels;

/// <summary>What Discord is sent: within its limits, and without a mention that nobody configured.</summary>
static class DiscordMessage
{
    public const int LongestContent = 2000;
    const int LongestTitle = 256;
    const int LongestUrl = 2048;
    const string Repeated = "(Sent again: whether it arrived before is unknown.)\n";

    /// <param name="mention">A user's id, or that of a role with &amp; before it.</param>
    public static JsonObject Of(Envelope envelope, string? mention)
    {
        var called = envelope.Message.Mentions ? mention : null;
        var head = (called is null ? "" : $"<@{called}> ") + (envelope.IsRepeated ? Repeated : "");
        var message = new JsonObject
        {
            ["content"] = head + Fitted(envelope.Message.Chat, LongestContent - head.Length),
            ["allowed_mentions"] = Allowed(called),
        };
        // A signed link is long: as an embed it takes nothing of the text.
        if (envelope.Link is { Length: <= LongestUrl } link)
            message["embeds"] = new JsonArray(new JsonObject { ["title"] = Beginning.Of(envelope.Message.Title, LongestTitle), ["url"] = link });
        return message;
    }

    static JsonObject Allowed(string? called)
    {
        var allowed = new JsonObject { ["parse"] = new JsonArray() };
        if (called is not null)
            allowed[called.StartsWith('&') ? "roles" : "users"] = new JsonArray(called.TrimStart('&'));
        return allowed;
    }

    static string Fitted(string text, int longest) => text.Length <= longest ? text : Beginning.Of(text, longest - 1) + "…";
}
