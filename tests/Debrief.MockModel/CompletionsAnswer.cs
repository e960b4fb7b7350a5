using Microsoft.AspNetCore.Http;

namespace Debrief.MockModel;

/// <summary>As OpenAI's chat completions and their copies write it.</summary>
sealed class CompletionsAnswer(HttpContext context, ReceivedPrompt prompt, CancellationToken ends) : Answer(context, prompt, ends)
{
    protected override object Error(MockReply reply) => new { error = new { message = reply.Text, type = "invalid_request_error", code = (string?)null } };

    protected override object Whole(MockReply reply)
    {
        var isRefused = reply.StopReason == "refusal";
        var message = new { role = "assistant", content = isRefused ? null : reply.Text, refusal = isRefused ? "I'm sorry, I can't help with that." : null };
        var choices = new[] { new { index = 0, message, finish_reason = Finish(reply.StopReason) } };
        var input = reply.InputTokens ?? MessagesAnswer.Tokens(Prompt);
        var output = reply.OutputTokens ?? 1 + reply.Text.Length / 4;
        return reply.WithoutUsage
            ? new { id = "chatcmpl-mock", @object = "chat.completion", created = 1, model = Prompt.Model, choices }
            : new { id = "chatcmpl-mock", @object = "chat.completion", created = 1, model = Prompt.Model, choices, usage = new { prompt_tokens = input, completion_tokens = output, total_tokens = input + output } };
    }

    protected override Task StreamAsync(MockReply reply) => throw new NotSupportedException("Nobody here asks for a streamed chat completion.");

    static string Finish(string stopReason) => stopReason switch
    {
        "max_tokens" => "length",
        "content_filter" => stopReason,
        _ => "stop",
    };
}
