using Debrief.Sessions;
using Debrief.Transcripts;

namespace Debrief.Facets.Rules;

/// <summary>How the session ended: what the person said last, what the tests said, what the assistant claims.</summary>
static class Outcomes
{
    public const string Fully = "fully_achieved";
    public const string Mostly = "mostly_achieved";
    public const string Partially = "partially_achieved";
    public const string Not = "not_achieved";
    public const string Unclear = "unclear_from_transcript";

    public static readonly IReadOnlyList<string> Values = [Fully, Mostly, Partially, Not, Unclear];

    static readonly Phrases _claims = new(
        "done", "all done", "all set", "complete", "completed", "is complete", "are complete", "finished", "fixed", "all tests pass", "tests pass", "all passing", "all green", "successfully", "works now", "is working",
        "now works", "is ready", "are ready", "implemented", "created", "committed", "pushed", "merged", "updated", "renamed", "removed", "here's the", "here's what", "confirmed", "perfect", "great", "resolved",
        "fertig", "erledigt", "terminé", "c'est fait", "listo", "hecho", "готово", "完成", "已完成");

    static readonly Phrases _failures = new(
        "i couldn't", "i could not", "i was unable", "i'm unable", "unable to", "i can't", "i cannot", "still failing", "still fails", "doesn't work", "does not work", "not possible", "remains broken",
        "is causing", "didn't work", "failed to", "is failing", "are failing", "not solved", "blocked by", "api error");

    public static Outcome Of(Session session, IReadOnlyList<Turn> turns, IReadOnlyList<Passage> passages, IReadOnlyList<Check> checks)
    {
        var said = passages.LastOrDefault(passage => passage.Speaker == Speaker.Assistant);
        if (said is null)
            return new(Unclear, null, 0);

        var lastSignal = turns.Count > 0 ? Satisfaction.Of(turns[^1]) : null;
        var (last, claim) = LastClaim(turns) ?? (said, Claim(said));
        var changed = passages.Any(Changes.IsChange) || session.Commits > 0;
        if (session.CutShort)
            return new(changed || claim is not null || turns.Count > 2 ? Partially : Unclear, passages[^1].AsEvidence("outcome", Partially), 0.6);
        if (lastSignal?.Value == Satisfaction.Satisfied)
            return new(Fully, lastSignal.AsEvidence("outcome") with { Value = Fully }, 1);
        if (StandingFailure(passages, checks) is { } failed)
            return new(Partially, failed.Result.AsEvidence("outcome", Partially), 0.8);
        if (Failure(said) is { } failure && (claim is null || last != said || failure.At < claim.Value.At))
            return new(changed ? Partially : Not, said.AsEvidence("outcome", changed ? Partially : Not, failure.At, failure.Length), 0.7);
        if (claim is { } words)
            return Claimed(last, words, IsVerified(passages, checks));
        if (lastSignal?.Value is Satisfaction.Dissatisfied or Satisfaction.Frustrated && !changed)
            return new(Not, lastSignal.AsEvidence("outcome") with { Value = Not }, 0.6);
        return new(Unclear, null, 0);
    }

    /// <summary>What was claimed last at the end of a turn. A question answered afterwards takes nothing back, a complaint does.</summary>
    static (Passage Said, Hit? Claim)? LastClaim(IReadOnlyList<Turn> turns)
    {
        for (var i = turns.Count - 1; i >= Math.Max(0, turns.Count - 4); i--)
        {
            var said = turns[i].Answer.LastOrDefault(passage => passage.Speaker == Speaker.Assistant);
            if (said is not null && Claim(said) is { } claim)
                return (said, claim);
            if ((said is not null && Failure(said) is not null) || Satisfaction.Of(turns[i])?.Value is Satisfaction.Dissatisfied or Satisfaction.Frustrated)
                return null;
        }

        return null;
    }

    static Outcome Claimed(Passage said, Hit words, bool verified)
    {
        var value = verified ? Fully : Mostly;
        return new(value, said.AsEvidence("outcome", value, words.At, words.Length), verified ? 0.9 : 0.5);
    }

    /// <summary>The assistant's own words of success.</summary>
    public static Hit? Claim(Passage said) => _claims.AtStartOfASentenceIn(Opening(said)) ?? _claims.FindIn(Opening(said));

    static Hit? Failure(Passage said) => _failures.FindIn(Opening(said));

    static string Opening(Passage said) => said.Text[..Math.Min(said.Text.Length, 1_500)].Replace('’', '\'');

    /// <summary>Tests or a build that failed last, and nothing was changed or checked since.</summary>
    static Check? StandingFailure(IReadOnlyList<Passage> passages, IReadOnlyList<Check> checks) =>
        checks.Count > 0 && !checks[^1].Passed && !passages.Skip(checks[^1].At).Any(Changes.IsChange) ? checks[^1] : null;

    /// <summary>Tests or a build passed after the last change; or only notes were written, which need none.</summary>
    static bool IsVerified(IReadOnlyList<Passage> passages, IReadOnlyList<Check> checks)
    {
        var changes = Enumerable.Range(0, passages.Count).Where(i => Changes.IsChange(passages[i])).ToList();
        if (changes.Count == 0)
            return false;
        return checks.Any(check => check.At > changes[^1])
            ? checks[^1].Passed
            : changes.TrueForAll(i => ToolInput.WrittenFile(passages[i]) is { } file && Changes.IsNote(file));
    }
}

/// <param name="Plainness">How plainly it was said, 0 to 1.</param>
sealed record Outcome(string Value, Evidence? Evidence, double Plainness);
