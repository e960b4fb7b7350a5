using System.Text.RegularExpressions;
using Debrief.Insights.Months;
using Debrief.Insights.Recommending;
using Debrief.Reports;
using Debrief.Reports.Narratives;
using Debrief.Tests.Reports;

namespace Debrief.Tests.Reports.Narratives;

/// <summary>Sentences as a model writes them about the invented week. In the texts [=Indy Hall] stands for the id of the fact about Indy Hall.</summary>
public sealed partial class SentenceCheckTests
{
    static readonly IReadOnlyList<Fact> Facts = FactTable.Of(new ReportText(Invented.Rich(), Invented.Alex));
    static readonly SentenceCheck English = new(Facts, "en", ["Alex", "Andy"]);
    static readonly SentenceCheck German = new(Facts, "de", ["Alex", "Andy"]);

    [Fact]
    public void Of_a_month_the_facts_have_its_deep_dive_and_what_became_of_earlier_advice()
    {
        var week = Invented.Rich();
        var dive = new DeepDive([new(new(2026, 1, 1), 37, TimeSpan.FromHours(9), 20, 30, 12, 36, 25, 33), new(new(2026, 2, 1), 42, TimeSpan.FromHours(14), 1, 1, 1, 1, 1, 1)],
            [week.Now.Friction with { First = new(2026, 2, 2) }], [new("compose", 6, null)], [new("Dana Reyes", [7])]);
        var followed = new FollowUp("Break the loop", "ignored", "retry_loops", 9, 8, 3, new(2026, 1, 1));
        var facts = FactTable.Of(new ReportText(week with { Now = week.Now with { DeepDive = dive, FollowUps = [followed] } }, Invented.Alex));

        Assert.All(
            (string[])["January 2026: 37 sessions, 9 h 00 m of active time, 20 of 30 judged sessions aligned, 0.3 friction per session over 36 sessions, 25 of 33 sessions reached their goal",
             "/compose: used in 6 sessions, saved unknown", "Dana Reyes: 7 sessions in the week from 2 February",
             "what became of earlier advice: Break the loop (since 1 January): not taken up; retry loops from 9 to 3.",
             "last month's target: Retry loops: at most 4 was the target, from 8; it is 3: reached."],
            line => Assert.Contains(line, facts.Select(fact => $"{fact.Subject}: {fact.Now}")));
        Assert.DoesNotContain(facts, fact => fact.Subject == "February 2026");
    }

    /// <summary>What isn't so.</summary>
    static readonly string[] Planted =
    [
        // Numbers that nobody counted.
        "You had 47 sessions this week [=your sessions].",
        "Alignment reached 71 % [=priority alignment].",
        "You spent 21 h 15 m at work [=active time].",
        "The week cost $19.20 [=estimated cost].",
        "You used 1.4M tokens [=tokens].",
        "Andy took 530 of your messages [=your messages].",
        "You made 3.5 course corrections an hour [=course corrections].",
        "A dozen people came up [=people].",
        "Forty sessions ended this week [=your sessions].",
        "Half of your sessions were aligned [=priority alignment].",
        "Two thirds of the outreach was proactive [=outreach].",
        "You looped seventeen times [=retry loops].",
        "Nearly 100 artifacts were created [=artifacts created].",
        "Indy Hall got twice as many sessions as System [=Indy Hall].",
        "No session was cut short [=sessions cut short].",
        "Five more sessions than the week before [=your sessions].",
        // Of another subject, another measure, another period.
        "System got 18 of 42 sessions [=System].",
        "Indy Hall took 4 h 05 m [=Indy Hall].",
        "System got 18 sessions and Indy Hall 9 [=Indy Hall,=System].",
        "Sam Okafor came up 7 times [=Sam Okafor].",
        "Sam Okafor came up 7 times [=Dana Reyes].",
        "Sam Okafor had 7 mentions, Dana Reyes 4 [=Sam Okafor,=Dana Reyes].",
        "You had 42 tasks [=your sessions].",
        "There were 36 retry loops [=course corrections].",
        "You created 23 artifacts [=commits].",
        "67 % of the outreach began with you [=outreach].",
        "67 % of the outreach began with you, and 60 % was aligned [=outreach,=priority alignment].",
        "You had 37 sessions this week [=your sessions].",
        "Sessions rose from 42 to 37 [=your sessions].",
        "Friction went up from 1.3 to 1.1 per session [=friction].",
        "You finished 22 of 38 tasks [=tasks].",
        "/compose was missed in 2 sessions [=/compose].",
        "/prep was missed 3 times [=/compose].",
        // Names.
        "Marcus Bell came up 7 times [=Dana Reyes].",
        "Robin came up 7 times [=Dana Reyes].",
        "You talked with Dana Reyes and Robin Miller [=Dana Reyes].",
        "Most of the time went to GoodSomm [=Indy Hall].",
        "Stacking the Bricks got 11 h 20 m [=Indy Hall].",
        "Building partnerships got 18 sessions [=Growing Indy Hall].",
        "Start using /standup [=/compose].",
        "Your meeting with Acme went well [=your sessions].",
        // Days, quotes, directions, references.
        "You last heard from Dana Reyes on 4 February [=Dana Reyes].",
        "Dana Reyes was last touched on Monday [=Dana Reyes].",
        "The last touch with Sam Okafor was on February 14th [=Sam Okafor].",
        "You wrote “I give up on this newsletter” [=an incident].",
        "Friction fell to 1.3 per session [=friction].",
        "Your sessions dropped to 42 [=your sessions].",
        "Retry loops are up from 9 to 7 [=retry loops].",
        "API errors increased to 3 [=API errors].",
        "Notes filed climbed to 12 [=notes filed].",
        "You had a productive week.",
        "You had 42 sessions [f999].",
        "You had 42 sessions [=your sessions], 19 of them at night.",
    ];

