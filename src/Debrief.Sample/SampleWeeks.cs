using Debrief.Sample.Weeks;
using Debrief.Sample.Writing;

namespace Debrief.Sample;

/// <summary>Four invented weeks of one person's Claude Code sessions.</summary>
public static class SampleWeeks
{
    /// <summary>
    /// Writes <c>projects/&lt;slug&gt;/&lt;sessionId&gt;.jsonl</c> with its sub-agents, as in a Claude configuration directory, and <c>profile.yaml</c>.
    /// The same arguments give the same bytes; each file is as old as its last entry.
    /// </summary>
    /// <param name="lastDay">The last of the 28 days. The stories speak of weekdays as if it were a Sunday.</param>
    /// <param name="zone">Where the person's clock hangs.</param>
    public static void Write(string folder, DateOnly lastDay, TimeZoneInfo zone)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "profile.yaml"), SampleProfile.Yaml(zone));

        var told = new Dictionary<string, Transcript>();
        var appointments = Calendar.FourWeeks();
        for (var number = 0; number < appointments.Count; number++)
        {
            var appointment = appointments[number];
            var scenario = appointment.Scenario;
            var dice = new Dice(((ulong)lastDay.DayNumber << 16) + (ulong)number);
            var earlier = scenario.Resumes is { } title ? told[title] : null;
            var teller = Teller.ForSession(scenario, appointment.VersionOfItsWeek, appointment.At(lastDay, zone), dice, earlier);
            foreach (var transcript in teller.Tell(scenario.Beats))
                transcript.SaveIn(Path.Combine(folder, "projects"));

            told[scenario.Title] = teller.Transcript;
        }
    }

    /// <summary>The day that <see cref="Write"/> usually ends with: a Sunday that is over.</summary>
    public static DateOnly LastSundayBefore(DateOnly today) => today.AddDays(today.DayOfWeek == DayOfWeek.Sunday ? -7 : -(int)today.DayOfWeek);
}
