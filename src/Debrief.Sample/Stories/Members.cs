using static Debrief.Sample.Beats;
using static Debrief.Sample.Tools;

namespace Debrief.Sample.Stories;

/// <summary>Research, partners and meetings.</summary>
static class Members
{
    public static Scenario Research(string folder, string question, string finding, string source) => new(folder, $"Research: {question}",
    [
        Ask($"find out: {question}? Sources, please, not opinions"),
        Think("I'll search twice with different words and read the best source."),
        Use(Search(question, $"{source} - {finding}\nA community forum - several answers that disagree\nA public office - rules and forms"), Search($"{question} small community", $"{source} - figures of the last three years")),
        Use(Fetch($"https://www.example.org/{source.ToLowerInvariant().Replace(' ', '-')}", $"The page says: {finding}. It gives figures for three years and names its sample.")),
        Use(FetchFails("https://www.example.net/report-2025", 403)),
        Parts.Scout(folder, question),
        Say($"{char.ToUpperInvariant(finding[0])}{finding[1..]}. Best source: {source}, with figures for three years. A second report couldn't be opened."),
        Ask("how sure are you?"),
        Say("Fairly: two sources agree, and the sample is named. The forum disagrees, but without figures."),
        Ask("write it up in ten lines"),
        Use(Write($"{folder}/research/{string.Concat(question.ToLowerInvariant().Where(c => char.IsAsciiLetter(c) || c is ' ')).Replace(' ', '-')}.md", $"# {char.ToUpperInvariant(question[0])}{question[1..]}\n\n{char.ToUpperInvariant(finding[0])}{finding[1..]}.\n\n## Sources\n\n- {source} (figures for three years, sample named)\n- a public office: rules and forms\n\n## Open\n\n- one report could not be opened")),
        Say("Written, with what is open at the end."),
        Thanks,
    ]);

    /// <summary>Two sub-agents look in two places at once.</summary>
    public static Scenario Grants(string kind) => new(Places.IndyHall, $"Grants for {kind}",
    [
        Ask($"which grants could pay for {kind}? look at city and state"),
        Think("Two independent searches; I'll give each to an agent."),
        Agent("general-purpose", "City grants", $"Find city grants that could pay for {kind} in a coworking space. List name, sum, deadline.",
            Use(Search($"city grant {kind} community space", "City arts office - small grants up to 5,000 dollars\nNeighborhood fund - up to 2,500 dollars")),
            Use(Fetch("https://www.example.org/city-arts", "Small grants: 5,000 dollars at most, deadline March 31, two letters of support.")),
            Say("Two city grants: arts office (5,000, March 31, two letters) and neighborhood fund (2,500, rolling).")),
        Agent("general-purpose", "State grants", $"Find state grants that could pay for {kind} in a coworking space. List name, sum, deadline.",
            Use(Search($"state grant {kind} small business", "State commerce office - matching grants\nLibrary program - not for businesses")),
            Use(FetchFails("https://www.example.org/state-commerce", 503)),
            Use(Fetch("https://www.example.org/state-commerce/forms", "Matching grant: half of the costs, 10,000 dollars at most, deadline April 15.")),
            Say("One state grant fits: matching, half of the costs up to 10,000, April 15.")),
        Say("Three fit: arts office (5,000), neighborhood fund (2,500), state matching grant (half, up to 10,000). The matching grant can be combined with the arts office."),
        Ask("make a table with deadlines and what we must send"),
        Use(Write($"{Places.IndyHall}/grants/{kind.Replace(' ', '-')}.md", "| grant | sum | until | send |\n|---|---|---|---|\n| arts office | 5,000 | March 31 | two letters, a plan |\n| neighborhood fund | 2,500 | rolling | a plan |\n| state matching | half, 10,000 | April 15 | budget, two offers |")),
        Say("The table is in grants/."),
        Works,
    ]) { Model = Models.Opus };

