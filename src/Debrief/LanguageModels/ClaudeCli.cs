using System.Collections.Concurrent;
using Microsoft.Extensions.AI;

namespace Debrief.LanguageModels;

/// <summary>
/// Claude Code as a model: processes that stay, each answering one question after the other and forgetting it in between; a process for each question where
/// that doesn't work. It gets no tools, reads no files, keeps no session, and uses the login that the person has.
/// </summary>
sealed class ClaudeCli(string executable) : WholeAnswerClient
{
    /// <summary>Of a response: what it cost, as Claude Code reckons it.</summary>
    public const string CostProperty = "cost_usd";

    /// <summary>A process that answered so many is replaced, whatever it has gathered by then.</summary>
    const int MostQuestions = 500;

    readonly ConcurrentBag<ClaudeProcess> _idle = [];
    bool _onePerQuestion;

    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var question = Question.Of(messages, options);
        if (_onePerQuestion)
            return await ClaudeProcess.AskOnceAsync(executable, question, cancellationToken);

        var process = await TakeAsync(question, cancellationToken);
        try
        {
            var response = await process.AskAsync(question.Text, cancellationToken);
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

    public override void Dispose()
    {
        while (_idle.TryTake(out var process))
            process.Dispose();
    }

    /// <summary>One that knows nothing of an earlier question.</summary>
    async Task<ClaudeProcess> TakeAsync(Question question, CancellationToken cancel)
    {
        while (_idle.TryTake(out var process))
        {
            var isFree = false;
            try
            {
                isFree = process.StartedFor.Fits(question) && await process.TryForgetAsync(cancel);
                if (isFree)
                    return process;
            }
            finally
            {
                if (!isFree)
                    process.Dispose();
            }
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
