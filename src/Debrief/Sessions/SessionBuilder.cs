using Debrief.Privacy;
using Debrief.Transcripts;

namespace Debrief.Sessions;

/// <summary>Makes one session of its transcripts: what was said with the person from the main ones, the work done from all of them.</summary>
static class SessionBuilder
{
    const int LongestTitle = 80;
    const string SubAgent = "sub-agent";

    /// <param name="hintedTitle">A title from outside the transcripts, taken where they have none.</param>
    /// <param name="hintedProject">Likewise the project.</param>
    /// <returns>Null when they hold no message, or only calls that are Debrief's own or another system's internal ones.</returns>
    public static Session? Build(string id, IReadOnlyList<SessionPart> parts, string? resumedFrom, string? hintedTitle, string? hintedProject)
    {
        var mains = parts.Where(part => part.IsMain && part.Facts.HasMessages).OrderBy(part => part.Facts.FirstAt ?? long.MaxValue).ThenBy(part => part.Path, StringComparer.Ordinal).Select(part => part.Facts).ToList();
        var agents = parts.Where(part => part.IsAgent && part.Facts.HasMessages).Select(part => part.Facts).ToList();
        if (mains.Count + agents.Count == 0 || (mains.Count == 0 && parts.Any(part => part.Facts.IsOwnTask)))
            return null;

        var session = Of(id, mains, agents) with
        {
            ResumedFrom = resumedFrom ?? mains.Select(facts => facts.ForkedFrom).FirstOrDefault(from => from is not null && from != id),
            BadLines = parts.Sum(part => part.Facts.BadLines),
            Owner = Of(parts, part => part.Owner),
            Host = Of(parts, part => part.Host),
            UnknownEntries = Sum(parts.Select(part => part.Facts), facts => facts.UnknownEntries),
        };
        return session with
        {
            Project = session.Project ?? Masked(hintedProject),
            Title = mains.Select(TitleIn).LastOrDefault(title => title is not null) ?? Masked(hintedTitle) ?? session.Title,
        };
    }

    /// <summary>A sub-agent by itself, as if it were a session: nobody speaks in it, and its first prompt is its task.</summary>
    /// <param name="parts">Of its transcripts; mostly it has one.</param>
    /// <param name="project">Of the session that it worked for.</param>
    /// <returns>Null when it was only warmed up, or all that it said is another's.</returns>
    public static Session? BuildAgent(string id, string sessionId, IEnumerable<TranscriptFacts> parts, string? project)
    {
        var facts = parts.Where(part => part.HasMessages && !part.IsWarmUp).ToList();
        if (facts.Count == 0)
            return null;

        var agent = Of(id, facts, []);
        return agent with { ParentId = sessionId, ParentProject = project, Project = agent.Project ?? project, HumanMessages = 0, InitiatedBy = SubAgent };
    }

    /// <summary>What the first of its main transcripts says, else any.</summary>
    static string? Of(IReadOnlyList<SessionPart> parts, Func<SessionPart, string?> said) =>
        parts.OrderByDescending(part => part.IsMain).ThenBy(part => part.Facts.FirstAt ?? long.MaxValue).ThenBy(part => part.Path, StringComparer.Ordinal).Select(said).FirstOrDefault(text => text is not null);

