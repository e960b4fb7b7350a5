using System.Text.Json.Nodes;
using static Debrief.Sample.Beats;
using static Debrief.Sample.Tools;

namespace Debrief.Sample.Stories;

/// <summary>What no person starts at the prompt: scheduled jobs, a webhook, a question from the chat.</summary>
static class Automatic
{
    public static Scenario NightlySync(bool fails) => new(Places.Andy, "Nightly sync",
    [
        Ask("Scheduled job nightly-sync: bring calendar, members and links into the notes. Report in three lines."),
        Use(Bash("bun scripts/sync-calendar.ts", "fetched 212 events\nstored 212", 12)),
        fails
            ? Use(BashFails("bun scripts/sync-members.ts", 1, "error: ECONNREFUSED members.example.org:443"))
            : Use(Bash("bun scripts/sync-members.ts", "214 members, 1 new", 9)),
        Use(Bash("bun scripts/sync-links.ts", "6 links filed", 4)),
        Say(fails ? "Calendar: 212 events.\nMembers: failed, the server refused the connection.\nLinks: 6 filed." : "Calendar: 212 events.\nMembers: 214, one new.\nLinks: 6 filed."),
    ]) { Client = "sdk-cli", Model = Models.Haiku };

    public static Scenario MorningBrief(int meetings) => new(Places.Andy, "Morning brief",
    [
        Ask("Scheduled job morning-brief: today's meetings, open promises, one thing to look forward to."),
        Use(Bash("bun scripts/today.ts", $"{meetings} meetings\n2 promises open"), Read($"{Places.Andy}/notes/promises.md", "- numbers of the quarter\n- list of interested members")),
        Use(Write($"{Places.Andy}/briefs/today.md", $"# Today\n\n- {meetings} meetings\n- open: numbers of the quarter, list of interested members\n- look forward to: lunch at the long table")),
        Say($"{meetings} meetings, two promises open, lunch at the long table."),
    ]) { Client = "sdk-cli", Model = Models.Haiku };

    public static Scenario NewMember(string name) => new(Places.IndyHall, "Welcome a new member",
    [
        Ask($"Webhook new-member: {{\"member\":\"{name}\",\"plan\":\"part-time\"}}. Make the welcome page and the door code request."),
        Use(Read($"{Places.IndyHall}/welcome/template.md", "Welcome, {{name}}!")),
        Use(Write($"{Places.IndyHall}/welcome/{name.ToLowerInvariant().Replace(' ', '-')}.md", $"Welcome, {name}!")),
        Use(Bash("bun scripts/door-code.ts --request", "requested")),
        Say("Welcome page written, door code requested."),
    ]) { Client = "sdk-cli", Model = Models.Haiku };

    public static Scenario FromChat(string question, string answer) => new(Places.Andy, "Question from the chat",
    [
        new ChannelMessage("alex", question),
        Use(Grep(question.Split(' ')[^1].Trim('?'), $"{Places.Andy}/notes", $"{Places.Andy}/notes/house.md")),
        Use(Read($"{Places.Andy}/notes/house.md", answer)),
        Use(Mcp("plugin_discord_discord__reply", new JsonObject { ["chat_id"] = "100200300", ["text"] = answer }, "sent")),
        Say("Answered in the chat."),
        new ChannelMessage("alex", "thanks!"),
        Use(Mcp("plugin_discord_discord__reply", new JsonObject { ["chat_id"] = "100200300", ["text"] = "Any time." }, "sent")),
        Say("Answered."),
    ]) { Model = Models.Haiku };
}
