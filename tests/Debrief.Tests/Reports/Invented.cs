using Debrief.Insights;
using Debrief.Profile;

namespace Debrief.Tests.Reports;

/// <summary>Invented figures for reports.</summary>
static class Invented
{
    static readonly TimeZoneInfo s_philadelphia = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    public static readonly Period Week = new("weekly", new(2026, 2, 2), new(2026, 2, 9), s_philadelphia);

    public static readonly UserProfile Alex = new()
    {
        Assistant = "Andy",
        Name = "Alex",
        TimeZone = s_philadelphia,
        Businesses = [new("indy-hall", "Indy Hall", null, []), new("stb", "Stacking the Bricks", null, [])],
        Priorities =
        [
            new("growing-indy-hall", "Growing Indy Hall", null, []),
            new("building-partnerships", "Building partnerships", null, []),
            new("strengthening-relationships", "Strengthening relationships", null, []),
        ],
    };

    public static PeriodInsights Rich() => new(Week, FullWeek(), WeekBefore());

    public static PeriodInsights Empty() => new(Week, Nothing(), Nothing());

    /// <summary>Sessions, but no facets of any.</summary>
    public static PeriodInsights Unjudged() => new(Week,
        Nothing() with
        {
            Summary = Nothing().Summary with { Sessions = 3, HumanMessages = 9, Active = TimeSpan.FromMinutes(31), Tokens = new(800, 150, 0, 0) },
            PriorityAlignment = new(0, 3, Alignments(0, 0, 0, 0), []),
            Coverage = new(2, 0, [], 1, 0),
        },
        Nothing());

    public static Metrics Nothing() => new()
    {
        Coverage = new(0, 0, [], 0, 0),
        Summary = new(0, 0, 0, 0, TimeSpan.Zero, new(0, 0, 0, 0), 0, 0, null, 0, 0, 0, 0),
        PriorityAlignment = new(0, 0, Alignments(0, 0, 0, 0), []),
        FrictionTrend = [.. Enumerable.Range(0, 8).Select(i => new FrictionPoint(new DateOnly(2025, 12, 15).AddDays(7 * i), 0, 0, 0, 0, 0))],
        Friction = new(Week.First, 0, 0, 0, 0, 0),
        TopFriction = new([], [], 0),
        SkillsGap = new([], [], 0),
        RelationshipPulse = new([], null, 0, 0),
        CompletionRate = new(0, 0, 0, 0),
        SystemHealth = new(0, 0, [], 0, 0, 0, 0, 0, 0),
    };

