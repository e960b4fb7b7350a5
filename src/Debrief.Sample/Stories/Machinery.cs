using static Debrief.Sample.Beats;
using static Debrief.Sample.Tools;

namespace Debrief.Sample.Stories;

/// <summary>Andy's own infrastructure: scripts, hooks, the nightly sync.</summary>
static class Machinery
{
    const string Folder = Places.Andy;
    const string Script = $"{Folder}/scripts/sync-calendar.ts";

    /// <summary>A bug is found, fixed, committed, pushed and proposed.</summary>
    public static Scenario SyncBug(string symptom, string cause, int pullRequest) => new(Folder, $"Sync: {symptom}",
    [
        Ask($"the nightly sync has a bug: {symptom}. find out why"),
        Think("First the log of last night, then the script."),
        Use(Bash("tail -20 logs/sync.log", $"03:30:01 start\n03:30:04 fetched 212 events\n03:30:09 warning: {symptom}\n03:30:11 done"), Read(Script, "import { events } from './calendar'\n\nfor (const event of await events()) {\n  const day = event.start.slice(0, 10)\n  await store.put(day, event)\n}")),
        Parts.Scout(Folder, "the sync"),
        Say($"Likely: {cause}. I'll write a test that shows it."),
        Use(Write($"{Folder}/scripts/sync-calendar.test.ts", "import { expect, test } from 'bun:test'\nimport { dayOf } from './sync-calendar'\n\ntest('an evening event stays on its day', () => {\n  expect(dayOf('2026-01-15T23:30:00-05:00')).toBe('2026-01-15')\n})")),
        Use(BashFails("bun test scripts/sync-calendar.test.ts", 1, "SyntaxError: Export named 'dayOf' not found in module 'sync-calendar.ts'.\n 0 pass\n 1 fail")),
        Use(Edit(Script, "  const day = event.start.slice(0, 10)\n  await store.put(day, event)", "  await store.put(dayOf(event.start), event)")),
        Use(Edit(Script, "import { events } from './calendar'", "import { events } from './calendar'\n\nexport const dayOf = (start: string) => start.slice(0, 10)")),
        Use(Bash("bun test scripts/sync-calendar.test.ts", " 1 pass\n 0 fail", 5)),
        Say("The test is red without the change and green with it."),
        Refuse(Bash("git push origin main", ""), "not to main, use a branch and open a pull request"),
        Use(Bash("git checkout -b fix-sync && git commit -am \"Keep evening events on their day\"", "Switched to a new branch 'fix-sync'\n[fix-sync 41c09aa] Keep evening events on their day\n 2 files changed, 11 insertions(+), 2 deletions(-)")),
        Use(Bash("git push -u origin fix-sync", "To github.com:alex/andy.git\n * [new branch]      fix-sync -> fix-sync", 5)),
        Use(Bash("gh pr create --fill", $"https://github.com/alex/andy/pull/{pullRequest}", 5)),
        PullRequest(pullRequest, "alex/andy"),
        Say($"Pull request {pullRequest} is open."),
        Works,
    ]) { Model = Models.Opus };

    public static Scenario Hook(string what) => new(Folder, $"Hook: {what}",
    [
        Ask($"add a hook that {what}"),
        Parts.LooksAround(Folder),
        Use(Read($"{Folder}/settings.json", "{\n  \"hooks\": {}\n}"), Bash("ls hooks", "notify.sh")),
        Use(EditMisses($"{Folder}/settings.json", "\"hooks\": { }", "\"hooks\": { \"Stop\": [] }")),
        Use(Edit($"{Folder}/settings.json", "  \"hooks\": {}", "  \"hooks\": {\n    \"Stop\": [{ \"hooks\": [{ \"type\": \"command\", \"command\": \"hooks/after.sh\" }] }]\n  }")),
        Use(Write($"{Folder}/hooks/after.sh", $"#!/bin/sh\n# {what}\nexec \"$(dirname \"$0\")/notify.sh\" done")),
        Use(Bash("chmod +x hooks/after.sh && hooks/after.sh", "sent")),
        Say("The hook is in place and answered once."),
        Shell("cat settings.json | head -5", "{\n  \"hooks\": {\n    \"Stop\": [{ \"hooks\": [{ \"type\": \"command\", \"command\": \"hooks/after.sh\" }] }]\n  }"),
        BuiltIn("cost", "Total cost: $0.21"),
        Ask("works. commit it", "good, it fires. commit"),
        Use(Commit("Notify when a turn ends", "2 files changed, 6 insertions(+), 1 deletion(-)")),
        Say("Committed."),
    ]);

