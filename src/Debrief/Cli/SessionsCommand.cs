using System.CommandLine;
using System.CommandLine.Parsing;
using Debrief.Documents;
using Debrief.Profile;
using Debrief.Reports;
using Debrief.Sessions;
using Debrief.Storage;
using Spectre.Console;

namespace Debrief.Cli;

static class SessionsCommand
{
    static readonly Option<string?> Project = new("--project")
    {
        Description = "Only sessions whose working directory matches this glob (as in the profile) or has this in it",
        HelpName = "GLOB",
    };

    static readonly Option<int> Limit = GlobalOptions.Limit(50, "How many are shown, the newest first");

    static readonly Option<bool> WithSubAgents = new("--sub-agents") { Description = "Under each session those that worked for it; they count as none" };

    static readonly Option<bool> AsJson = GlobalOptions.Json("Print the sessions with all that was observed as JSON");

    public static Command Create()
    {
        var command = new Command("sessions", "List the sessions, the newest first") { DayOptions.Since, DayOptions.Until, Project, Limit, WithSubAgents, AsJson }
            .WithExamples("debrief sessions", "debrief sessions --since 7d --project ~/work/site", "debrief sessions --since 7d --sub-agents", "debrief sessions --project 'web-*' --limit 10 --json");
        command.SetAction(RunAsync);
        return command;
    }

    static async Task<int> RunAsync(ParseResult args, CancellationToken cancel)
    {
        var profile = args.Profile();
        var days = args.Days(profile.TimeZone, TimeProvider.System);
        await using var database = await args.OpenSyncedAsync(cancel);

        var found = await new SessionStore(database).ListAsync(
            days.From(profile.TimeZone), days.To(profile.TimeZone), args.GetValue(Project), args.GetValue(Limit), cancel);
        var agents = args.GetValue(WithSubAgents) ? await SubAgentsAsync(database, found.Sessions, cancel) : null;
        if (args.GetValue(AsJson))
            Json.Write(args.Output, Document(found, agents, days, profile), new SessionsJson(Json.Options()).SessionsDocument);
        else
            Write(Terminal.On(args.Output), found, agents, profile.TimeZone);
        return 0;
    }

    static async Task<IReadOnlyList<Session>> SubAgentsAsync(Database database, IReadOnlyList<Session> sessions, CancellationToken cancel)
    {
        var agents = new List<Session>();
        foreach (var session in sessions.Where(session => session.SubAgents > 0))
            agents.AddRange(await new SubAgents(database).ListAsync(session.Id, cancel));
        return agents;
    }

    static SessionsDocument Document(SessionList found, IReadOnlyList<Session>? agents, Days days, UserProfile profile) =>
        new(days.Since, days.Until, found.Total, [.. found.Sessions.Select(session => session.SeenBy(profile))], agents);

    static void Write(IAnsiConsole console, SessionList found, IReadOnlyList<Session>? agents, TimeZoneInfo zone)
    {
        if (found.Total == 0)
        {
            console.WriteLine("No session was found.");
            return;
        }

        var shown = found.Sessions.SelectMany(session => (agents ?? []).Where(agent => agent.ParentId == session.Id).Prepend(session)).ToList();
        console.Write(new Trimmed(Table(shown, zone, console.Profile.Width)));
        console.WriteLine($"{Figures.Number(found.Sessions.Count)} of {Figures.Counted(found.Total, "session")}{(agents is null ? "" : $", and {Figures.Counted(agents.Count, "sub-agent")} of theirs")}");
    }

    static Table Table(IReadOnlyList<Session> sessions, TimeZoneInfo zone, int width)
    {
        var (project, title) = Room(sessions, width);
        var table = new Table { Border = TableBorder.Simple };
        foreach (var name in new[] { "Id", "Ended", "Title", "Project" })
            table.AddColumn(new TableColumn(name) { Padding = new(0, 0, 1, 0) });
        foreach (var name in new[] { "Active", "Msgs" })
            table.AddColumn(new TableColumn(name) { Alignment = Justify.Right, NoWrap = true, Padding = new(0, 0, 0, 0) });
        foreach (var session in sessions)
            table.AddRow(
                Id(session),
                session.EndedAt is { } ended ? $"{TimeZoneInfo.ConvertTime(ended, zone):yyyy-MM-dd HH:mm}" : Cells.Unknown,
                Cells.Cropped(session.Name, title),
                Cells.Cropped(Cells.Folder(session.Project), project),
                Active(session),
                Figures.Number(session.MessageCount));
        return table;
    }

    /// <summary>The title gets what the other columns leave.</summary>
    static (int Project, int Title) Room(IReadOnlyList<Session> sessions, int width)
    {
        const int Moment = 16;
        const int Between = 11;
        var others = sessions.Max(session => Words.Width(Id(session))) + Moment + Between
            + Math.Max("Active".Length, sessions.Max(session => Active(session).Length))
            + Math.Max("Msgs".Length, sessions.Max(session => Figures.Number(session.MessageCount).Length));
        var widest = Math.Max("Project".Length, sessions.Max(session => Words.Width(Terminal.Plain(Cells.Folder(session.Project)))));
        var project = Math.Min(widest, Math.Clamp((width - others) / 3, 8, 24));
        return (project, Math.Max(width - others - project, 12));
    }

    static string Id(Session session) => session.ParentId is null ? Cells.ShortId(session.Id) : $"  {Cells.ShortId(session.Id)}";

    static string Active(Session session) => Figures.Time(TimeSpan.FromSeconds(session.ActiveSeconds));
}
