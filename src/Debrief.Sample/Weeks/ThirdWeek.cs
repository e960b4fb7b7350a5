using Debrief.Sample.Stories;
using static Debrief.Sample.Places;
using static Debrief.Sample.Weeks.Calendar;

namespace Debrief.Sample.Weeks;

/// <summary>The harbor hall becomes a topic; the newsletter goes wrong again.</summary>
static class ThirdWeek
{
    public static IReadOnlyList<Appointment> Appointments =>
    [
        On(Mon, "09:00", Members.WithAgenda(IndyHall, "team meeting")),
        On(Mon, "09:50", Members.WithPrep(IndyHall, "Dana Reyes", "a shared evening at the harbor")),
        On(Mon, "11:10", Mail.WithCompose(IndyHall, "Dana Reyes", "our visit on Wednesday", "Two of us will come, at ten.")),
        On(Mon, "14:00", Machinery.SyncBug("the brief is empty on Mondays", "the weekend has no file, and the script reads yesterday's", 34)),
        On(Mon, "16:00", Filing.WithSkill(IndyHall, "welcome-week", "the first week of a member")),
        On(Tue, "09:15", Events.Budget("the open desk day", 640)),
        On(Tue, "10:40", Teaching.CoursePage("Small Bets", "Who teaches it")),
        On(Tue, "11:50", Mail.ByHand(TenK, "Lena Brandt", "the market deposit", "It should go out before Friday.")),
        On(Tue, "14:00", Members.Research(TenK, "what do small markets charge for a table", "small markets charge 40 to 60 dollars for a table and a day", "Market register")),
        On(Tue, "15:20", Machinery.Tidy("the notes of last year")),
        On(Wed, "13:10", Filing.Week("the harbor visit with Dana")),
        On(Wed, "14:20", Members.Grants("quiet rooms")),
        On(Wed, "16:00", Teaching.Lesson("ten conversations")),
        On(Thu, "09:10", Newsletters.WrongTemplate("March", "the harbor evening")),
        On(Thu, "10:50", Teaching.WineNotes("Etna", "Carricante")),
        On(Thu, "13:00", Mail.ByHand(IndyHall, "Sam Okafor", "the harbor evening", "Would you take the drinks?")),
        On(Thu, "14:30", Machinery.Hook("warns when the disk is full")),
        On(Thu, "15:50", Events.Tour("two architects")),
        On(Fri, "09:00", Agreements.Terms("Harbor Street Hall", "Dana Reyes", "Use of the hall")),
        On(Fri, "10:30", Teaching.CoursePage("Small Bets", "How the weeks go")),
        On(Fri, "11:40", Machinery.Hook("counts the tokens of a day")),
        On(Fri, "13:30", Filing.ByHand(TenK, "market-rules", "rules for street markets")),
        On(Fri, "14:50", Events.Evening("Open desk day", "Priya Nair", 40)),
        On(Fri, "16:20", Mail.ThankYou("Marcus Bell", "the posters")),
        On(Sat, "10:10", Mail.WithCompose(Personal, "Tess Moreau", "Sunday dinner", "We bring the cheese.")),
        On(Sat, "11:00", Filing.Scratch("how many days are 42 months?", "About 1,278 days.")),
        On(Sat, "14:00", Teaching.WineQuiz("Tess Moreau")),
        On(Sun, "17:00", Machinery.SyncBug("summer time moves the brief by an hour", "the crontab speaks UTC", 35)),
    ];

    static Appointment On(int day, string time, Scenario scenario) => new(3, day, time, scenario);
}
