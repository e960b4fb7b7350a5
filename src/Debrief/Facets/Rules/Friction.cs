using Debrief.Transcripts;

namespace Debrief.Facets.Rules;

/// <summary>What got in the way, one incident a root cause, as far as words and failures show it.</summary>
static class Friction
{
    public const string WrongApproach = "wrong_approach";
    public const string Misunderstanding = "misunderstanding";
    public const string ToolLimitation = "tool_limitation";
    public const string BuggyCode = "buggy_code";
    public const string NoResults = "no_results";
    public const string LoopDetected = "loop_detected";

    /// <summary>The worst first.</summary>
    public static readonly IReadOnlyList<string> Kinds = [WrongApproach, Misunderstanding, BuggyCode, LoopDetected, ToolLimitation, NoResults];

    static readonly Phrases _admissions = new(
        "you're right", "you are right", "you're absolutely right", "i was wrong", "my mistake", "i made a mistake", "i apologize", "i apologise", "sorry about that", "good catch", "i should have",
        "i shouldn't have", "i incorrectly", "i wrongly", "i assumed", "i overlooked", "i missed", "i jumped to", "that was wrong", "my previous", "du hast recht", "vous avez raison", "tienes razón", "你说得对", "вы правы");

    static readonly Phrases _misread = new(
        "i misunderstood", "i misread", "misunderstood your", "i see what you mean", "now i understand", "thanks for clarifying", "thank you for clarifying", "thanks for the clarification", "ah, you mean", "ah, you want");

    static readonly Phrases _meant = new("i meant", "i mean,", "i mostly meant", "not what i asked", "not what i meant", "i didn't ask", "i did not ask", "that's not what i", "misunderstood", "i said", "ich meinte", "我的意思是", "я имел в виду");

    static readonly Phrases _ownFault = new("i didn't specify", "i wasn't clear", "my bad", "my mistake", "sorry, i", "i forgot to say", "i forgot to mention", "i misspoke", "i should have said");

    static readonly Phrases _limits = new("API Error", "rate limit", "hit your limit", "you've hit your", "you've reached your", "you're out of", "usage limit", "Prompt is too long", "i can't access", "i don't have access", "i cannot access", "i'm not able to access");

    /// <summary>What a command prints that could not even begin, or not be let in. What the code under test may print itself, such as a refused connection, isn't here.</summary>
    static readonly Phrases _environment = new(
        "command not found", "403 Forbidden", "401 Unauthorized", "could not resolve host", "network is unreachable", "temporary failure in name resolution", "no space left on device", "cannot connect to the docker daemon",
        "connection timed out", "a terminal is required", "a password is required", "permission denied (publickey", "failed to sign the data", "another git process seems to be running");

    public static IReadOnlyList<Evidence> In(IReadOnlyList<Turn> turns, IReadOnlyList<Passage> passages, IReadOnlyList<Check> checks) =>
        [.. new[] { Said(turns), Broken(passages, checks), Limits(passages), Loops.In(passages) }.SelectMany(found => found).DistinctBy(incident => (incident.Line, incident.Value))];

    /// <summary>What the person complained of and the assistant admitted, or the person said was meant otherwise.</summary>
    static IEnumerable<Evidence> Said(IReadOnlyList<Turn> turns)
    {
        foreach (var turn in turns.Where(turn => !turn.IsFirst && (Corrections.Of(turn) ?? Satisfaction.Of(turn)) is not null))
        {
            var reply = turn.Answer.FirstOrDefault(passage => passage.Speaker == Speaker.Assistant);
            var opening = reply is null ? "" : OwnWords.Of(reply.Text[..Math.Min(reply.Text.Length, 300)]);
            if (_ownFault.FindIn(turn.Words) is { } fault)
                yield return turn.Prompt.AsEvidence("friction", Misunderstanding, fault.At, fault.Length, "user");
            else if (_meant.FindIn(turn.Words) is { } meant)
                yield return turn.Prompt.AsEvidence("friction", Misunderstanding, meant.At, meant.Length, "assistant");
            else if (_misread.FindIn(opening) is { } misread)
                yield return reply!.AsEvidence("friction", Misunderstanding, misread.At, misread.Length, "assistant");
            else if (_admissions.FindIn(opening) is { } admission && Satisfaction.Of(turn)?.Value is not Satisfaction.Satisfied)
                yield return reply!.AsEvidence("friction", WrongApproach, admission.At, admission.Length, "assistant");
            else if (ErrorText.In(turn.Prompt.Text) is { } error && turn.FollowsChanges)
                yield return turn.Prompt.AsEvidence("friction", BuggyCode, error.At, error.Length, "assistant");
        }
    }

    /// <summary>Tests or a build that failed after a change: one incident until they pass again.</summary>
    static IEnumerable<Evidence> Broken(IReadOnlyList<Passage> passages, IReadOnlyList<Check> checks)
    {
        var broken = false;
        var from = 0;
        foreach (var check in checks)
        {
            var changed = passages.Skip(from).Take(check.At - from).Any(Changes.IsChange);
            if (!check.Passed && !broken && changed)
            {
                var error = ErrorText.In(check.Result.Text) ?? new(0, 1);
                yield return _environment.FindIn(check.Result.Text) is { } lack
                    ? check.Result.AsEvidence("friction", ToolLimitation, lack.At, lack.Length, "environment")
                    : check.Result.AsEvidence("friction", BuggyCode, error.At, error.Length, "assistant");
            }

            broken = !check.Passed;
            from = check.At;
        }
    }

    /// <summary>What the tools, their rights or the network didn't allow: one incident a tool and reason.</summary>
    static IEnumerable<Evidence> Limits(IReadOnlyList<Passage> passages)
    {
        var seen = new HashSet<(string?, FailureClass?)>();
        var lacks = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var passage in passages)
        {
            if (passage.Failure == FailureClass.CommandFailed && _environment.FindIn(passage.Text) is { } lack && lacks.Add(passage.Text.Substring(lack.At, lack.Length)))
                yield return passage.AsEvidence("friction", ToolLimitation, lack.At, lack.Length, "environment");

            var isLimit = passage.Failure is FailureClass.PermissionDenied or FailureClass.Network or FailureClass.UnknownTool or FailureClass.TooLarge;
            if (isLimit && seen.Add((passage.Tool, passage.Failure)))
                yield return passage.AsEvidence("friction", ToolLimitation, "environment");
            else if (passage.Speaker is Speaker.Assistant or Speaker.System && _limits.AtStartOf(passage.Text) is { } limit && seen.Add((null, null)))
                yield return passage.AsEvidence("friction", ToolLimitation, limit.At, limit.Length, "environment");
        }
    }
}
