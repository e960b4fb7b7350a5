using System.Text.Json;

namespace Debrief.MockModel;

/// <summary>A batch as it came.</summary>
public sealed class ReceivedBatch(string id, int number, JsonElement requests, DateTimeOffset createdAt)
{
    public string Id => id;

    /// <summary>How many came before.</summary>
    public int Number => number;
    public DateTimeOffset CreatedAt => createdAt;

    /// <summary>How often it was asked about.</summary>
    public int Polls { get; set; }

    public IReadOnlyList<BatchRequest> Requests { get; } = [.. requests.EnumerateArray().Select(request => new BatchRequest(request.GetProperty("custom_id").GetString()!, request.GetProperty("params")))];
}

/// <param name="Id">The custom id.</param>
public sealed record BatchRequest(string Id, JsonElement Parameters)
{
    /// <summary>As it would have come alone.</summary>
    public ReceivedPrompt Prompt { get; } = new("POST", "/v1/messages", new Dictionary<string, string>(), Parameters.GetRawText().Length, Parameters);

    internal MockReply? Answered { get; set; }
}
