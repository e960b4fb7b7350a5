using Microsoft.AspNetCore.Http;

namespace Debrief.MockModel;

/// <summary>As Anthropic's Messages API writes it.</summary>
sealed class MessagesAnswer(HttpContext context, ReceivedPrompt prompt, CancellationToken ends) : Answer(context, prompt, ends)
{
    const int PieceLength = 400;

    public static long Tokens(ReceivedPrompt prompt) => 1 + (prompt.System.Length + prompt.User.Length) / 4;

    public static object ErrorOf(MockReply reply) =>
        new { type = "error", error = new { type = ErrorType(reply.Status), message = reply.Text }, request_id = "req_mock" };

    public static object MessageOf(ReceivedPrompt prompt, MockReply reply) =>
        Message(prompt, reply.Text.Length == 0 ? [] : [new { type = "text", text = reply.Text }], reply.StopReason, Usage(prompt, reply));

    protected override object Error(MockReply reply) => ErrorOf(reply);

    protected override object Whole(MockReply reply) => MessageOf(Prompt, reply);

    protected override async Task StreamAsync(MockReply reply)
    {
        Response.ContentType = "text/event-stream; charset=utf-8";
        if (reply.Trouble == Trouble.BadEvents)
        {
            await Response.WriteAsync("event: message_start\ndata: {not json\n\n");
            return;
        }

        await SendAsync("message_start", new { type = "message_start", message = Message(Prompt, [], null, Usage(Prompt, reply)) });
        if (reply.Text.Length > 0)
            await SendTextAsync(reply.Text);
        if (reply.Trouble == Trouble.NeverEnds)
        {
            await HangAsync();
            return;
        }

        if (reply.Trouble == Trouble.Truncated)
        {
            await BreakAsync();
            return;
        }

        if (reply.Text.Length > 0)
            await SendAsync("content_block_stop", new { type = "content_block_stop", index = 0 });
        await SendAsync("message_delta", new { type = "message_delta", delta = new { stop_reason = reply.StopReason, stop_sequence = (string?)null }, usage = Usage(Prompt, reply) });
        await SendAsync("message_stop", new { type = "message_stop" });
    }

    async Task SendTextAsync(string text)
    {
        await SendAsync("content_block_start", new { type = "content_block_start", index = 0, content_block = new { type = "text", text = "" } });
        foreach (var piece in text.Chunk(PieceLength))
            await SendAsync("content_block_delta", new { type = "content_block_delta", index = 0, delta = new { type = "text_delta", text = new string(piece) } });
    }

    async Task SendAsync(string name, object data)
    {
        await Response.WriteAsync($"event: {name}\ndata: {Json(data)}\n\n");
        await Response.Body.FlushAsync();
    }

    static object Message(ReceivedPrompt prompt, object[] content, string? stop, object usage) =>
        new { id = $"msg_{Guid.NewGuid():N}", type = "message", role = "assistant", model = prompt.Model, content, stop_reason = stop, stop_sequence = (string?)null, usage };

    static object Usage(ReceivedPrompt prompt, MockReply reply) => new
    {
        input_tokens = reply.InputTokens ?? Tokens(prompt),
        output_tokens = reply.OutputTokens ?? 1 + reply.Text.Length / 4,
        cache_read_input_tokens = reply.CacheReadTokens,
        cache_creation_input_tokens = reply.CacheWriteTokens,
        cache_creation = new { ephemeral_5m_input_tokens = reply.CacheWriteTokens, ephemeral_1h_input_tokens = 0 },
        service_tier = "standard",
    };

    static string ErrorType(int status) => status switch
    {
        400 => "invalid_request_error",
        401 => "authentication_error",
        403 => "permission_error",
        404 => "not_found_error",
        413 => "request_too_large",
        429 => "rate_limit_error",
        529 => "overloaded_error",
        _ => "api_error",
    };
}