    /// <summary>The limit is hit in the middle; another session goes on from here.</summary>
    public static Scenario Dashboard => new(Folder, "Dashboard of the jobs",
    [
        Ask("I want one page that shows when each job ran last and whether it worked"),
        Plan("Read the job logs", "One row a job", "Colors"),
        Agent("Explore", "Where jobs log", "Which files tell when a job ran and how it ended?",
            Use(Grep("exit", $"{Folder}/scripts", $"{Folder}/scripts/with-tracking.ts")),
            Use(Read($"{Folder}/scripts/with-tracking.ts", "await appendFile('logs/jobs.jsonl', JSON.stringify({ job, exit, at }))")),
            Say("All jobs log to logs/jobs.jsonl through with-tracking.ts: job, exit, at.")),
        Use(Write($"{Folder}/dashboard/jobs.ts", "const runs = (await Bun.file('logs/jobs.jsonl').text()).trim().split('\\n').map(line => JSON.parse(line))\nconst last = new Map(runs.map(run => [run.job, run]))\nfor (const [job, run] of last) console.log(job, run.at, run.exit === 0 ? 'ok' : 'failed')")),
        Use(Bash("bun dashboard/jobs.ts", "nightly-sync 2026-01-13T08:30:11Z ok\nmorning-brief 2026-01-13T12:00:09Z failed", 2)),
        Say("One row a job works on the terminal. Next: the page."),
        Ask("go on with the page"),
        ApiError("You've hit your limit · resets 3pm (America/New_York)", "rate_limit", 429),
    ]);

    public static Scenario DashboardGoesOn => new(Folder, "Dashboard of the jobs, continued",
    [
        Ask("limit is reset. go on with the page"),
        Use(Write($"{Folder}/dashboard/page.ts", "import { last } from './jobs'\n\nexport const page = () => `<table>${[...last].map(([job, run]) => `<tr class=\"${run.exit === 0 ? 'ok' : 'bad'}\"><td>${job}<td>${run.at}`).join('')}</table>`")),
        Use(BashFails("bun run dashboard", 1, "error: No matching export in \"dashboard/jobs.ts\" for import \"last\"")),
        Use(Edit($"{Folder}/dashboard/jobs.ts", "const last = new Map(runs.map(run => [run.job, run]))", "export const last = new Map(runs.map(run => [run.job, run]))")),
        Use(Bash("bun run dashboard", "listening on http://localhost:4100", 3)),
        AskWhileWorking("red for failed ones, please, and bigger"),
        Use(Edit($"{Folder}/dashboard/page.ts", "<table>", "<style>.bad { color: #b00020; font-size: 1.2em }</style><table>")),
        Say("The page runs on port 4100; failed jobs are red and bigger."),
        Works,
    ]) { Resumes = "Dashboard of the jobs" };

    public static Scenario Tidy(string what) => new(Folder, $"Tidy up {what}",
    [
        Ask($"tidy up {what}, nothing may be lost"),
        Parts.LooksAround(Folder),
        Use(Bash("git status --short | head -5", " M scripts/brief.ts\n?? scripts/old/"), Grep("TODO", $"{Folder}/scripts", $"{Folder}/scripts/brief.ts")),
        Refuse(Bash("rm -r scripts/old", "")),
        Ask("no, don't delete anything! move it to archive/"),
        Use(Bash("mkdir -p archive && git mv -k scripts/old archive/ && mv scripts/old archive/ 2>/dev/null; ls archive", "old")),
        Say("Moved to archive/, nothing deleted."),
        Ask("and rename brief.ts to morning-brief.ts, with its uses"),
        Use(Grep("brief", Folder, $"{Folder}/crontab", $"{Folder}/scripts/brief.ts")),
        Use(Edit($"{Folder}/crontab", "0 7 * * 1-5 bun scripts/brief.ts", "0 7 * * 1-5 bun scripts/morning-brief.ts")),
        Use(Bash("git mv scripts/brief.ts scripts/morning-brief.ts && git commit -qam \"Name the morning brief by its name\" && git log -1 --oneline", "9f1c2b7 Name the morning brief by its name")),
        Say("Renamed and committed; the crontab was its only use."),
        Thanks,
    ]);
}
