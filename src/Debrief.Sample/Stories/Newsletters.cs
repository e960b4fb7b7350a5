using static Debrief.Sample.Beats;
using static Debrief.Sample.Tools;

namespace Debrief.Sample.Stories;

/// <summary>The newsletter, whose two templates are confused week after week.</summary>
static class Newsletters
{
    const string Folder = Places.IndyHall;
    const string Public = $"{Folder}/newsletter/templates/public.md";
    const string Member = $"{Folder}/newsletter/templates/member.md";

    static readonly string template = string.Join('\n',
        "# {{title}}", "", "Hello {{name}},", "", "{{opening}}", "", "## This month", "{{events}}", "", "## From the floor", "{{stories}}", "", "## One more thing", "{{closing}}", "",
        "See you at the long table,", "the Indy Hall team");

    /// <summary>The assistant edits the public template, and is told twice that the member template was meant.</summary>
    public static Scenario WrongTemplate(string month, string item) => new(Folder, $"{month} newsletter",
    [
        Ask($"let's do the {month} newsletter. Put {item} first, then the events, then the story of the month"),
        Plan("Collect the events", "Write the opening", "Fill the template"),
        Parts.LooksAround(Folder),
        Use(Read($"{Folder}/newsletter/notes.md", $"- {item}\n- open desk day on the first Friday\n- story of the month: the print shop upstairs\n- new lockers on the second floor")),
        Use(Read(Public, template)),
        Say($"I'll open with {item} and fill the template."),
        Use(Edit(Public, "{{opening}}", $"We start with {item}. Here is what it means for you.")),
        Say("The opening is in. Shall I go on with the events?"),
        Ask("no, I meant the member template, not the public one"),
        Think("There are two templates. The member one has its own greeting."),
        Use(Read(Member, template.Replace("Hello", "Dear member"))),
        Use(Edit(Member, "{{opening}}", $"We start with {item}. Here is what it means for your membership.")),
        Use(Bash("git checkout newsletter/templates/public.md", "Updated 1 path from the index")),
        Say("The public template is back as it was; the member template has the opening."),
        Ask("good. now the events"),
        Use(Bash("ls events/*.md", "events/lunch.md\nevents/open-desk.md\nevents/show-and-tell.md")),
        Use(EditMisses(Public, "{{events}}\n", "- Members' lunch, Tuesday\n- Open desk day, Friday\n- Show and tell, Thursday evening")),
        Use(Edit(Public, "{{events}}", "- Members' lunch, Tuesday\n- Open desk day, Friday\n- Show and tell, Thursday evening")),
        Say("The three events are in the public template."),
        Ask("no, the member template again! I said so ten minutes ago", "no, not the public one. the member template, please"),
        Use(Bash("git checkout newsletter/templates/public.md", "Updated 1 path from the index")),
        Use(Edit(Member, "{{events}}", "- Members' lunch, Tuesday\n- Open desk day, Friday\n- Show and tell, Thursday evening")),
        Use(Edit(Member, "{{stories}}", "The print shop upstairs turned ten. Its first poster hangs by the stairs again.")),
        Say("Events and story are in the member template; the public one is untouched. I'm sorry for the mix-up."),
        Ask("ok, that's it. commit it"),
        Parts.Checks(Folder),
        Use(Commit($"Fill the member newsletter for {month}", "1 file changed, 6 insertions(+), 3 deletions(-)")),
        Done(3),
        Say("Committed."),
        Ask("thanks"),
    ]);

    public static Scenario Smooth(string month, string item) => new(Folder, $"Public newsletter for {month}",
    [
        Ask($"fill the public newsletter for {month}: {item}, then the open desk day"),
        Parts.LooksAround(Folder),
        Use(Read(Public, template)),
        Use(Edit(Public, "{{opening}}\n\n## This month\n{{events}}", $"Good news first: {item}.\n\n## This month\n- Open desk day, first Friday, no ticket needed")),
        Say("Opening and events are in. The story is still open."),
        Ask("use the print shop story, but only two sentences"),
        Use(Edit(Public, "{{stories}}", "The print shop upstairs turned ten. Come and see the first poster.")),
        Use(Bash("./newsletter/preview.sh public", "preview written to newsletter/out/public.html (14 kB)", 4)),
        Say("Two sentences, and the preview builds."),
        Ask("subject lines? give me three"),
        Say($"1. {char.ToUpperInvariant(item[0])}{item[1..]}\n2. What is new at the long table\n3. Ten years of ink upstairs"),
        Ask("the second one. commit, please"),
        Use(Commit($"Fill the public newsletter for {month}", "1 file changed, 5 insertions(+), 4 deletions(-)")),
        Say("Committed with the second subject line."),
        Thanks,
    ]);
}
