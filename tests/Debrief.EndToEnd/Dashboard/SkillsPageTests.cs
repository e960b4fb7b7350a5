using Debrief.EndToEnd.Support;

namespace Debrief.EndToEnd.Dashboard;

public abstract class SkillsPageTests(ServedWeeks weeks)
{
    [Fact]
    public async Task Skills_are_counted_where_they_were_used_and_missed_and_told_of_where_nobody_did()
    {
        await weeks.StartedAsync();
        var skill = Directory.CreateDirectory(Path.Combine(weeks.Home, "skills", "never-tried"));
        await File.WriteAllTextAsync(Path.Combine(skill.FullName, "SKILL.md"), "---\nname: never-tried\ndescription: Folds <b>paper</b> boats\n---\n");
        await using var page = await weeks.OpenAsync("/admin/skills?period=90", scripts: false);

        var names = await page.Page.Locator(".skills tbody th code").AllInnerTextsAsync();
        var used = await page.Page.Locator(".skills tbody td:nth-of-type(1)").AllInnerTextsAsync();
        var missed = await page.Page.Locator(".skills tbody td:nth-of-type(2)").AllInnerTextsAsync();
        Assert.Contains("/compose", names);
        for (var i = 0; i < names.Count; i++)
        {
            Assert.Equal(await CountAsync("skills_used", names[i]), NumberIn(used[i]));
            Assert.Equal(await CountAsync("skills_missed", names[i]), NumberIn(missed[i]));
        }

        Assert.Contains("/never-tried", await page.Page.Locator(".unused code").AllInnerTextsAsync());
        Assert.Contains("Folds <b>paper</b> boats", await page.Page.Locator(".unused").InnerTextAsync());
        Assert.DoesNotContain("/compose", await page.Page.Locator(".unused code").AllInnerTextsAsync());

        await page.FollowAsync(".skills .missed >> nth=0");
        Assert.Equal(await CountAsync("skills_missed", names[0]), await page.Page.Locator(".sessions > li").CountAsync());
    }

    /// <summary>used 4 ×, or words that say none.</summary>
    static int NumberIn(string text) => int.TryParse(new string([.. text.Where(char.IsAsciiDigit)]), out var number) ? number : 0;

    async Task<int> CountAsync(string facet, string skill) =>
        int.Parse((await weeks.RowsAsync($"select count(*) from session_facets f join claude_sessions s on s.id = f.session_id where {ServedWeeks.Own} and cast(f.{facet} as text) like '%\"{skill.TrimStart('/')}\"%'"))[0]);
}

[Collection<OnSqlite>]
public sealed class SkillsPageOnSqlite(WeeksOnSqlite weeks) : SkillsPageTests(weeks);

[Collection<OnPostgres>]
public sealed class SkillsPageOnPostgres(WeeksOnPostgres weeks) : SkillsPageTests(weeks);