    public static Scenario PrepByHand(string folder, string who, string topic) => new(folder, $"Before the meeting with {who}",
    [
        Ask($"get me ready for the meeting with {who} tomorrow, it's about {topic}"),
        Parts.LooksAround(folder),
        Use(Grep(who.Split(' ')[0], folder, $"{folder}/notes/people.md", $"{folder}/notes/calls.md")),
        Use(Read($"{folder}/notes/calls.md", $"## {who}\n- asked about {topic} last month\n- wants numbers, not stories\n- promised: a list of members who are interested"), ReadMissing($"{folder}/notes/{who.Split(' ')[0].ToLowerInvariant()}.md")),
        Say($"Last time {who.Split(' ')[0]} asked about {topic} and wanted numbers. Open from your side: the list of interested members."),
        Ask("what numbers do we have?"),
        Use(Bash("python3 reports/members.py --since 12m --short", "members 214\nnew 41\nleft 18\nvisits per week 388")),
        Say("214 members, 41 new and 18 gone in a year, 388 visits a week."),
        Ask("good. three questions I should ask?"),
        Say($"What would make {topic} a success for you in June? Who else decides? What did the last partner do wrong?"),
        Thanks,
    ]);

    public static Scenario WithPrep(string folder, string who, string topic) => new(folder, $"Ready for {who}",
    [
        Slash("prep", $"{who}, {topic}", "Collect what was said last, what is open on both sides, and three questions."),
        Agent("Explore", $"Notes about {who.Split(' ')[0]}", $"Find everything in notes/ and drafts/ about {who} and {topic}.",
            Use(Grep(who.Split(' ')[0], $"{folder}/notes", $"{folder}/notes/people.md")),
            Use(Read($"{folder}/notes/people.md", $"## {who}\n- {topic}: open since last month\n- promised us two dates")),
            Say($"{who}: {topic} is open since last month; two dates were promised to us.")),
        Say($"Last: {topic} was left open. Open on their side: two dates. Ask: which date, who comes, what is the first step?"),
        Ask("and what did we promise?"),
        Say("Nothing that is still open, as far as the notes tell."),
        Works,
    ]);

    public static Scenario WithAgenda(string folder, string meeting) => new(folder, $"Points for {meeting}",
    [
        Slash("agenda", meeting, "Take open points from notes/open.md, oldest first, five at most, with minutes."),
        Use(Read($"{folder}/notes/open.md", "- heating in the studio\n- who opens on Saturdays\n- price of day passes\n- the broken screen\n- summer closing\n- plants")),
        Use(Write($"{folder}/meetings/{meeting.Replace(' ', '-')}.md", $"# {meeting}\n\n1. Heating in the studio (10)\n2. Who opens on Saturdays (5)\n3. Price of day passes (15)\n4. The broken screen (5)\n5. Summer closing (10)")),
        Say("Five points, 45 minutes. The plants wait."),
        Ask("swap 3 and 5", "day passes first, please"),
        Use(Edit($"{folder}/meetings/{meeting.Replace(' ', '-')}.md", "3. Price of day passes (15)", "1. Price of day passes (15)")),
        Say("Done."),
        Thanks,
    ]) { Model = Models.Haiku };

    /// <summary>The promise that a report can remind of.</summary>
    public static Scenario Numbers(string who) => new(Places.IndyHall, $"Numbers for {who.Split(' ')[0]}",
    [
        Ask($"I promised {who} the numbers of the last quarter by Wednesday. Where do I get them?"),
        Use(Bash("python3 reports/members.py --quarter last", "members 214\nevents 23\nvisits 4,902\nrevenue per desk 188")),
        Say("reports/members.py has them: 214 members, 23 events, 4,902 visits, 188 dollars a desk."),
        Ask("put them on one page, no revenue"),
        Use(Write($"{Places.IndyHall}/reports/quarter.md", "# The last quarter\n\n- 214 members\n- 23 events\n- 4,902 visits")),
        Say("One page, without revenue."),
        Ask("ok, I'll send it later today"),
    ]);
}
