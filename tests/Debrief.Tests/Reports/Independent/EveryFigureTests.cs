using System.Data.Common;
using Debrief.Facets;
using Debrief.Facets.Runs;
using Debrief.Insights;
using Debrief.Insights.Snapshots;
using Debrief.Profile;
using Debrief.Reports;
using Debrief.Sessions;
using Debrief.Sources;
using Debrief.Storage;
using Debrief.Storage.Copying;
using Debrief.Sync;
using Debrief.Tests.Sample;
using Debrief.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Debrief.Tests.Reports.Independent;

/// <summary>Every figure of a report against plain SQL over the tables: what is shown is what is stored.</summary>
public sealed class EveryFigureTests : IDisposable
{
    static readonly string[] Degrees = ["aligned", "supportive", "neutral", "drift"];
    static readonly string[] NotClear = ["unclear_from_transcript"];

    readonly Sqlite _on = new();

    public void Dispose() => _on.Dispose();

    [Fact]
    public async Task Over_the_four_invented_weeks_and_their_month()
    {
        using var weeks = new WrittenWeeks();
        var profile = ProfileFile.Load(Path.Combine(weeks.Folder, "profile.yaml"));
        await using var database = await SyncedAsync(weeks.Folder, profile);
        await FillAsync(database);
        var last = Period.Weekly(WrittenWeeks.LastDay, profile.TimeZone);

        foreach (var period in new[] { last, last.Before, last.Before.Before, last.Before.Before.Before, Period.Monthly(WrittenWeeks.LastDay, profile.TimeZone), Period.Custom(last.First.AddDays(-3), last.End, profile.TimeZone) })
            Assert.InRange(await CheckAsync(database, database, profile, period), 75, int.MaxValue);
    }

    [Fact]
    public async Task Over_the_same_weeks_on_a_server()
    {
        using var weeks = new WrittenWeeks();
        using var server = new Postgres();
        var profile = ProfileFile.Load(Path.Combine(weeks.Folder, "profile.yaml"));
        await using var database = await SyncedAsync(weeks.Folder, profile);
        await FillAsync(database);
        await using var copy = await server.OpenAsync();
        await DatabaseCopy.RunAsync(database, copy, progress: null, CancellationToken.None);

        foreach (var period in new[] { Period.Weekly(WrittenWeeks.LastDay, profile.TimeZone), Period.Monthly(WrittenWeeks.LastDay, profile.TimeZone) })
            Assert.InRange(await CheckAsync(copy, database, profile, period), 100, int.MaxValue);
    }

    [Fact]
    public async Task Over_real_transcripts()
    {
        var folder = Path.GetFullPath(Path.Combine(Page.Root, "..", "shared", "transcripts"));
        Assert.SkipUnless(Directory.Exists(folder), "The reference transcripts don't lie beside the repository.");
        var profile = new UserProfile { TimeZone = TimeZoneInfo.FindSystemTimeZoneById("Pacific/Auckland"), Businesses = [new("all", "All of it", null, ["**"])], Priorities = [new("all", "All of it", null, ["all"])] };
        await using var database = await SyncedAsync(folder, profile);
        await using var db = await database.ConnectAsync(CancellationToken.None);
        var days = (await Dapper.SqlMapper.QueryAsync<DateTimeOffset>(db, "select ended_at from claude_sessions where parent_id is null and ended_at is not null")).Select(end => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(end, profile.TimeZone).DateTime)).Distinct().ToList();