    static Metrics FullWeek() => new()
    {
        Coverage = new(45, 42, [new("haiku v3", 39), new("rules v1", 3)], 7, 214) { Failed = 1 },
        Summary = new(42, 61, 118, 512, Hours(19, 40), new(310_000, 96_000, 214_000, 580_000), 14.2, 30_400, 87, 4_210, 1_385, 23, 4),
        AttentionMap =
        [
            Spent("indy-hall", "Indy Hall", 18, Hours(11, 20), 512_000, Hours(8, 5), Hours(1, 55), Hours(0, 35), Hours(0, 45)) with
            {
                Projects = [new("membership-site", 9, Hours(6, 10), 280_000), new("newsletter", 4, Hours(2, 35), 90_000), new("events", 3, Hours(1, 30), 61_000), new("floor-plan", 1, Hours(0, 40), 40_000), new(null, 1, Hours(0, 5), 1_000)],
                MoreProjects = 2,
            },
            Spent("system", "System", 9, Hours(4, 5), 401_000, Hours(0, 25), Hours(1, 30), Hours(1, 35), Hours(0, 35)),
            Spent("10k", "10k Independents", 8, Hours(2, 45), 160_000, Hours(1, 55), Hours(0, 50)) with { Projects = [new("bootcamp", 8, Hours(2, 45), 160_000)] },
            Spent("stb", "Stacking the Bricks", 4, Hours(1, 10), 96_000, Hours(0, 20), Hours(0, 40), default, Hours(0, 10)),
            Spent(null, "", 3, Hours(0, 20), 31_000, default, default, default, default, Hours(0, 20)),
        ],
        PriorityAlignment = new(39, 42, Alignments(26, 6, 4, 3),
        [
            new("growing-indy-hall", "Growing Indy Hall", 18), new("system-maintenance", "System maintenance", 9), new("building-partnerships", "Building partnerships", 6),
        ]),
        FrictionTrend = Trend((31, 22, 6, 3, 2), (12, 9, 3, 1, 0), (0, 0, 0, 0, 0), (28, 24, 5, 5, 1), (35, 26, 6, 3, 2), (36, 24, 5, 3, 1), (35, 27, 7, 4, 2), (39, 36, 9, 6, 3)),
        Friction = new(Week.First, 39, 36, 9, 6, 3),
        TopFriction = new([new("tool_limitation", 9), new("misunderstanding", 7), new("wrong_approach", 4), new("loop_detected", 4)],
        [
            new("4f1c02aa-7d1e-4a52-9f6b-0c1d2e3f4a5b", "Venue agreement for March", "loop_detected", "environment", "PDF extraction looped four times.",
                "no, same empty file again, stop retrying and tell me what it says", "human", new(2026, 2, 3, 15, 42, 0, TimeSpan.Zero))
            {
                Tool = "mcp__browser__extract_pdf",
                Calls = 12,
                Times = 3,
                Sessions = [new("4f1c02aa-7d1e-4a52-9f6b-0c1d2e3f4a5b", "Venue agreement for March"), new("5a5a5a5a-3333-4a52-9f6b-0c1d2e3f4a5b", "Insurance certificate"), new("6b6b6b6b-4444-4a52-9f6b-0c1d2e3f4a5b", null)],
            },
            new("9b7703de-1111-4a52-9f6b-0c1d2e3f4a5b", "February newsletter", "misunderstanding", "assistant", "Newsletter edits went to the wrong template.",
                "I meant the member template, not the public one", "human", new(2026, 2, 5, 21, 5, 0, TimeSpan.Zero)),
            new("c0ffee11-2222-4a52-9f6b-0c1d2e3f4a5b", null, "tool_limitation", null, null, "Error: calendar server closed the connection", "tool", null),
        ], 39),
        SkillsGap = new([new("compose", 3), new("file-this", 2), new("prep", 1)], [new("compose", 5), new("agenda", 3)], 39),
        RelationshipPulse = new(
        [
            new("Dana Reyes", 7, [1, 0, 2, 1, 3, 7], new(2026, 2, 6, 18, 0, 0, TimeSpan.Zero), "drafted_proposal") { Proactive = 4, Reactive = 1 },
            new("Sam Okafor", 4, [3, 2, 2, 0, 1, 4], new(2026, 2, 4, 14, 0, 0, TimeSpan.Zero), "replied_to") { Reactive = 3 },
            new("Priya Nair", 3, [0, 0, 0, 1, 0, 3], new(2026, 2, 2, 16, 0, 0, TimeSpan.Zero), null),
            new("Zoë O’Hara", 1, [0, 0, 0, 0, 0, 1], null, null),
        ], 60, 10, 39),
        CompletionRate = new(38, 31, 4, 36),
        FinishedLater = new(7, 2, 1, 40,
        [
            new(new("9b7703de-1111-4a52-9f6b-0c1d2e3f4a5b", "February newsletter"), new("7c7c7c7c-5555-4a52-9f6b-0c1d2e3f4a5b", "Newsletter, sent"), "branch", new(2026, 2, 6, 22, 0, 0, TimeSpan.Zero)),
            new(new("c0ffee11-2222-4a52-9f6b-0c1d2e3f4a5b", null), new("8d8d8d8d-6666-4a52-9f6b-0c1d2e3f4a5b", "Calendar works again"), "files", new(2026, 2, 4, 20, 0, 0, TimeSpan.Zero)),
        ]),
        Value = new(87, 12, 41, new(Hours(6, 20), Hours(12, 40), 31, 42)),
        Outcomes = [new("fully_achieved", 22), new("mostly_achieved", 8), new("partially_achieved", 5), new("not_achieved", 2), new("unclear_from_transcript", 5)],
        Satisfaction = [new("satisfied", 21), new("likely_satisfied", 34), new("dissatisfied", 9), new("frustrated", 2)],
        SystemHealth = new(2_431, 96, [new("CommandFailed", 51), new("EditMismatch", 18), new("NotFound", 14), new("Network", 9), new("UserRejected", 4)], 6, 3, 5, 3, 2, 11)
        {
            AutomatedBy = [new("scheduled-job", 48), new("sdk", 13)],
            Jobs = [new("extract-session-facets", 336, 3), new("sync-claude-sessions", 672, 0)],
            SubAgentOutcomes = [new("mostly_achieved", 31), new("fully_achieved", 9), new("unclear_from_transcript", 4)],
        },
        Recommendations =
        [
            new("Read PDFs with the command-line tool before opening Safari.", "Three of this week's four loops came from opening the same file again."),
            new("Start e-mails with /compose.", "Three were written by hand in 8 sessions with e-mail; the skill exists."),
            new("Give building partnerships a morning.", "It got 6 of 42 sessions, two more than the week before, all after 17:00."),
        ],
    };