    static Session Of(string id, List<TranscriptFacts> mains, List<TranscriptFacts> agents)
    {
        var all = mains.Concat(agents).ToList();
        var last = mains.MaxBy(facts => facts.LastAt ?? 0);
        var active = ActiveTime.Union(all.SelectMany(facts => ActiveTime.Pairs(facts.Active)));
        var firstPrompt = mains.Select(facts => facts.FirstPrompt).FirstOrDefault(prompt => prompt is not null);
        return new Session
        {
            Id = id,
            Project = all[0].Project,
            Title = FirstLine(firstPrompt),
            FirstPrompt = firstPrompt,
            GitBranch = (last ?? all[^1]).GitBranch,
            Client = all.Select(facts => facts.Client).FirstOrDefault(client => client is not null),
            Version = (last ?? all[^1]).Version,
            StartedAt = Time(all.Min(facts => facts.FirstAt)),
            EndedAt = Time(all.Max(facts => facts.LastAt)),
            ActiveSeconds = (int)Math.Min(int.MaxValue, active.Sum(span => span.To - span.From) / 1000),
            ActiveSpans = [.. active.Select(span => new ActiveSpan(DateTimeOffset.FromUnixTimeMilliseconds(span.From), DateTimeOffset.FromUnixTimeMilliseconds(span.To)))],
            MessageCount = mains.Sum(facts => facts.Messages),
            HumanMessages = mains.Sum(facts => facts.HumanMessages + PromptCounter.OnlyQueued(facts)),
            PromptReasons = Sum(mains, facts => facts.PromptReasons),
            Tools = Sum(all, facts => facts.Tools),
            ToolFailures = Sum(all, facts => facts.ToolFailures),
            McpFailures = all.Sum(facts => facts.McpFailures),
            SkillsUsed = Sum(all, facts => facts.Skills),
            CommandsUsed = Sum(mains, facts => facts.Commands),
            FilesTouched = [.. all.SelectMany(facts => facts.Files).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            LinesAdded = all.Sum(facts => facts.LinesAdded),
            LinesRemoved = all.Sum(facts => facts.LinesRemoved),
            Commits = all.Sum(facts => facts.Commits),
            Pushes = all.Sum(facts => facts.Pushes),
            PullRequests = [.. all.SelectMany(facts => facts.PullRequests).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            Interruptions = mains.Sum(facts => facts.Interruptions),
            Rejections = all.Sum(facts => facts.Rejections),
            RetryLoops = all.Sum(facts => facts.RetryLoops),
            Compactions = mains.Sum(facts => facts.Compactions),
            ApiErrors = all.Sum(facts => facts.ApiErrors),
            CutShort = last?.Ending is Ending.Prompt or Ending.ToolCall or Ending.ToolResult or Ending.Interruption or Ending.ApiError,
            SubAgents = agents.Count + mains.Sum(facts => facts.Sidechains),
            InitiatedBy = InitiatedBy(mains),
            BadLines = all.Sum(facts => facts.BadLines),
            UnknownEntries = Sum(all, facts => facts.UnknownEntries),
        };
    }

    static string? Masked(string? hint) => hint is null ? null : Secrets.Mask(hint);

    static string? TitleIn(TranscriptFacts facts) => facts.CustomTitle ?? facts.AiTitle ?? facts.Summary;

    static string? FirstLine(string? prompt)
    {
        if (prompt?.Trim() is not { Length: > 0 } text)
            return null;

        var line = text.Split('\r', '\n')[0];
        return line.Length <= LongestTitle ? line : $"{Beginning.Of(line, LongestTitle - 1).TrimEnd()}…";
    }

    /// <summary>
    /// As far as entries tell. One prompt through the SDK is a program's; several may be a person's in an editor that is built on the SDK.
    /// </summary>
    static string InitiatedBy(List<TranscriptFacts> mains) => mains switch
    {
        [] => SubAgent,
        _ when mains.Exists(facts => facts.Scheduled) => "scheduled-job",
        _ when mains.Exists(facts => facts.Channel == "discord") => "discord-mention",
        [{ Client: "sdk-cli" }, ..] => "sdk",
        [{ Client: { } client }, ..] when client.StartsWith("sdk-", StringComparison.Ordinal) && mains.Sum(facts => facts.HumanMessages) <= 1 => "sdk",
        _ => "user-interactive",
    };

    static Dictionary<string, int> Sum(IEnumerable<TranscriptFacts> all, Func<TranscriptFacts, Dictionary<string, int>> counts)
    {
        var sums = new Dictionary<string, int>();
        foreach (var facts in all)
            foreach (var (name, count) in counts(facts))
                sums[name] = sums.GetValueOrDefault(name) + count;
        return sums.Count < 2 ? sums : sums.Keys.Order(StringComparer.Ordinal).ToDictionary(name => name, name => sums[name]);
    }

    static DateTimeOffset? Time(long? at) => at is { } time ? DateTimeOffset.FromUnixTimeMilliseconds(time) : null;
}
