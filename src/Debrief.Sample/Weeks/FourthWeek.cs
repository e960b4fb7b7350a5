using Debrief.Sample.Stories;
using static Debrief.Sample.Places;
using static Debrief.Sample.Weeks.Calendar;

namespace Debrief.Sample.Weeks;

/// <summary>The week that the report tells: more for the priorities, Dana everywhere, and PDFs that the browser can't read.</summary>
static class FourthWeek
{
    public static IReadOnlyList<Appointment> Appointments =>
    [
        On(Mon, "08:50", Members.WithAgenda(IndyHall, "team meeting")),
        On(Mon, "09:40", Mail.WithCompose(IndyHall, "Dana Reyes", "a shared evening", "We could begin with the illustrators.")),
        On(Mon, "10:30", Members.Numbers("Dana Reyes")),
        On(Mon, "11:20", Members.Research(IndyHall, "how do spaces share evenings", "shared evenings work best when one side hosts and the other invites", "Coworking survey")),
        On(Mon, "13:40", Mail.ByHand(Bricks, "Priya Nair", "the course poster", "Could it carry both names?")),
        On(Mon, "15:00", Mail.Introduction("Priya Nair", "Marcus Bell", "a poster for two houses")),
        On(Tue, "08:55", Members.WithPrep(TenK, "Marcus Bell", "tables at the harbor")),
        On(Tue, "10:15", Agreements.PdfLoop(IndyHall, "Venue agreement for March", "venue-agreement.pdf", "Dana Reyes", "A deposit of 400 dollars is due on signing")),
        On(Tue, "11:30", Mail.WithCompose(IndyHall, "Dana Reyes", "the deposit", "Could half of it wait until April?")),
        On(Tue, "13:30", Events.Survey("the winter quarter")),
        On(Tue, "13:50", Machinery.Hook("shows the week's meetings at start")),
        On(Tue, "16:40", Filing.ByHand(IndyHall, "harbor-permits", "permits for evenings by the water")),
        On(Wed, "09:05", Agreements.PdfLoop(TenK, "Insurance certificate", "certificate.pdf", "Lena Brandt", "Tables outside are covered up to 2,000 dollars")),
        On(Wed, "10:30", Events.Evening("Harbor evening", "Dana Reyes", 36)),
        On(Wed, "11:50", Mail.ByHand(TenK, "Sam Okafor", "drinks at the harbor", "The hall has glasses for sixty.")),
        On(Wed, "14:00", Newsletters.WrongTemplate("April", "the harbor evening")),
        On(Wed, "16:00", Mail.WithCompose(TenK, "Marcus Bell", "the twelve tables", "We take all twelve.")),
        On(Thu, "09:00", Members.WithAgenda(IndyHall, "harbor call")),
        On(Thu, "09:50", Agreements.PdfAbandoned(IndyHall, "Sponsor packet", "sponsor-packet.pdf", "Sam Okafor")),
        On(Thu, "11:00", Members.PrepByHand(IndyHall, "Dana Reyes", "the harbor evening")),
        On(Thu, "13:30", Newsletters.WrongTemplate("April special", "seats for the harbor evening")),
        On(Thu, "15:20", Machinery.SyncBug("members are missing after a refused connection", "one failure ends the whole run", 36)),
        On(Fri, "09:10", Members.WithAgenda(TenK, "market call")),
        On(Fri, "10:00", Events.Budget("the harbor evening", 650)),
        On(Fri, "11:10", Mail.ByHand(IndyHall, "Dana Reyes", "the proposal", "I put what we said on one page.")),
        On(Fri, "13:00", Machinery.Tidy("the calendar exports")),
        On(Fri, "14:10", Filing.ByHand(Bricks, "two-teachers", "courses with two teachers")),
        On(Fri, "15:20", Teaching.CoursePage("Small Bets", "Dates")),
        On(Fri, "16:30", Teaching.WineNotes("Loire", "Chenin")),
        On(Sat, "10:00", Mail.WithCompose(Personal, "Priya Nair", "the long walk", "Same place as last year?")),
        On(Sat, "11:00", Filing.Scratch("how many days are 42 months, again?", "About 1,278 days, as last week.")),
        On(Sat, "14:00", Machinery.Hook("greets me by name")),
    ];

    static Appointment On(int day, string time, Scenario scenario) => new(4, day, time, scenario);
}
