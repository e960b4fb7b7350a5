using System.CommandLine;
using System.Text.Json.Serialization;
using Debrief.Documents;
using Debrief.Facets;
using Debrief.Facets.Runs;
using Debrief.Reports;
using Debrief.Sessions;

namespace Debrief.Cli;

/// <summary>What `debrief extract` says.</summary>
static class ExtractPages
{
    public static int TellPlan(ParseResult args, PlannedRun plan, int pending, int? outdated, bool asJson)
    {
        if (asJson)
        {
            Json.Write(args.Output, Plan(plan, pending, outdated), new ExtractJson(Json.Options()).ExtractionPlan);
            return 0;
        }

        Terminal.WriteWrapped(args.Output, $"{Figures.Number(plan.Sessions.Count)} of {Figures.Counted(pending, "waiting session")} would be extracted, {plan.How}.");
        foreach (var session in plan.Sessions)
        {
            var beginning = Words.Whole($"  {Terminal.Plain(Cells.Short(session.Id))}  {session.MessageCount,5} messages  {SizeOf(session, plan)}");
            Terminal.WriteWrapped(args.Output, beginning + Terminal.Plain(session.Title ?? "(no title)"), indent: 12);
        }

        TellOutdated(args, outdated);
        return 0;
    }

    /// <summary>Says before anything is extracted of how many sessions, by whom, and what that is likely to cost. Where it costs something, a person at a terminal is asked.</summary>
    public static bool MayBegin(ParseResult args, PlannedRun plan, bool yes)
    {
        if (plan.Sessions.Count == 0)
            return true;

        TellBeginning(args, plan.Sessions, plan.How);
        return Consent.ToSpend(args.Error, yes, plan.Forecast.CostUsd);
    }

    /// <param name="how">By whom, and for how much.</param>
    public static void TellBeginning(ParseResult args, IReadOnlyList<Session> sessions, string how) => Terminal.WriteWrapped(args.Error, $"{Counted(sessions)}, {how}.");

    public static void Tell(ParseResult args, ExtractionResult result, IReadOnlyList<Session> sessions, ExtractorChoice choice, bool asJson)
    {
        if (result.StoppedBecause is { } stop)
            Terminal.WriteWrapped(args.Error, $"Stopped: {Terminal.Plain(stop.Message.TrimEnd('.'))}. Nothing is lost: {Figures.Counted(result.Pending, "session waits", "sessions wait")}.");
        if (asJson)
        {
            Json.Write(args.Output, result, new ExtractJson(Json.Options()).ExtractionResult);
            return;
        }

        Terminal.WriteWrapped(args.Output, sessions.Count == 0 && result.StoppedBecause is null ? "No session waits for its facets." : Sum(result, sessions, choice));
        if (result.InBatch > 0)
            Terminal.WriteWrapped(args.Output, $"The answers about {Figures.Counted(result.InBatch, "session")} are awaited from a batch: `debrief extract --batch` waits for them, `debrief extract` takes in what has come. Both need the key that it was sent with.");
        if (result.LeftToOthers > 0)
            Terminal.WriteWrapped(args.Output, $"{Figures.Counted(result.LeftToOthers, "session was", "sessions were")} left to other runs, which have or had them.");
        foreach (var failed in result.Failed)
            Terminal.WriteWrapped(args.Output, $"{Words.Whole(Terminal.Plain(failed.SessionId))}: {Terminal.Plain(failed.Message)}", indent: 2);
        if (result.Failed.Count > 0)
            Terminal.WriteWrapped(args.Output, "`debrief extract --failed` says when they are tried again; `--retry-failed` does it now.");
        TellOutdated(args, result.Outdated);
    }

    static void TellOutdated(ParseResult args, int? outdated)
    {
        if (outdated > 0)
            Terminal.WriteWrapped(args.Output, $"Of {Figures.Counted(outdated.Value, "session")} a model's facets rest on an earlier prompt or another profile: `debrief extract --outdated` makes them again, at its cost.");
    }

    public static int TellFailed(ParseResult args, IReadOnlyList<FailedSession> failed, TimeZoneInfo zone, bool asJson)
    {
        if (asJson)
        {
            Json.Write(args.Output, failed, new ExtractJson(Json.Options()).IReadOnlyListFailedSession);
            return 0;
        }

        if (failed.Count == 0)
            args.Output.WriteLine("No session failed.");
        foreach (var one in failed)
        {
            var retry = one.RetryAt is { } at ? $"again after {TimeZoneInfo.ConvertTime(at, zone):yyyy-MM-dd HH:mm}" : "not again by itself";
            var beginning = Words.Whole($"{Terminal.Plain(Cells.Short(one.Id))}  ");
            Terminal.WriteWrapped(args.Output, $"{beginning}{Terminal.Plain(one.Reason)}, {Figures.Counted(one.Tries, "try", "tries")} by {Terminal.Plain(one.Extractor)}, {retry}: {Terminal.Plain(one.Message ?? "")}", 2);
        }

        return 0;
    }

