using Debrief.Sample.Stories;
using static Debrief.Sample.Places;
using static Debrief.Sample.Weeks.Calendar;

namespace Debrief.Sample.Weeks;

/// <summary>An ordinary week: half of it serves the priorities, machinery and courses take the rest.</summary>
static class FirstWeek
{
    public static IReadOnlyList<Appointment> Appointments =>
    [
        On(Mon, "09:05", Events.Evening("Maker evening", "Priya Nair", 30)),
        On(Mon, "10:20", Machinery.SyncBug("evening events land on the next day", "the day is cut from a time in UTC", 31)),
        On(Mon, "13:30", Teaching.CoursePage("Small Bets", "What you will learn")),
        On(Mon, "15:10", Mail.ByHand(IndyHall, "Sam Okafor", "the sponsor wall", "We'd like your name on the second row, next to the print guild.")),
        On(Mon, "16:20", Filing.WithSkill(IndyHall, "leaving-well", "how members leave")),
        On(Tue, "09:10", Members.WithAgenda(IndyHall, "house meeting")),
        On(Tue, "10:00", Machinery.Hook("tells me when a long turn ends")),
        On(Tue, "11:15", Members.Research(TenK, "how do guilds share member lists", "most guilds share names only with a written yes", "Guild handbook")),
        On(Tue, "14:00", Teaching.Lesson("the first price")),
        On(Tue, "15:20", Machinery.Tidy("the scripts folder")),
        On(Wed, "09:15", Machinery.Dashboard),
        On(Wed, "15:05", Machinery.DashboardGoesOn),
        On(Wed, "16:10", Teaching.CoursePage("First Product", "Who it is for")),
        On(Wed, "17:00", Mail.WithCompose(TenK, "Marcus Bell", "the spring market", "Twelve tables are ours if we say so this week.")),
        On(Thu, "09:20", Newsletters.Smooth("January", "the quiet room opens at seven")),
        On(Thu, "10:30", Teaching.WineNotes("Jura", "Savagnin")),
        On(Thu, "13:15", Events.Tour("a group of illustrators")),
        On(Thu, "14:20", Filing.Directory("the print guild")),
        On(Thu, "16:00", Machinery.Hook("writes the day's costs into a file")),
        On(Fri, "09:00", Mail.ByHand(Bricks, "Lena Brandt", "the course invoices", "Three of them still have the old address.")),
        On(Fri, "10:10", Events.Budget("the winter lunch", 700)),
        On(Fri, "11:20", Teaching.Lesson("asking before building")),
        On(Fri, "13:40", Mail.ThankYou("Sam Okafor", "the talk on Tuesday")),
        On(Fri, "15:00", Filing.Week("the spring market")),
        On(Sat, "10:30", Mail.WithCompose(Personal, "Dana Reyes", "the walk by the harbor", "The hall looked wonderful from outside.")),
        On(Sat, "11:30", Teaching.WineQuiz("Tess Moreau")),
    ];

    static Appointment On(int day, string time, Scenario scenario) => new(1, day, time, scenario);
}
