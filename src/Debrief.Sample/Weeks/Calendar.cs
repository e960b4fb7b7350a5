using Debrief.Sample.Stories;

namespace Debrief.Sample.Weeks;

/// <summary>All appointments of the four weeks.</summary>
static class Calendar
{
    public const int Mon = 0, Tue = 1, Wed = 2, Thu = 3, Fri = 4, Sat = 5, Sun = 6;

    static readonly string[] newMembers = ["Ivo Lang", "Nora Pell", "Jun Sato", "Ana Ruiz"];

    static readonly (string Question, string Answer)[] questions =
    [
        ("@Andy when do we close on Friday?", "On Friday the house closes at six."),
        ("@Andy who has the key for the studio?", "The front desk has the studio key."),
        ("@Andy which day is the members' lunch?", "The members' lunch is on Tuesday."),
        ("@Andy how many chairs are in the studio?", "There are 48 chairs in the studio."),
    ];

    public static IReadOnlyList<Appointment> FourWeeks() =>
    [
        .. FirstWeek.Appointments, .. SecondWeek.Appointments, .. ThirdWeek.Appointments, .. FourthWeek.Appointments,
        .. Enumerable.Range(1, 4).SelectMany(Automated),
    ];

    static IEnumerable<Appointment> Automated(int week)
    {
        for (var day = Mon; day <= Sun; day++)
            yield return new(week, day, "03:30", Automatic.NightlySync(fails: week is 2 && day is Wed or 4 && week is 4));

        for (var day = Mon; day <= Fri; day++)
            yield return new(week, day, "07:00", Automatic.MorningBrief(meetings: 1 + ((day + week) % 4)));

        yield return new(week, Wed, "20:15", Automatic.NewMember(newMembers[week - 1]));
        yield return new(week, Tue, "20:40", Automatic.FromChat(questions[week - 1].Question, questions[week - 1].Answer));
        yield return new(week, Fri, "21:10", Automatic.FromChat(questions[week % 4].Question, questions[week % 4].Answer));
    }
}
