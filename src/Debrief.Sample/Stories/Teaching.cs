using static Debrief.Sample.Beats;
using static Debrief.Sample.Tools;

namespace Debrief.Sample.Stories;

/// <summary>Stacking the Bricks and GoodSomm: course pages, lessons, wine classes.</summary>
static class Teaching
{
    const string Folder = Places.Bricks;

    public static Scenario CoursePage(string course, string section) => new(Folder, $"Course page: {course}, {section}",
    [
        Ask($"rewrite the section \"{section}\" on the page of {course}. It says too much"),
        Use(Grep(section, $"{Folder}/site", $"{Folder}/site/courses/{course.ToLowerInvariant().Replace(' ', '-')}.html")),
        Use(Read($"{Folder}/site/courses/{course.ToLowerInvariant().Replace(' ', '-')}.html", $"<section>\n  <h2>{section}</h2>\n  <p>In this course you will learn everything that we have learned in more than ten years of building small products, and then some more.</p>\n</section>")),
        Parts.LooksAround(Folder),
        Think("Say what changes for the reader, in one sentence, then three points."),
        Use(Edit($"{Folder}/site/courses/{course.ToLowerInvariant().Replace(' ', '-')}.html", "  <p>In this course you will learn everything that we have learned in more than ten years of building small products, and then some more.</p>", "  <p>After six weeks you have sold something small.</p>\n  <ul>\n    <li>one page</li>\n    <li>one price</li>\n    <li>ten conversations</li>\n  </ul>")),
        Say("One sentence and three points instead of the paragraph."),
        Ask("no, too thin now. keep the ten years, it matters", "no, the list is wrong there. make it one flowing sentence"),
        Use(Edit($"{Folder}/site/courses/{course.ToLowerInvariant().Replace(' ', '-')}.html", "  <p>After six weeks you have sold something small.</p>", "  <p>Ten years of small products, in six weeks: at the end you have sold one.</p>")),
        Parts.Checks(Folder),
        Use(Bash("npm run build", "> site@1.4.0 build\n> eleventy\n\n[11ty] Wrote 38 files in 0.9 seconds", 9)),
        Say("The ten years are back, and the site builds."),
        Works,
    ]);

    public static Scenario Lesson(string lesson) => new(Folder, $"Lesson: {lesson}",
    [
        Ask($"outline a lesson on {lesson}, 25 minutes, one exercise"),
        Parts.LooksAround(Folder),
        Use(Read($"{Folder}/lessons/format.md", "hook, story, exercise, debrief, homework")),
        Say($"1. Hook (2): a price that was wrong\n2. Story (6): how {lesson} went for a real product\n3. Exercise (10): do it for your own\n4. Debrief (5)\n5. Homework (2)"),
        Ask("what would the exercise sheet look like?"),
        Use(Write($"{Folder}/lessons/{lesson.Replace(' ', '-')}.md", $"# {lesson}\n\n## Exercise\n\n1. Write down what your buyer does today instead.\n2. What does that cost in an hour, a week, a year?\n3. Halve it. That's your first number.\n\n## Homework\n\nTell the number to three people and write down their first word.")),
        Say("Three steps on one page, and a homework that needs courage."),
        Thanks,
    ]);

    /// <summary>An outage ends it in the middle of the work.</summary>
    public static Scenario CutShort(string course) => new(Folder, $"Pricing table for {course}",
    [
        Ask($"build a pricing table for {course}: three rows, monthly and yearly"),
        Use(Read($"{Folder}/site/_data/prices.json", "{\n  \"solo\": 29,\n  \"pair\": 49,\n  \"team\": 99\n}")),
        Say("I have the prices. The table goes below the questions; first the yearly figures."),
        Use(Edit($"{Folder}/site/_data/prices.json", "  \"solo\": 29,", "  \"solo\": { \"month\": 29, \"year\": 290 },")),
        ApiError("API Error: 529 Overloaded. This is a server-side issue, usually temporary.", "server_error", 529),
    ]);

    public static Scenario WineNotes(string region, string grape) => new(Places.GoodSomm, $"Class notes: {region}",
    [
        Ask($"class notes on {region} for Thursday, one page, {grape} in the middle"),
        Use(Search($"{region} {grape} soil climate vintages", $"{region} growers' union - cool nights, chalk and clay\nA wine school - tasting notes for {grape}")),
        Use(Write($"{Places.GoodSomm}/classes/{region.ToLowerInvariant().Replace(' ', '-')}.md", $"# {region}\n\nCool nights, chalk and clay.\n\n## {grape}\n\nPale, firm, a little salt. Pour it at 11 degrees.\n\n## To taste\n\n1. a young one\n2. the same, five years on\n3. a neighbor, to compare")),
        Say($"One page: soil and climate, {grape}, and three wines to taste in order."),
        Ask("the third wine should be a surprise, not a neighbor"),
        Use(Edit($"{Places.GoodSomm}/classes/{region.ToLowerInvariant().Replace(' ', '-')}.md", "3. a neighbor, to compare", "3. a blind one: let them guess")),
        Say("The third is blind now."),
        Thanks,
    ]) { Branch = "" };

    public static Scenario WineQuiz(string who) => new(Places.GoodSomm, "Quiz for the tasting",
    [
        Ask($"eight quiz questions for the tasting with {who}, easy to hard"),
        Use(Question("Level", "Who is the quiz for?", "beginners", "people who sell wine")),
        Say("1. Which wine is served coldest?\n2. What does dry mean?\n3. Where does the color come from?\n4. What is a vintage?\n5. Why swirl?\n6. What does oak add?\n7. What is malolactic fermentation?\n8. Why do old vines matter?"),
        Ask("7 is too hard for beginners"),
        Say("7. Why does some wine smell of butter?"),
        Works,
    ]) { Model = Models.Haiku, Branch = "" };
}
