using System.Text.Json.Nodes;
using static Debrief.Sample.Beats;
using static Debrief.Sample.Tools;

namespace Debrief.Sample.Stories;

/// <summary>Agreements that come as PDF: the browser can't read them, and tries again and again.</summary>
static class Agreements
{
    const string Empty = "Error executing tool extract_pdf: the page returned an empty document (0 characters)";

    static JsonObject Page(string file) => new() { ["url"] = $"https://files.example.org/{file}" };

    static Beat Extract(string file) => Use(McpFails("browser__extract_pdf", Page(file), Empty));

    /// <summary>Four equal failures in a row, until the person says what to do instead.</summary>
    public static Scenario PdfLoop(string folder, string title, string file, string who, string finding) => new(folder, title,
    [
        Ask($"{who} sent {file}. Read it and tell me what it says about dates and money"),
        Think("It's a PDF behind a link. I'll open it in the browser."),
        Use(Mcp("browser__open", Page(file), $"Opened {file} (application/pdf, 9 pages)")),
        Say("The document is open. I'll take the text out of it."),
        Extract(file),
        Say("The text came back empty. I'll try again."),
        Extract(file),
        Say("Still empty. Perhaps the page wasn't loaded yet; once more."),
        Extract(file),
        Say("I'll reload and try again."),
        Extract(file),
        Say("The extraction returned nothing."),
        Ask("no, same empty file again, stop retrying and tell me what it says", "no. that's the same empty result four times. find another way", "no, stop. use something else than the browser!"),
        Think("The command-line tool reads PDFs without the browser."),
        Use(Bash($"curl -sO https://files.example.org/{file} && pdftotext -layout {file} - | head -60", $"AGREEMENT\n\n1. Term      March 1 to May 31\n2. Fee       see schedule B\n3. Notice    30 days in writing\n\nSCHEDULE B\n{finding}", 6)),
        Say($"Read with pdftotext. Three points: the term is March to May, notice is 30 days, and in schedule B: {finding}."),
        Ask("ok. that took far too long. write the three points into the folder", "finally. put that into notes, please"),
        Use(Write($"{folder}/agreements/{Path.GetFileNameWithoutExtension(file)}.md", $"# {title}\n\nFrom: {who}\n\n- Term: March 1 to May 31\n- Notice: 30 days in writing\n- {finding}")),
        Say("Written, with a line on who sent it."),
        Thanks,
    ]) { Model = Models.Opus };

    /// <summary>The same again, and the person gives up.</summary>
    public static Scenario PdfAbandoned(string folder, string title, string file, string who) => new(folder, title,
    [
        Ask($"what does {file} from {who} ask of us? just the list"),
        Use(Mcp("browser__open", Page(file), $"Opened {file} (application/pdf, 4 pages)")),
        Extract(file),
        Say("Empty. Trying again."),
        Extract(file),
        Extract(file),
        Say("I'll wait a moment and try once more."),
        Extract(file),
        Think("Perhaps another reload helps."),
        Say("Reloading the page to"),
        Stop,
        Ask("you keep trying the same thing. I give up, I'll read it myself"),
        Say("Understood. For next time: pdftotext on the command line reads these files. Shall I note that in CLAUDE.md?"),
        Later,
    ]);

    public static Scenario Terms(string partner, string who, string term) => new(Places.TenK, $"Terms with {partner}",
    [
        Ask($"go through the terms that {who} from {partner} proposed. I care about {term}"),
        Mention($"{Places.TenK}/partners/{partner.ToLowerInvariant().Replace(' ', '-')}.md", $"# {partner}\n\nContact: {who}\n\n1. One workshop a month\n2. Shared list of members, opt-in\n3. {term}: to be agreed\n4. Review after a quarter"),
        Parts.LooksAround(Places.TenK),
        Think($"The open point is number 3, {term}. The others match what was agreed before."),
        Use(Grep(term.Split(' ')[0], $"{Places.TenK}/partners", $"{Places.TenK}/partners/print-guild.md")),
        Use(Read($"{Places.TenK}/partners/print-guild.md", $"3. {term}: half each, settled each quarter")),
        Say($"Points 1, 2 and 4 are as last time. Point 3 is open; with the print guild it was half each, settled by quarter."),
        Ask("propose the same, but monthly for the first quarter"),
        Use(Edit($"{Places.TenK}/partners/{partner.ToLowerInvariant().Replace(' ', '-')}.md", $"3. {term}: to be agreed", $"3. {term}: half each, settled monthly in the first quarter, then quarterly")),
        Say("Changed point 3 so. I kept the original in the history."),
        Ask("what would you ask for in exchange?"),
        Say("A fixed slot in their newsletter for the first three months. It costs them nothing and brings the first members in."),
        Ask("good idea, add it as point 5"),
        Use(Edit($"{Places.TenK}/partners/{partner.ToLowerInvariant().Replace(' ', '-')}.md", "4. Review after a quarter", "4. Review after a quarter\n5. A slot in the partner's newsletter for three months")),
        Use(Commit($"Propose terms to {partner}", "1 file changed, 2 insertions(+), 1 deletion(-)")),
        Say("Added and committed."),
        Works,
    ]) { Model = Models.Opus };
}