        Assert.NotEmpty(days);
        var compared = 0;
        foreach (var period in days.Select(day => Period.Weekly(day, profile.TimeZone)).Concat(days.Select(day => Period.Monthly(day, profile.TimeZone))).Distinct())
            compared += await CheckAsync(database, database, profile, period);
        Assert.InRange(compared, 200, int.MaxValue);
    }

    [Fact]
    public async Task What_became_of_last_months_targets()
    {
        using var weeks = new WrittenWeeks();
        var profile = ProfileFile.Load(Path.Combine(weeks.Folder, "profile.yaml"));
        await using var database = await SyncedAsync(weeks.Folder, profile);
        var month = Period.Monthly(WrittenWeeks.LastDay, profile.TimeZone);
        var told = new ToldPeriods(database, profile, new FakeTimeProvider(new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero)));
        await told.TakeAsync(month.Before, refresh: false, CancellationToken.None);
        await using var db = await database.ConnectAsync(CancellationToken.None);
        await PlainFigures.PrepareAsync(db, profile);
        var check = new Comparison(new(await told.TakeAsync(month, refresh: false, CancellationToken.None)), month);

        Assert.Equal(3, await ComparedTargets.CompareAsync(check, db, month));
        Assert.Equal([], check.Wrong);
    }

    async Task<Database> SyncedAsync(string folder, UserProfile profile)
    {
        var database = await _on.OpenAsync();
        await new Syncer(database).SyncAsync(Roots.FindTranscriptsAsync(Roots.From([folder])), progress: null, CancellationToken.None);
        var (clock, rules) = (new FakeTimeProvider(new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero)), new RulesExtractor(profile));
        var waiting = await new PendingSessions(database).ListAsync(clock.GetUtcNow(), since: null, int.MaxValue, force: false, CancellationToken.None);
        await using var claims = await Claims.OpenAsync(database, clock, byRules: true, CancellationToken.None);
        var result = await new Extraction(new AttemptStore(database, clock, claims), _ => rules, new SessionReader(database, new TranscriptArchive(Path.Combine(folder, "none"))).ReadAsync, clock).RunAsync(waiting, 1, Budget.Free, progress: null, CancellationToken.None);
        Assert.Empty(result.Failed);
        return database;
    }

    /// <summary>What rules never leave: time that was saved, sessions that failed or wait, a sub-agent with facets.</summary>
    static async Task FillAsync(Database database)
    {
        await using var db = await database.ConnectAsync(CancellationToken.None);
        await Dapper.SqlMapper.ExecuteAsync(db, """
            update session_facets set estimated_time_saved_minutes = 5 + length(evidence) % 50 where length(session_id || evidence) % 3 <> 0;

            create temp table latest as select id from claude_sessions where parent_id is null and message_count > 5 order by ended_at desc, id limit 3;
            delete from session_facets where session_id in (select id from latest);
            insert into extraction_attempts (session_id, try, started_at, host, pid, extractor, model, prompt_version, messages, outcome, dropped)
            select id, 1, '2027-01-01T00:00:00.000Z', 'here', 1, 'model', 'm', 'v1', 100000, 'failed', '{}' from latest limit 2;

            create temp table agent as select s.* from claude_sessions s join session_facets f on f.session_id = s.id where s.parent_id is null order by s.ended_at desc, s.id limit 1;
            create temp table agents_facets as select f.* from session_facets f join agent on agent.id = f.session_id;
            update agents_facets set id = (select max(id) + 1 from session_facets), session_id = 'agent-1', outcome = 'mostly_achieved';
            update agent set parent_id = id, id = 'agent-1';
            insert into claude_sessions select * from agent;
            insert into session_facets select * from agents_facets;

            insert into job_runs (job, trigger, host, pid, started_at, ended_at, outcome)
            select case when n % 3 = 0 then 'sync' else 'weekly-report' end, 'schedule', 'here', 1, s.ended_at, s.ended_at, case n % 4 when 0 then 'failed' when 1 then 'interrupted' else 'succeeded' end
              from (select ended_at, row_number() over (order by ended_at, id) as n from claude_sessions where parent_id is null and ended_at is not null) s;
            insert into job_runs (job, trigger, host, pid, started_at, outcome) select 'sync', 'person', 'here', 1, max(ended_at), 'running' from claude_sessions where parent_id is null;
            """);
    }

    /// <param name="told">What the report is of.</param>
    /// <param name="plain">The same on SQLite, of which the figures are asked.</param>
    /// <returns>How many figures were compared.</returns>
    static async Task<int> CheckAsync(Database told, Database plain, UserProfile profile, Period period)
    {
        var insights = await new InsightsReader(told, profile).ReadAsync(period, CancellationToken.None);
        var report = new ToldReport(new(insights, profile, TakenAt: null));
        await using var db = await plain.ConnectAsync(CancellationToken.None);
        await PlainFigures.PrepareAsync(db, profile);
        var check = new Comparison(report, period);
        await CompareAsync(check, new(db, period), new(db, period.Before), insights.Now, profile, db, period);
        Assert.Equal([], check.Wrong);
        return check.Compared;
    }

    static async Task CompareAsync(Comparison check, PlainFigures now, PlainFigures before, Metrics told, UserProfile profile, DbConnection db, Period period)
    {
        var sessions = await now.CountAsync("count(*)");
        if (sessions == 0)
        {
            check.Html("No session of yours ended");
            check.Markdown("No session of yours ended");
            check.Discord("No session of yours ended");
            return;
        }

        var facets = await now.CountAsync("count(extractor)");
        await SummaryAsync(check, now, sessions, facets);
        await FoundationsAsync(check, now, db, period);
        await ComparedAttention.CompareAsync(check, now, before, await before.CountAsync("count(*)") > 0, profile);
        await ComparedChanges.CompareAsync(check, now, before);
        await ComparedMonth.CompareAsync(check, db, period);
        await AlignmentAsync(check, now, before, sessions, profile);
        await OutcomesAsync(check, now, sessions, facets);
        await FrictionAsync(check, now, before, facets, db, period);
        await SkillsAndPeopleAsync(check, now, before, db, period);
        await HealthAsync(check, now);
        await ComparedLater.CompareAsync(check, now, period);
        if (facets > 0)
            await ComparedIncidents.CompareAsync(check, now, told, profile.Assistant, period.TimeZone);
    }

    static async Task SummaryAsync(Comparison check, PlainFigures now, long sessions, long facets)
    {
        var (tokens, cost, unpriced) = await now.SpentAsync();
        var active = Figures.Time(TimeSpan.FromMilliseconds(await now.ActiveAsync()));
        var artifacts = facets == 0 ? "unknown" : Figures.Number((await now.SumAsync("artifacts_created"))!.Value);
        check.Both("Sessions", Figures.Number(sessions));
        check.Both("Active time", active);
        check.Both("Artifacts created", artifacts);
        check.Both("Commits", Figures.Number((await now.SumAsync("commits"))!.Value));
        check.Both("Cost (estimate)", Figures.Dollars(cost));
        check.Either($"{Figures.Counted((await now.SumAsync("human_messages"))!.Value, "message")} of yours");
        check.Either($"{Figures.Tokens(tokens)} tokens");
        check.Either($"+{Figures.Number((await now.SumAsync("lines_added"))!.Value)} −{Figures.Number((await now.SumAsync("lines_removed"))!.Value)} lines");
        check.Either(Figures.Counted(await now.CountAsync("count(distinct pr.value)", "own, json_each(own.pull_requests) as pr"), "pull request"));
        if (unpriced > 0)
            check.Either($"{Figures.Tokens(unpriced)} tokens of models without a price");
        check.Discord($"📊 {Figures.Counted(sessions, "human session")} | {Figures.Tokens(tokens)} tokens | {(facets == 0 ? "artifacts unknown" : Figures.Counted((await now.SumAsync("artifacts_created"))!.Value, "artifact") + " created")}");

        var (eligible, extracted) = (await now.CountAsync("count(*)", "ended", "message_count > 5"), await now.CountAsync("count(extractor)", "ended", "message_count > 5"));
        if (eligible > 0)
            check.Either($"Facets of {extracted} of {Figures.Counted(eligible, "session")} of more than five messages");
        if (extracted > 0)
            check.Either($"{Figures.Counted((await now.SumAsync("json_array_length(evidence)", "ended", "message_count > 5"))!.Value, "statement")} backed by a verified quote");
        check.Both("Notes filed", facets == 0 ? "unknown" : Figures.Number((await now.SumAsync("knowledge_filed"))!.Value));
        check.Both("Decisions made", facets == 0 ? "unknown" : Figures.Number((await now.SumAsync("decisions_made"))!.Value));
        var high = await now.CountAsync($"cast(round(sum(minutes * {PlainFigures.Reached})) as integer)", where: "minutes is not null");
        check.Both("Time saved (estimate)", await now.CountAsync("count(minutes)") == 0 ? "unknown" : high == 0 ? Figures.Time(TimeSpan.Zero) : $"{Figures.Time(TimeSpan.FromMinutes(Math.Round(high / 2.0, MidpointRounding.AwayFromZero)))} to {Figures.Time(TimeSpan.FromMinutes(high))}");
    }

    static async Task FoundationsAsync(Comparison check, PlainFigures now, DbConnection db, Period period)
    {
        if (await now.TallyAsync("extractor || ' ' || prompt_version", "count(*)", "ended", "extractor is not null and message_count > 5") is [var only])
            check.Either($"of more than five messages, by {only.Name}");
        if (await now.CountAsync("count(*)", "ended", "message_count <= 5") is > 0 and var tooShort)
            check.Either($"{Figures.Counted(tooShort, "shorter one")} {(tooShort == 1 ? "has" : "have")} none");
        if (await now.CountAsync("count(distinct a.session_id)", "ended join extraction_attempts a on a.session_id = ended.id", "ended.extractor is null and a.outcome = 'failed'") is > 0 and var failed)
            check.Either($", {failed} failed (debrief extract --failed)");
        foreach (var (outcome, count) in await now.SubAgentsAsync())
        {
            check.Html($" {outcome.Replace('_', ' ')} {count} ");
            check.Row("System Health", outcome.Replace('_', ' '), $"{count}");
        }
    }

    static async Task AlignmentAsync(Comparison check, PlainFigures now, PlainFigures before, long sessions, UserProfile profile)
    {
        var judged = await JudgedAsync(now);
        check.Either($"{judged} of {Figures.Counted(sessions, "session")}");
        if (judged == 0)
        {
            check.Discord($"unknown, none of {Figures.Counted(sessions, "session")} could be judged");
            return;
        }

        var judgedBefore = await JudgedAsync(before);
        foreach (var degree in Degrees)
        {
            var count = await now.CountAsync("count(*)", where: $"priority_alignment = '{degree}'");
            check.Html($" {degree} {count} ");
            check.Row("Priority Alignment", degree, $"{count}", Difference(count, await before.CountAsync("count(*)", where: $"priority_alignment = '{degree}'")));
        }
        var percent = Share(await now.CountAsync("count(*)", where: "priority_alignment = 'aligned'"), judged);
        check.Both("Aligned", percent);
        var percentBefore = Share(await before.CountAsync("count(*)", where: "priority_alignment = 'aligned'"), judgedBefore);
        check.Discord($"{percent.Replace(" %", "%")} aligned");
        if (judgedBefore > 0 && percentBefore != percent)
            check.Discord($"from {percentBefore.Replace(" %", "%")} ");
        foreach (var (slug, count) in await now.TallyAsync("priority_matched", "count(*)", "own", $"priority_matched is not null and priority_alignment in ('{string.Join("', '", Degrees)}')"))
        {
            var name = profile.Priorities.FirstOrDefault(priority => priority.Slug == slug)?.Name ?? (slug == "system-maintenance" ? "System maintenance" : slug);
            check.Html($"{name} {count} ");
            check.Row("Priority Alignment", name, $"{count}", Difference(count, await before.CountAsync("count(*)", where: $"priority_matched = '{slug}' and priority_alignment in ('{string.Join("', '", Degrees)}')")));
            check.Discord($"- {Figures.Counted(count, "session")} → {name}");
        }

        string Difference(long count, long then) => judgedBefore == 0 ? "" : Apart(count, then);

        static Task<long> JudgedAsync(PlainFigures of) => of.CountAsync("count(*)", where: $"priority_alignment in ('{string.Join("', '", Degrees)}')");
    }

    static string Apart(long count, long then) => count == then ? "–" : $"{(count > then ? "▲" : "▼")} {Figures.Number(Math.Abs(count - then))}";

    static string Share(long part, long of) => of == 0 ? "unknown" : Figures.Percent(100.0 * part / of);

    static async Task OutcomesAsync(Comparison check, PlainFigures now, long sessions, long facets)
    {
        foreach (var (outcome, count) in await now.TallyAsync("outcome", "count(*)", "own", "outcome is not null"))
        {
            var name = NotClear.Contains(outcome) ? "unclear" : outcome.Replace('_', ' ');
            check.Html($"{name} {count} ");
            check.Row("What Came of It", name, $"{count}");
        }
        var (started, completed, abandoned) = (await now.SumAsync("json_extract(completion_chain, '$.started')"), await now.SumAsync("json_extract(completion_chain, '$.completed')"), await now.SumAsync("json_extract(completion_chain, '$.abandoned')"));
        if (started > 0)
            check.Either($"{completed} of {Figures.Counted(started.Value, "task")} finished, {abandoned} abandoned, in {Figures.Counted(await now.CountAsync("count(completion_chain)"), "session")} whose tasks could be told");
        foreach (var (mood, count) in await now.TallyAsync("mood.key", "sum(mood.value)", "own, json_each(own.user_satisfaction_counts) as mood"))
            check.Either($"{mood.Replace('_', ' ')} {count} ×");
        const string open = "(outcome in ('partially_achieved', 'not_achieved') or coalesce(outcome, '') not in ('fully_achieved', 'mostly_achieved') and json_extract(completion_chain, '$.started') > json_extract(completion_chain, '$.completed'))";
        if (await now.CountAsync("count(*)", where: open) is > 0 and var left)
            check.Either($"{Figures.Counted(left, "session")} of {await now.CountAsync("count(*)", where: "coalesce(outcome, 'unclear_from_transcript') <> 'unclear_from_transcript' or completion_chain is not null")} that could be judged left something open");
    }

    static async Task FrictionAsync(Comparison check, PlainFigures now, PlainFigures before, long facets, DbConnection db, Period period)
    {
        if (facets == 0)
        {
            check.Discord("unknown, no session has facets");
            return;
        }

        var rows = new[] { ("Course corrections", "course_corrections"), ("Retry loops", "loops"), ("Failed MCP calls", "failed_mcp"), ("Sessions cut short", "session_cut_short") };
        foreach (var (name, column) in rows)
            check.Html($"{name} {await now.SumAsync(column, where: "extractor is not null")} ");
        var events = (await now.SumAsync("course_corrections + loops + failed_mcp"))!.Value;
        check.Both("Friction per session", Figures.Rate((double)events / facets));
        check.Either($"over {Figures.Counted(facets, "session")}");

        // The trend, weeks or months back, as far as there was a session.
        var points = period.Trend().SkipWhile(point => new PlainFigures(db, point).CountAsync("count(extractor)").Result == 0).ToList();
        foreach (var point in points)
        {
            var figures = new PlainFigures(db, point);
            var of = await figures.CountAsync("count(extractor)");
            var sums = await Task.WhenAll(rows.Select(async row => await figures.SumAsync(row.Item2, where: "extractor is not null") ?? 0));
            var rate = of == 0 ? "–" : Figures.Rate((double)(sums[0] + sums[1] + sums[2]) / of);
            if (points.Count > 1) // One alone is no line.
                check.Html($"{rate} {point.First.ToString(period.Type == "monthly" ? "MMM" : "d MMM")} of {of}");
            check.Row("Friction Highlights", point.First.ToString(period.Type == "monthly" ? "MMMM yyyy" : "d MMM yyyy"), rate, $"{of}", $"{sums[0]}", $"{sums[1]}", $"{sums[2]}", $"{sums[3]}");
        }

        var kinds = await now.TallyAsync("kind.key", "sum(kind.value)", "own, json_each(own.friction_counts) as kind");
        if (kinds.Count > 0)
            check.Either($"{Figures.Counted(kinds.Sum(kind => kind.Value), "incident")} in {Figures.Counted(await now.CountAsync("count(friction_counts)"), "session")}: {string.Join(", ", kinds.Take(6).Select(kind => $"{kind.Name.Replace('_', ' ')} {kind.Value}"))}.");
    }

    static async Task SkillsAndPeopleAsync(Comparison check, PlainFigures now, PlainFigures before, DbConnection db, Period period)
    {
        foreach (var (skill, count) in (await now.TallyAsync("skill.value", "count(distinct own.id)", "own, json_each(own.skills_missed) as skill")).Take(12))
        {
            check.Html($"/{skill} {count} × ");
            check.Row("Skills Gap Alert", $"/{skill}", $"{count}");
        }
        if (await now.TallyAsync("skill.value", "count(distinct own.id)", "own, json_each(own.skills_missed) as skill") is [var first, ..])
        {
            check.Discord($"missed {Figures.Counted(first.Value, "time")}");
            if (first.Value >= 2)
                check.Either($"{first.Value} of {await now.CountAsync("count(skills_missed)")} sessions did by hand what it does");
        }
        const string used = "own, json_each(coalesce(own.facet_skills, (select json_group_array(key) from json_each(own.skills_used)))) as skill";
        foreach (var (skill, count) in (await now.TallyAsync("skill.value", "count(distinct own.id)", used)).Take(12))
            check.Html($"/{skill} {count} ×");

        const string people = "own, json_each(own.people_mentioned) as name join called on called.name = name.value";
        var mentioned = await now.TallyAsync("called.person", "count(distinct own.id)", people);
        var (judgedBefore, earlier) = (await before.CountAsync("count(people_mentioned)"), (await before.TallyAsync("called.person", "count(distinct own.id)", people)).ToDictionary(each => each.Name, each => each.Value));
        var judged = await now.CountAsync("count(people_mentioned)");
        if (judged == 0)
            return;
        check.Either($"{Figures.Counted(mentioned.Count, "person", "people")} in {Figures.Counted(judged, "session")} that could be judged");
        foreach (var (person, count) in mentioned.Take(20))
        {
            check.Html($"{person} {count} ");
            var proactive = await now.CountAsync("count(distinct own.id)", people, $"called.person = '{person.Replace("'", "''")}' and outreach_type = 'proactive'");
            var name = $"called.person = '{person.Replace("'", "''")}'";
            var weeks = new List<string>();
            foreach (var back in Enumerable.Range(0, 6).Reverse())
                weeks.Add(Figures.Number(await new PlainFigures(db, Period.Custom(period.End.AddDays(-7 * (back + 1)), period.End.AddDays(-7 * back), period.TimeZone)).CountAsync("count(distinct own.id)", people, name)));
            var touched = DateTimeOffset.FromUnixTimeSeconds(await now.CountAsync("cast(strftime('%s', max(own.ended_at)) as integer)", people, name));
            check.Row("Relationship Pulse", person, $"{count}", judgedBefore == 0 ? "" : Apart(count, earlier.GetValueOrDefault(person)), string.Join(" · ", weeks), proactive > 0 ? $"{proactive} by you" : "", $"{TimeZoneInfo.ConvertTime(touched, period.TimeZone):ddd d MMM}");
        }
        var (began, outreach) = (await now.CountAsync("count(*)", where: "outreach_type = 'proactive'"), await now.CountAsync("count(*)", where: "outreach_type in ('proactive', 'reactive', 'automated')"));
        if (outreach > 0)
            check.Either($"{Figures.Percent(100.0 * began / outreach)} of {Figures.Counted(outreach, "session")} with outreach began with you");
        check.Discord($"{Figures.Counted(mentioned.Count, "contact")} touched, {(outreach == 0 ? "no outreach of a known kind" : $"{Figures.Percent(100.0 * began / outreach).Replace(" %", "%")} proactive outreach")}");
    }

    static async Task HealthAsync(Comparison check, PlainFigures now)
    {
        var automated = await now.CountAsync("count(*)", "ended", "starter not in ('user-interactive', 'discord-mention')");
        var failures = (await now.TallyAsync("failure.key", "sum(failure.value)", "ended, json_each(ended.tool_failures) as failure")).Where(failure => failure.Name.Replace("_", "").ToLowerInvariant() is not ("cascade" or "userrejected" or "userinterrupted")).ToList();
        foreach (var (name, count) in new[]
        {
            ("Automated sessions", automated),
            ("Sub-agents", await now.SumAsync("sub_agents", "ended") ?? 0),
            ("Tool calls", await now.SumAsync("tool.value", "ended, json_each(ended.tools) as tool") ?? 0),
            ("Failed tool calls", failures.Sum(failure => failure.Value)),
            ("Failed MCP calls", await now.SumAsync("mcp_failures", "ended") ?? 0),
            ("API errors", await now.SumAsync("api_errors", "ended") ?? 0),
            ("Compactions", await now.SumAsync("compactions", "ended") ?? 0),
            ("Sessions cut short", await now.SumAsync("cut_short", "ended") ?? 0),
        })
        {
            check.Html($"{name} {Figures.Number(count)} ");
            check.Row("System Health", name, Figures.Number(count));
        }
        foreach (var (name, count) in failures.Take(8))
            check.Either($"{Headlines.Capital(Foreign.Words(name))}", Figures.Number(count));
        foreach (var (starter, count) in await now.TallyAsync("starter", "count(*)", "ended", "starter not in ('user-interactive', 'discord-mention')"))
            check.Html($"{(starter == "sdk" ? "a program (SDK)" : starter.Replace('-', ' '))} {count}");
        foreach (var (job, runs, failed) in await now.JobsAsync())
        {
            check.Html($"{job} {runs} {failed} ");
            check.Row("System Health", job, $"{runs}", $"{failed}");
        }
        var (bad, unknown) = (await now.SumAsync("bad_lines", "ended") ?? 0, await now.SumAsync("entry.value", "ended, json_each(ended.unknown_entries) as entry") ?? 0);
        if (bad > 0)
            check.Either($" {Figures.Counted(bad, "line")} could not be read{(unknown > 0 ? ", " : ".")}");
        if (unknown > 0)
            check.Either($" {Figures.Counted(unknown, "entry", "entries")} of an unknown kind left out.");
        check.Either($"{Figures.Counted(automated, "automated session")} and {Figures.Counted(await now.SumAsync("sub_agents", "ended") ?? 0, "sub-agent")} are not counted");
    }
}