    static string Counted(IReadOnlyList<Session> sessions) => sessions.Count(session => session.ParentId is not null) is > 0 and var agents
        ? $"{Figures.Counted(sessions.Count - agents, "session")} and {Figures.Counted(agents, "sub-agent")}"
        : Figures.Counted(sessions.Count, "session");

    static string Sum(ExtractionResult result, IReadOnlyList<Session> sessions, ExtractorChoice choice)
    {
        var by = choice.IsRules ? "rules (no model, no cost)" : $"{choice} for {Spent(result.CostUsd, result.UnknownCosts, result.InputTokens, result.OutputTokens)}";
        return $"{Figures.Number(result.Extracted)} of {Counted(sessions)} extracted by {by}, in {result.Seconds:0.0} s{Reasons(result)}; {Figures.Number(result.Pending)} still waiting.";
    }

    public static string Spent(double cost, int unknownCosts, long inputTokens, long outputTokens) =>
        $"{Figures.Dollars(cost)}{(unknownCosts > 0 ? $" and the unknown cost of {Figures.Counted(unknownCosts, "question")}" : "")} ({Figures.Tokens(inputTokens)} tokens in, {Figures.Tokens(outputTokens)} out)";

    static string Reasons(ExtractionResult result) => result.Failed.Count == 0 ? ""
        : $"; {Figures.Number(result.Failed.Count)} failed: {string.Join(", ", result.Failed.CountBy(failed => failed.Reason).OrderByDescending(reason => reason.Value).Select(reason => $"{Terminal.Plain(reason.Key)} {reason.Value}"))}";

    static ExtractionPlan Plan(PlannedRun plan, int pending, int? outdated) => new([.. plan.Sessions.Select(session => Planned(session, plan.Forecast))], pending, plan.Choice.Extractor.Name, plan.Choice.Extractor.Model)
    {
        InputTokens = plan.Forecast.InputTokens,
        OutputTokens = plan.Forecast.OutputTokens,
        CostUsd = plan.Forecast.CostUsd,
        Batch = plan.InBatch,
        Cap = plan.Cap,
        Measured = plan.Forecast.Measured,
        Outdated = outdated,
    };

    static PlannedSession Planned(Session session, Forecast forecast) => new(session.Id, session.Title, session.EndedAt, session.MessageCount)
    {
        Likely = forecast.Sessions.GetValueOrDefault(session.Id),
    };

    /// <summary>Of the question; nothing where none is asked, or where it was not put together.</summary>
    static string SizeOf(Session session, PlannedRun plan) => plan.Forecast.Sessions.GetValueOrDefault(session.Id) is { Characters: not null } likely
        ? $"{Figures.Tokens(likely.InputTokens),5} tokens  "
        : "";
}

/// <summary>What `debrief extract --dry-run --json` prints.</summary>
sealed record ExtractionPlan(IReadOnlyList<PlannedSession> Sessions, int Pending, string Extractor, string Model)
{
    public long InputTokens { get; init; }
    public long OutputTokens { get; init; }

    /// <summary>As estimated; null where the price isn't known.</summary>
    public double? CostUsd { get; init; }

    /// <summary>Whether all questions would be sent together.</summary>
    public bool Batch { get; init; }

    /// <summary>Of a batch: why other sessions are left out.</summary>
    public Stop? Cap { get; init; }

    /// <summary>Sessions whose questions were put together to tell this; the others are taken for as long on average.</summary>
    public int Measured { get; init; }

    /// <inheritdoc cref="ExtractionResult.Outdated"/>
    public int? Outdated { get; init; }
}

/// <summary>Its question, its answer and their cost stand in <see cref="Likely"/>; null where no model is asked.</summary>
sealed record PlannedSession(string Id, string? Title, DateTimeOffset? EndedAt, int Messages)
{
    public Likely? Likely { get; init; }
}

[JsonSerializable(typeof(ExtractionPlan))]
[JsonSerializable(typeof(ExtractionResult))]
[JsonSerializable(typeof(IReadOnlyList<FailedSession>))]
sealed partial class ExtractJson : JsonSerializerContext;
