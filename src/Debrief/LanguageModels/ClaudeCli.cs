using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Debrief.LanguageModels;

/// <summary>
/// Claude Code as a model: processes that stay, each answering one question after the other and forgetting it in between; a process for each question where
/// that doesn't work. It gets no tools, reads no files, keeps no session, and uses the login that the person has.
/// </summary>
sealed class ClaudeCli(string executable) : IChatClient
{
    /// <summary>Of a response: what it cost, as Claude Code reckons it.</summary>
    public const string CostProperty = "cost_usd";

    /// <summary>A process that answered so many is replaced, whatever it has gathered by then.</summary>
    const int MostQuestions = 500;

    readonly ConcurrentBag<ClaudeProcess> _idle = [];
    bool _onePerQuestion;

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var question = Question.Of(messages, options);
        if (_onePerQuestion)
            return await ClaudeProcess.AskOnceAsync(executable, question, cancellationToken);

        var process = Take(question);
        try
        {
            var response = await process.AskAsync(question, cancellationToken);
            Keep(process);
            return response;
        }
        catch (ModelFailure failure) when (failure.Kind == FailureKind.Crashed && process.WasMisunderstood)
        {
            // An older or newer Claude Code that doesn't know this form of asking.
            process.Dispose();
            var response = await ClaudeProcess.AskOnceAsync(executable, question, cancellationToken);
            _onePerQuestion = true;
            return response;
        }
        catch (ModelFailure failure) when (process.IsAlive && failure.Kind is not (FailureKind.Malformed or FailureKind.TimedOut))
        {
            Keep(process); // It told properly that there is no answer.
            throw;
        }
        catch
        {
            process.Dispose();
            throw;
        }
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates())
            yield return update;
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
        while (_idle.TryTake(out var process))
            process.Dispose();
    }

    ClaudeProcess Take(Question question)
    {
        while (_idle.TryTake(out var process))
        {
            if (process.IsAlive && process.Fits(question))
                return process;
            process.Dispose();
        }

        return new(executable, question);
    }

    void Keep(ClaudeProcess process)
    {
        if (process.IsAlive && process.Answered < MostQuestions)
            _idle.Add(process);
        else
            process.Dispose();
    }
}

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

    /// <summary>An answer as it would have been to the text as it was.</summary>
    public static string Answered(string text) => text.Replace(AlsoMeans, "@", StringComparison.Ordinal);
}
