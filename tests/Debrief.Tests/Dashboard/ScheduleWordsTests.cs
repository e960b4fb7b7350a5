using Debrief.Dashboard;

namespace Debrief.Tests.Dashboard;

public sealed class ScheduleWordsTests
{
    [Theory]
    [InlineData("*/15 * * * *", "every 15 minutes")]
    [InlineData("0 * * * *", "every full hour")]
    [InlineData("15,45 * * * *", "at 15 and 45 minutes past each hour")]
    [InlineData("5,20,35,50 * * * *", "at 5, 20, 35 and 50 minutes past each hour")]
    [InlineData("0 */4 * * *", "every 4 hours")]
    [InlineData("0 9 * * *", "every day at 9:00")]
    [InlineData("30 6 * * 0", "Sundays at 6:30")]
    [InlineData("0 7 * * 7", "Sundays at 7:00")]
    [InlineData("0 6 1 * *", "on the first of each month at 6:00")]
    [InlineData("0 6 15 * *", "on day 15 of each month at 6:00")]
    [InlineData("0 6-8 * * 1-5", "by its own schedule")]
    [InlineData("99 * * * *", "by its own schedule")]
    [InlineData(null, "only when somebody says so")]
    public void A_schedule_is_told_in_words(string? cron, string words) => Assert.Equal(words, ScheduleWords.Of(cron));
}
