using Debrief.Sample.Stories;
using static Debrief.Sample.Places;
using static Debrief.Sample.Weeks.Calendar;

namespace Debrief.Sample.Weeks;

/// <summary>The newsletter goes to the wrong template for the first time, and an outage cuts a session short.</summary>
static class SecondWeek
{
    public static IReadOnlyList<Appointment> Appointments =>
    [
        On(Mon, "09:00", Members.WithAgenda(IndyHall, "team meeting")),
        On(Mon, "09:50", Members.WithPrep(TenK, "Marcus Bell", "the market tables")),
        On(Mon, "11:00", Machinery.SyncBug("links are filed twice", "the check compares addresses with and without a slash", 32)),
        On(Mon, "14:10", Teaching.CoursePage("Small Bets", "What it costs")),
        On(Mon, "15:30", Filing.ByHand(IndyHall, "quiet-hours", "quiet hours in shared rooms")),
        On(Tue, "09:10", Events.Survey("the autumn quarter")),
        On(Tue, "12:40", Mail.ByHand(IndyHall, "Priya Nair", "the new signs", "Could the letters be a little bigger by the stairs?")),
        On(Tue, "14:00", Machinery.Tidy("the old briefs")),
        On(Tue, "15:15", Teaching.WineNotes("Mosel", "Riesling")),
        On(Wed, "09:05", Machinery.SyncBug("members with two plans count twice", "rows are joined by name instead of by number", 33)),
        On(Wed, "11:00", Members.Research(IndyHall, "what do day passes cost elsewhere", "day passes cost between 25 and 35 dollars in cities of our size", "Coworking survey")),
        On(Wed, "13:30", Mail.WithCompose(IndyHall, "Dana Reyes", "a first visit", "We have eighty people who would love to see your hall.")),
        On(Wed, "14:30", Machinery.Hook("keeps secrets out of commits")),
        On(Wed, "16:00", Filing.Week("shared workshops")),
        On(Thu, "09:15", Newsletters.WrongTemplate("February", "the new lockers")),
        On(Thu, "11:00", Teaching.CutShort("First Product")),
        On(Thu, "13:20", Machinery.Hook("says which job is late")),
        On(Thu, "14:40", Events.Evening("Zine night", "Sam Okafor", 24)),
        On(Thu, "16:10", Mail.ByHand(TenK, "Marcus Bell", "the poster", "The guild's blue is a little lighter than ours.")),
        On(Fri, "09:20", Agreements.Terms("Print Guild", "Marcus Bell", "Shared revenue")),
        On(Fri, "10:40", Teaching.Lesson("a page that sells")),
        On(Fri, "11:50", Mail.ThankYou("Priya Nair", "the signs by the stairs")),
        On(Fri, "13:30", Machinery.Tidy("the job logs")),
        On(Fri, "15:00", Teaching.CoursePage("First Product", "Questions people ask")),
        On(Sat, "10:00", Machinery.Hook("plays a sound when a job fails")),
        On(Sat, "11:10", Teaching.WineQuiz("Tess Moreau")),
        On(Sat, "14:00", Mail.Introduction("Dana Reyes", "Sam Okafor", "sponsors for an opening")),
    ];

    static Appointment On(int day, string time, Scenario scenario) => new(2, day, time, scenario);
}
