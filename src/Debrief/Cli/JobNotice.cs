using Debrief.Deliveries;
using Debrief.Jobs;
using Debrief.Privacy;
using Debrief.Reports;

namespace Debrief.Cli;

/// <summary>What somebody is told of a job's run, and called for.</summary>
static class JobNotice
{
    public static Message Of(JobRun run)
    {
        var what = Secrets.Mask(run.Notice!);
        return new()
        {
            Subject = $"job-run-{run.Id}",
            Kind = "notice",
            Title = $"Debrief: {run.Job}",
            Chat = $"**Debrief on {DiscordText.Escape(run.Host)}:** {DiscordText.Escape(what)}\n`debrief jobs runs {run.Job}`",
            Plain = $"On {run.Host}: {what}\n\ndebrief jobs runs {run.Job}\n",
            Mentions = true,
        };
    }
}