    /// <summary>What is so.</summary>
    static readonly string[] True =
    [
        "You had 42 sessions this week, up from 37 [=your sessions].",
        "Forty-two is not the point; you had 42 sessions [=your sessions].",
        "You put in 19 h 40 m of active time, after 17 h 30 m the week before [=active time].",
        "That is 19 hours and 40 minutes of active time [=active time].",
        "Indy Hall got 18 of your 42 sessions and 11 h 20 m [=Indy Hall].",
        "Indy Hall got 18 sessions [=Indy Hall], System 9 [=System].",
        "Indy Hall got 18 sessions and System 9 [=Indy Hall,=System].",
        "Most of your time went to Indy Hall, Alex [=Indy Hall].",
        "10k Independents got 8 sessions [=10k Independents].",
        "Stacking the Bricks made do with 1 h 10 m [=Stacking the Bricks].",
        "67 % of the judged sessions were aligned, up from 61 % [=priority alignment].",
        "Alignment rose to 67 percent [=priority alignment].",
        "Growing Indy Hall was served by 18 sessions [=Growing Indy Hall].",
        "Building partnerships got six sessions, after four the week before [=Building partnerships].",
        "Nothing served Strengthening relationships: no session at all [=Strengthening relationships].",
        "Thirty-one of 38 tasks were finished [=tasks].",
        "You finished 31 of 38 tasks and abandoned four [=tasks].",
        "Friction rose from 1.1 to 1.3 per session [=friction].",
        "There were 36 course corrections, up from 27 [=course corrections].",
        "Retry loops went up from 7 to 9 [=retry loops].",
        "PDF extraction failed again and again: 12 calls in 3 sessions [=an incident].",
        "You said “no, same empty file again, stop retrying and tell me what it says” [=an incident].",
        "You missed /compose in 3 of 39 sessions [=/compose].",
        "/file-this would have helped twice [=/file-this].",
        "Dana Reyes came up seven times, after three the week before [=Dana Reyes].",
        "Dana Reyes came up 7 times and Sam Okafor 4 times [=Dana Reyes,=Sam Okafor].",
        "You last touched Dana Reyes on Friday, 6 February [=Dana Reyes].",
        "Four of the sessions with Dana Reyes began with you, and one was an answer [=Dana Reyes].",
        "Sam Okafor fell from 5 mentions to 4 [=Sam Okafor].",
        "60 % of your outreach was proactive [=outreach].",
        "Only 96 of 2,431 tool calls failed, fewer than the week before [=tool calls].",
        "61 automated sessions ran by themselves [=automated sessions].",
        "API errors stayed at 3 [=API errors].",
        "The job extract-session-facets ran 336 times and failed 3 times [=extract-session-facets].",
        "You spent $14.20, up from $12.05 [=estimated cost].",
        "It took 1.2M tokens [=tokens], or 1.2 million if you like it longer [=tokens].",
        "Andy created 87 artifacts for you [=artifacts created].",
        "Somewhere between 6 h 20 m and 12 h 40 m were saved [=time saved (estimate)].",
        "Facets exist for 42 of 45 sessions [=coverage].",
        "Try starting your e-mails with /compose: the skill exists [=to try next,=/compose].",
        "Zoë O’Hara came up once [=Zoë O’Hara].",
    ];

