using static Debrief.Sample.Beats;
using static Debrief.Sample.Tools;

namespace Debrief.Sample.Stories;

/// <summary>What many sessions begin or end with.</summary>
static class Parts
{
    const string Rules = """
        # How we work here

        ## Words
        - Short sentences. Say what is next.
        - Members are members, not users. Evenings are evenings, not events with a capital letter.
        - Prices in dollars, without cents. Dates as Thursday, March 12.

        ## Skills
        - Letters start with /compose. It knows the voice and the signature.
        - Links start with /file-this. It knows the topics and writes the date.
        - Meetings start with /prep, and /agenda when there is more than one point.

        ## Files
        - notes/ is for people, drafts/ for what isn't sent, research/ for what was read.
        - Drafts are deleted a month after they were sent, by the nightly sync.
        - Never change a template without asking which one is meant.

        ## Git
        - Small commits, one sentence each, in the imperative.
        - Nothing goes to main that wasn't tried.
        - Ask before pushing; ask twice before deleting.

        ## When something fails
        - Say what failed, with the message, in one line.
        - Try a different way rather than the same way again.
        - After two tries, ask.

        """;

    static readonly string[] history =
    [
        "a41f9e2 Name the rooms as the doors do", "0c77b15 Add the open points of last week", "93d02ac Move the old drafts away", "5be1f08 Say the price once",
        "e6a90d4 Let the preview fail loudly", "17c3b6f Count visits by week", "c2085ea Put the checklist in the order of the days", "4f6d91b Drop the second greeting",
        "b80ac37 Write dates as people say them", "6d15e4c Keep the poster's source beside it",
    ];

    /// <summary>The rules of the folder, what changed lately, what lies around.</summary>
    public static Beat LooksAround(string folder) => Use(
        Read($"{folder}/CLAUDE.md", Rules),
        Bash("git log --oneline -10 && git status --short", string.Join('\n', history) + "\n M notes/open.md"),
        Bash("ls -1", "CLAUDE.md\nREADME.md\ndrafts\nmeetings\nnotes\nreports\nresearch\nscripts\ntemplates"));

    /// <summary>An agent that searches while the main talk stays short.</summary>
    public static Beat Scout(string folder, string subject) => Agent("Explore", $"What we have on {subject}",
        $"Search {folder} for everything on {subject}: notes, drafts, earlier decisions. Read what looks relevant, name the files, and answer in three lines.",
        LooksAround(folder),
        Use(Grep(subject.Split(' ')[0], folder, $"{folder}/notes/open.md", $"{folder}/research/links.md", $"{folder}/meetings/last.md")),
        Use(Read($"{folder}/notes/open.md", $"- {subject}: wait for the figures\n- heating in the studio\n- price of day passes"), Read($"{folder}/meetings/last.md", $"# Last meeting\n\n{subject}: not decided. Whoever has time looks into it.")),
        Say($"notes/open.md: {subject} waits for figures.\nmeetings/last.md: not decided.\nNothing in drafts."));

    /// <summary>Words and links of what was written are checked.</summary>
    public static Beat Checks(string folder) => Use(Bash(
        $"{folder}/scripts/check-prose.sh",
        string.Join('\n', Enumerable.Range(1, 14).Select(n => $"notes/page-{n:00}.md  {90 + (n * 37 % 210)} words  ok")) + "\n14 files, 0 long sentences, 0 dead links",
        seconds: 9));
}