    static Metrics WeekBefore() => Nothing() with
    {
        Coverage = new(40, 38, [new("haiku v3", 38)], 5, 180),
        Summary = new(37, 60, 97, 430, Hours(17, 30), new(280_000, 82_000, 180_000, 500_000), 12.05, 0, 80, 3_000, 900, 17, 2),
        AttentionMap = [Spent("indy-hall", "Indy Hall", 14, Hours(9, 50), 430_000, Hours(6, 0)), Spent("system", "System", 9, Hours(4, 5), 300_000, default, Hours(4, 5))],
        PriorityAlignment = new(36, 37, Alignments(22, 5, 4, 5), [new("growing-indy-hall", "Growing Indy Hall", 14), new("system-maintenance", "System maintenance", 9), new("building-partnerships", "Building partnerships", 4), new("strengthening-relationships", "Strengthening relationships", 1)]),
        Friction = new(Week.Before.First, 35, 27, 7, 4, 2),
        TopFriction = new([new("misunderstanding", 8)], [], 35),
        SkillsGap = new([new("compose", 4), new("file-this", 1)], [new("compose", 2)], 35),
        RelationshipPulse = new([new("Dana Reyes", 3, [0, 1, 0, 2, 1, 3], null, null), new("Sam Okafor", 5, [], null, null)], 50, 8, 35),
        CompletionRate = new(30, 22, 5, 33),
        Value = new(80, 9, 44, null),
        SystemHealth = new(2_004, 120, [], 4, 3, 2, 2, 0, 0),
    };

    static TimeSpan Hours(int hours, int minutes) => new(hours, minutes, 0);

    static IReadOnlyList<Count> Alignments(int aligned, int supportive, int neutral, int drift) =>
        [new("aligned", aligned), new("supportive", supportive), new("neutral", neutral), new("drift", drift)];

    static Attention Spent(string? slug, string name, int sessions, TimeSpan active, long tokens, TimeSpan aligned = default, TimeSpan supportive = default,
        TimeSpan neutral = default, TimeSpan drift = default, TimeSpan unknown = default) =>
        new(slug, name, sessions, active, tokens, new Dictionary<string, TimeSpan>
        {
            ["aligned"] = aligned,
            ["supportive"] = supportive,
            ["neutral"] = neutral,
            ["drift"] = drift,
            ["unknown"] = unknown,
        });

    static IReadOnlyList<FrictionPoint> Trend(params (int Sessions, int Corrections, int Loops, int Mcp, int CutShort)[] weeks) =>
        [.. weeks.Select((w, i) => new FrictionPoint(new DateOnly(2025, 12, 15).AddDays(7 * i), w.Sessions, w.Corrections, w.Loops, w.Mcp, w.CutShort))];
}
