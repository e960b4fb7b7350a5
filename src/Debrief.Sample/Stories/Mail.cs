using static Debrief.Sample.Beats;
using static Debrief.Sample.Tools;

namespace Debrief.Sample.Stories;

/// <summary>Letters: by hand although a skill exists, with the skill, and introductions.</summary>
static class Mail
{
    const string Compose = "Draft the e-mail in Alex's voice: short, warm, one question at the end. Read notes/voice.md. Put the draft into drafts/.";

    static string FirstName(string who) => who.Split(' ')[0];

    static string Draft(string who, string about, string point) =>
        $"Hi {FirstName(who)},\n\nA quick word about {about}. {point}\n\nWould Thursday suit you for a short call?\n\nAlex";

    static string FileOf(string folder, string who) => $"{folder}/drafts/{FirstName(who).ToLowerInvariant()}.md";

    public static Scenario ByHand(string folder, string who, string about, string point) => new(folder, $"Letter to {FirstName(who)}: {about}",
    [
        Ask($"write an email to {who} about {about}. Keep it short.", $"I need an email to {who} about {about}, three or four sentences"),
        Think($"No template was named. I'll look at what was written to {FirstName(who)} before."),
        Parts.LooksAround(folder),
        Use(Grep(FirstName(who), $"{folder}/drafts", $"{folder}/drafts/2026-archive.md"), Read($"{folder}/notes/people.md", $"## {who}\n- likes plain words\n- answers in the mornings")),
        Say($"Here is a draft for {FirstName(who)}."),
        Use(Write(FileOf(folder, who), Draft(who, about, point))),
        Say($"The draft is in drafts/{FirstName(who).ToLowerInvariant()}.md. It names {about} first and ends with one question."),
        Ask("a bit warmer at the start, and drop the call", "shorter please, and less formal"),
        Use(Edit(FileOf(folder, who), Draft(who, about, point), $"Hi {FirstName(who)},\n\nGood to see you last week! A quick word about {about}. {point}\n\nHow does that sound?\n\nAlex")),
        Say("Changed: a warmer opening, and a question instead of the call."),
        Ask("add that I'll be at the front desk on Friday anyway", "mention that there is no hurry"),
        Use(Edit(FileOf(folder, who), "How does that sound?", "No hurry at all. How does that sound?")),
        Say("Added before the last question. Shall I put it on the clipboard?"),
        Use(Bash($"pbcopy < drafts/{FirstName(who).ToLowerInvariant()}.md", "")),
        Say("It's on the clipboard."),
        Thanks,
    ]);

    public static Scenario WithCompose(string folder, string who, string about, string point) => new(folder, $"Note to {FirstName(who)} about {about}",
    [
        Slash("compose", $"{who}: {about}", Compose),
        Use(Read($"{folder}/notes/voice.md", "Short sentences.\nSay what is next.\nNever more than one question.")),
        Use(Write(FileOf(folder, who), Draft(who, about, point))),
        Say($"Drafted with your voice notes. Subject line: {about}."),
        Ask("good. change the day to Wednesday", "swap the second sentence and the third", "name the date as well"),
        Use(Edit(FileOf(folder, who), "Would Thursday suit you for a short call?", "Would Wednesday suit you for a short call?")),
        Say("Done. The rest is unchanged."),
        Thanks,
    ]);

    public static Scenario Introduction(string one, string other, string why) => new(Places.Personal, $"Introduce {FirstName(one)} and {FirstName(other)}",
    [
        Slash("compose", $"introduce {one} to {other}: {why}", Compose),
        Think("An introduction: both should know in one line why the other is worth meeting."),
        Use(Read($"{Places.Personal}/notes/people.md", $"## {one}\n- met at the winter market\n## {other}\n- asked for help with {why}")),
        Use(Write($"{Places.Personal}/drafts/introduction.md", $"{FirstName(one)}, meet {FirstName(other)}. {FirstName(other)} is looking into {why}, and you've done it twice.\n\nI'll leave you to it.\n\nAlex")),
        Say("One paragraph, both names, and you step out at the end."),
        Ask("add both their first questions, I have them in notes/people.md", "say where they met before: at the members' lunch"),
        Use(Edit($"{Places.Personal}/drafts/introduction.md", "I'll leave you to it.", "You nearly met at the members' lunch. I'll leave you to it.")),
        Say("Added in the last line."),
        Works,
    ]);

    public static Scenario ThankYou(string who, string what) => new(Places.Personal, $"Thank-you card for {FirstName(who)}",
    [
        Ask($"I want to thank {who} for {what}. Four lines for a card, by hand, nothing fancy."),
        Think("A card: concrete and personal."),
        Say($"{FirstName(who)},\nyou made {what} look easy.\nEverybody talked about it the day after.\nThank you for doing it with us."),
        Ask("the third line is too much. something quieter"),
        Say($"{FirstName(who)},\nyou made {what} look easy.\nI noticed how much you had prepared.\nThank you for doing it with us."),
        Ask("yes. and note the date in people.md"),
        Use(Edit($"{Places.Personal}/notes/people.md", $"## {who}", $"## {who}\n- thanked by card for {what}")),
        Say("Noted."),
        Thanks,
    ]) { Model = Models.Haiku, Branch = "" };
}