    [Fact]
    public void What_isn_t_so_is_caught()
    {
        var missed = Planted.Where(sentence => English.Problem(WithIds(sentence)) is null).ToList();

        TestContext.Current.TestOutputHelper?.WriteLine($"{Planted.Length - missed.Count} of {Planted.Length} planted sentences are caught.");
        Assert.Equal([], missed);
        Assert.Equal(53, Planted.Length);
    }

    [Fact]
    public void What_is_so_stands()
    {
        var rejected = True.Select(sentence => (Sentence: sentence, Problem: English.Problem(WithIds(sentence)))).Where(each => each.Problem is not null).ToList();

        TestContext.Current.TestOutputHelper?.WriteLine($"{True.Length - rejected.Count} of {True.Length} true sentences stand.");
        Assert.Equal([], rejected.Select(each => $"{each.Sentence} ({each.Problem})"));
        Assert.Equal(41, True.Length);
    }

    [Fact]
    public void What_once_got_through_is_caught() => Assert.Equal([], FalseSentences.Known.Where(sentence => ProblemOf(sentence) is null));

    [Fact]
    public void What_good_models_write_stands() => Assert.Equal([], Rejected(TrueSentences.Known));

    /// <summary>docs/reports.md has these numbers.</summary>
    [Fact]
    public void Sentences_that_it_was_not_made_for_are_told_apart_too()
    {
        Assert.Equal([], FalseSentences.HeldBack.Where(sentence => ProblemOf(sentence) is null));
        Assert.Equal([], TrueSentences.HeldBack.Where(sentence => ProblemOf(sentence) is not null));
    }

    [Theory]
    [InlineData("Indy Hall bekam 18 von 42 Sitzungen und 11 h 20 m [=Indy Hall].", true)]
    [InlineData("Deine Zeit ging vor allem an Indy Hall, Alex [=Indy Hall].", true)]
    [InlineData("Die Reibung stieg von 1,1 auf 1,3 [=friction].", true)]
    [InlineData("Dana Reyes kam sieben Mal vor [=Dana Reyes].", true)]
    [InlineData("Indy Hall bekam 19 von 42 Sitzungen [=Indy Hall].", false)]
    [InlineData("Die Reibung sank auf 1,3 [=friction].", false)]
    [InlineData("Dana Reyes kam zwölf Mal vor [=Dana Reyes].", false)]
    [InlineData("Robin Miller kam 7 Mal vor [=Dana Reyes].", false)]
    [InlineData("Sam Okafor kam 7 Mal vor [=Dana Reyes].", false)]
    [InlineData("Du hattest 42 Korrekturen [=your sessions].", false)]
    public void In_German_too(string sentence, bool stands) => Assert.Equal(stands, German.Problem(WithIds(sentence)) is null);

    [Fact]
    public void References_are_not_shown() =>
        Assert.Equal("Indy Hall got 18 sessions, System 9.", SentenceCheck.Shown("Indy Hall got 18 sessions [f1], System 9 [f2, f3]."));

    static IEnumerable<string> Rejected(IEnumerable<string> sentences) => sentences.Select(sentence => (sentence, Problem: ProblemOf(sentence))).Where(each => each.Problem is not null).Select(each => $"{each.sentence} ({each.Problem})");

    static string? ProblemOf(string sentence) => sentence.StartsWith("de: ", StringComparison.Ordinal) ? German.Problem(WithIds(sentence[4..])) : English.Problem(WithIds(sentence));

    static string WithIds(string sentence) => Subject().Replace(sentence, match => $"[{string.Join(", ", match.Groups["names"].Value.Split(',').Select(name => Facts.First(fact => fact.Subject == name.TrimStart('=')).Id))}]");

    [GeneratedRegex(@"\[(?<names>=[^\]]+)\]")]
    private static partial Regex Subject();
}
