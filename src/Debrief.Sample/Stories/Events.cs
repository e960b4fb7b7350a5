using static Debrief.Sample.Beats;
using static Debrief.Sample.Tools;

namespace Debrief.Sample.Stories;

/// <summary>What happens in the house: evenings, tours, members, rooms.</summary>
static class Events
{
    const string Folder = Places.IndyHall;

    public static Scenario Evening(string name, string host, int seats) => new(Folder, $"Plan {name}",
    [
        Ask($"plan {name}: {seats} seats, {host} hosts. What do we need by when?"),
        Plan("Book the room", "Announce it", "Food and drinks", "Ask for volunteers"),
        Parts.Scout(Folder, "evenings like this"),
        Use(Read($"{Folder}/events/checklist.md", "- room: two weeks before\n- announcement: ten days before\n- food: three days before\n- volunteers: one week before\n- chairs, projector, name tags")),
        Use(Grep("capacity", $"{Folder}/rooms", $"{Folder}/rooms/long-table.md", $"{Folder}/rooms/studio.md")),
        Say($"The studio holds {seats + 8}. Counting back: room now, announcement in four days, volunteers next week, food three days before."),
        Ask($"write it as a page, {host.Split(' ')[0]} will read it too"),
        Use(Write($"{Folder}/events/{name.ToLowerInvariant().Replace(' ', '-')}.md", $"# {name}\n\nHost: {host}\nSeats: {seats}\nRoom: studio\n\n| what | by |\n|---|---|\n| room | today |\n| announcement | in four days |\n| volunteers | next week |\n| food | three days before |\n\n## Run of the evening\n\n18:30 doors\n19:00 welcome\n19:10 {host}\n20:00 questions, then drinks")),
        Done(1),
        Say("The page is there, with a run of the evening."),
        Ask("make the talk shorter and the drinks longer", "move everything half an hour earlier", "doors at six, please"),
        Use(Edit($"{Folder}/events/{name.ToLowerInvariant().Replace(' ', '-')}.md", "18:30 doors\n19:00 welcome", "18:00 doors\n18:45 welcome")),
        Say("Changed; the rest moves along."),
        Parts.Checks(Folder),
        Ask("and the announcement in two sentences?"),
        Say($"{name}: an evening with {host.Split(' ')[0]}, {seats} seats, doors at six. Bring a question."),
        Thanks,
    ]);

    public static Scenario Budget(string name, int total) => new(Folder, $"Budget of {name}",
    [
        Ask($"can we do {name} for {total} dollars? the offers are in events/offers.csv"),
        Parts.LooksAround(Folder),
        Use(Read($"{Folder}/events/offers.csv", "what,who,price\nfood,corner kitchen,420\nfood,market stall,310\ndrinks,bottle shop,180\nprinting,print guild,60\nsound,borrowed,0")),
        Use(Bash("python3 events/budget.py --offers events/offers.csv", $"cheapest 550\ndearest  660\nlimit    {total}\nleft     {total - 550}")),
        Say($"Yes: 550 with the market stall, 660 with the corner kitchen. {total - 550} dollars are left with the cheaper one."),
        Ask("no, that's wrong, the corner kitchen gives us ten percent", "no, you forgot the deposit for the glasses"),
        Use(Edit($"{Folder}/events/budget.py", "price = float(row['price'])", "price = float(row['price']) * discount.get(row['who'], 1)")),
        Use(BashFails("python3 events/budget.py --offers events/offers.csv", 1, "Traceback (most recent call last):\n  File \"events/budget.py\", line 9, in <module>\nNameError: name 'discount' is not defined")),
        Think("The table of discounts is missing."),
        Use(Edit($"{Folder}/events/budget.py", "import csv", "import csv\n\ndiscount = {'corner kitchen': 0.9}")),
        Use(Bash("python3 events/budget.py --offers events/offers.csv", $"cheapest 550\ndearest  618\nlimit    {total}")),
        Say("Now it's counted: 618 with the corner kitchen."),
        Works,
    ]);

    public static Scenario Tour(string who) => new(Folder, $"Tour for {who}",
    [
        Ask($"{who} comes for a tour on Thursday. Five minutes, what do I show and say?"),
        Use(Read($"{Folder}/tours/default.md", "1. front desk\n2. long table\n3. quiet room\n4. studio\n5. kitchen, and the question what brings you here")),
        Say("Start in the kitchen instead: ask first what brings them here, then show only what fits. Quiet room for writers, studio for groups."),
        Ask("nice, like that. put a card with three questions into tours/"),
        Use(Write($"{Folder}/tours/questions.md", "1. What do you work on?\n2. What do you miss where you work now?\n3. Whom should you meet here?")),
        Say("Three questions, none about prices."),
        Works,
    ]) { Model = Models.Haiku };

    /// <summary>Long: with a break for lunch, and a summary by Claude Code in between.</summary>
    public static Scenario Survey(string quarter) => new(Folder, $"Member survey, {quarter}",
    [
        Ask($"the survey for {quarter} is in survey/answers.csv. What do members want more of?"),
        Parts.LooksAround(Folder),
        Use(Bash("head -3 survey/answers.csv && wc -l survey/answers.csv", "member,since,more_of,less_of\n104,2023,quiet mornings,noise at lunch\n121,2024,evening events,\n     187 survey/answers.csv")),
        Use(Write($"{Folder}/survey/count.py", "import collections\nimport csv\n\ncounts = collections.Counter()\nfor row in csv.DictReader(open('survey/answers.csv')):\n    counts[row['more_of'].strip().lower()] += 1\nfor what, n in counts.most_common(8):\n    print(f'{n:4} {what}')")),
        Use(Bash("python3 survey/count.py", "  41 quiet mornings\n  33 evening events\n  21 phone booths\n  14 shared lunch\n  11 bike racks")),
        Say("Quiet mornings lead with 41 of 186, then evening events with 33 and phone booths with 21."),
        Break(52),
        Ask("back from lunch. split that by how long they have been members"),
        Compact("1. Primary request: find what members want more of.\n2. survey/count.py counts the column more_of; quiet mornings lead with 41.\n3. Next: split by year of joining."),
        Use(Edit($"{Folder}/survey/count.py", "    counts[row['more_of'].strip().lower()] += 1", "    counts[(row['since'], row['more_of'].strip().lower())] += 1")),
        Use(BashFails("python3 survey/count.py", 1, "ValueError: too many values to unpack (expected 2)")),
        Use(Edit($"{Folder}/survey/count.py", "    print(f'{n:4} {what}')", "    print(f'{n:4} {what[0]} {what[1]}')")),
        Use(Bash("python3 survey/count.py", "  19 2025 evening events\n  17 2021 quiet mornings\n  12 2022 quiet mornings")),
        Say("New members want evenings, those of 2021 and 2022 want quiet mornings."),
        AskNext("and make a chart for the wall, black and white"),
        Use(Bash("python3 survey/chart.py --mono --out survey/chart.svg", "wrote survey/chart.svg", 8)),
        Say("A bar chart in black and white is in survey/chart.svg."),
        Thanks,
    ]) { Model = Models.Opus };
}
