using static Debrief.Sample.Beats;
using static Debrief.Sample.Tools;

namespace Debrief.Sample.Stories;

/// <summary>Links and notes that want a place, with the skill and without; and small things of a day.</summary>
static class Filing
{
    public static Scenario ByHand(string folder, string link, string about) => new(folder, $"Link about {about}",
    [
        Ask($"save this link under research: https://www.example.org/{link} . It's about {about}"),
        Use(Fetch($"https://www.example.org/{link}", $"An article about {about}: five cases, with figures and a checklist at the end.")),
        Use(Bash("ls research", "cities.md\nlinks.md\nspaces.md")),
        Use(Edit($"{folder}/research/links.md", "# Links", $"# Links\n\n- [{about}](https://www.example.org/{link}): five cases, a checklist at the end")),
        Say("It's in research/links.md with one line on what it says."),
        Ask("add the date, and a tag"),
        Use(Edit($"{folder}/research/links.md", "a checklist at the end", "a checklist at the end, read this week #spaces")),
        Say("Date and tag are there."),
        Thanks,
    ]) { Model = Models.Haiku };

    public static Scenario WithSkill(string folder, string link, string about) => new(folder, $"File a link about {about}",
    [
        Slash("file-this", $"https://www.example.org/{link}", "Fetch the page, say in one line what it is, and file it by topic."),
        Use(Fetch($"https://www.example.org/{link}", $"A guide to {about} in twelve steps.")),
        Use(Edit($"{folder}/research/links.md", "# Links", $"# Links\n\n- [{about}](https://www.example.org/{link}): a guide in twelve steps")),
        Say($"Filed under research: a guide to {about} in twelve steps."),
        Ask("which of the twelve is news for us?"),
        Say("Number 7: ask people who leave, a month later. We only ask on the day."),
        Thanks,
    ]) { Model = Models.Haiku };

    public static Scenario Week(string topic) => new(Places.TenK, $"Notes of the call about {topic}",
    [
        Ask($"here are my raw notes of the call about {topic}. Sort them: decisions, open, who does what\n\nmarket on the 14th yes / tables 12 or 15? / poster by the print guild / insurance?? / next call monday"),
        Parts.LooksAround(Places.TenK),
        Think("Two decisions, two open points, one task."),
        Use(Write($"{Places.TenK}/calls/{topic.Replace(' ', '-')}.md", "# Call\n\n## Decided\n- market on the 14th\n- poster by the print guild\n\n## Open\n- 12 or 15 tables\n- insurance\n\n## Next\n- call on Monday")),
        Say("Decided: the 14th, and the poster. Open: number of tables, insurance. Next call on Monday."),
        Ask("insurance is decided: theirs covers it"),
        Use(Edit($"{Places.TenK}/calls/{topic.Replace(' ', '-')}.md", "## Open\n- 12 or 15 tables\n- insurance", "- insurance: theirs covers it\n\n## Open\n- 12 or 15 tables")),
        Say("Moved to the decisions."),
        Works,
    ]);

    public static Scenario Directory(string guild) => new(Places.TenK, $"Directory: {guild}",
    [
        Ask($"import {guild} into the directory, the file is in imports/"),
        Parts.LooksAround(Places.TenK),
        Use(Bash("ls imports && head -2 imports/members.csv", "members.csv\nname,trade,site\nLittle Press,printing,press.example.org"), Read($"{Places.TenK}/scripts/import.py", "import csv\nimport sys\n\nfor row in csv.DictReader(open(sys.argv[1])):\n    print(row['name'])")),
        Use(BashFails("python3 scripts/import.py imports/members.csv", 1, "UnicodeDecodeError: 'utf-8' codec can't decode byte 0xe9 in position 311")),
        Think("The file is Latin-1."),
        Use(Edit($"{Places.TenK}/scripts/import.py", "open(sys.argv[1])", "open(sys.argv[1], encoding='latin-1')")),
        Use(Bash("python3 scripts/import.py imports/members.csv | wc -l", "      37")),
        Say("37 members read; the file was Latin-1."),
        Ask("no, some are already in the directory. skip those", "no, that would double the printers. leave out who is in already"),
        Use(Edit($"{Places.TenK}/scripts/import.py", "    print(row['name'])", "    if row['site'] not in known:\n        print(row['name'])")),
        Use(Edit($"{Places.TenK}/scripts/import.py", "import sys", "import sys\n\nknown = {line.strip() for line in open('directory/sites.txt')}")),
        Use(Bash("python3 scripts/import.py imports/members.csv | wc -l", "      29")),
        Use(Commit("Import without doubles", "1 file changed, 5 insertions(+), 2 deletions(-)")),
        Say("29 new ones; 8 were in the directory. Committed."),
        Thanks,
    ]);

    /// <summary>Belongs nowhere: no business, no priority.</summary>
    public static Scenario Scratch(string question, string answer) => new(Places.Scratch, question,
    [
        Ask(question),
        Use(Bash("python3 -c 'print(42 * 365 / 12)'", "1277.5")),
        Say(answer),
        Ask("and in hours?"),
        Use(Bash("python3 -c 'print(1277.5 / 24)'", "53.229166666666664")),
        Say("About 53."),
        Later,
    ]) { Model = Models.Haiku, Branch = "" };
}
