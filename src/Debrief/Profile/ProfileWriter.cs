using System.Text;

namespace Debrief.Profile;

/// <summary>Writes the first profile, for its owner to go on from.</summary>
static class ProfileWriter
{
    const int MostBusinesses = 20;

    /// <param name="projects">Working directories, and how many sessions each had.</param>
    public static string Draft(IReadOnlyList<(string Project, int Sessions)> projects)
    {
        var groups = ProjectGroups.Of(projects);
        var yaml = new StringBuilder(Beginning);
        yaml.AppendLine(TimeZone()).AppendLine();
        yaml.Append(AboutBusinesses);
        yaml.AppendLine(groups.Count == 0 ? "businesses: []" : "businesses:");
        foreach (var group in groups.Take(MostBusinesses))
            yaml.Append(Business(group));
        if (groups.Count > MostBusinesses)
            yaml.AppendLine($"  # {groups.Count - MostBusinesses} more folders had fewer sessions.");
        var nobodys = projects.Where(project => SystemFolder.Is(project.Project)).Sum(project => project.Sessions);
        if (nobodys > 0)
            yaml.AppendLine($"  # {nobodys} {(nobodys == 1 ? "session was" : "sessions were")} in home, temporary or system folders, which tell no business.");
        return yaml.Append(Rest).ToString().ReplaceLineEndings("\n");
    }

    static string Business(ProjectGroup group) =>
        $"""
          - slug: {Text(group.Slug)}
            name: {Text(group.Name)}
            # about:
            projects: [{Text(group.Folder)}]  # {group.Sessions} {(group.Sessions == 1 ? "session" : "sessions")}

        """;

    static string TimeZone()
    {
        // Where the machine doesn't know its zone by a name that every machine knows, its owner has to say.
        var id = TimeZoneInfo.Local.Id;
        return id == "UTC" || id.Contains('/', StringComparison.Ordinal) ? $"time_zone: {id}" : "# time_zone: Europe/Berlin";
    }

    /// <summary>Folder names are anything; quoted they are only text.</summary>
    static string Text(string text)
    {
        if (text.Any(char.IsAsciiLetter) && text.All(letter => char.IsAsciiLetterLower(letter) || letter == '-'))
            return text is "null" or "true" or "false" ? $"\"{text}\"" : text;

        var quoted = new StringBuilder("\"");
        foreach (var letter in text)
            quoted.Append(letter switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                < ' ' or (>= '\x7f' and <= '\xa0') or '\u2028' or '\u2029' or '\ufeff' => $"\\u{(int)letter:x4}",
                _ => letter.ToString(),
            });
        return quoted.Append('"').ToString();
    }

    const string Beginning =
        """
        # Who you are, for Debrief's reports. After a change: debrief profile check
        # Everything may be left out.

        # What your assistant is called, and what reports call you.
        assistant: Claude
        # name: Alex

        # Of what a model writes in reports.
        # language: en

        # Where your days and weeks begin.

        """;

    const string AboutBusinesses =
        """
        # What you work for. These were guessed from the folders you worked in: rename, merge and delete.
        # A session belongs to the first business that has a pattern for its folder:
        #   ~/work/acme      that folder and everything below it
        #   "~/work/*/docs"  * is one folder name or a part of it, ** any number of folders
        #   acme             any folder of that name, and everything below it

        """;

    const string Rest =
        """

        # What matters to you now, the most important first. A priority may name the businesses that serve it.
        # priorities:
        #   - slug: first-customers
        #     name: First customers
        #     about: ten people who pay for the product
        #     businesses: [acme]

        # With whom you work. Rules find only people named here; nobody else is reported.
        # people:
        #   - name: Sam Rivera
        #     aliases: [Sam, srivera]
        #     about: designs the product

        # Skills and slash commands you have, with words that ask for what they do: so that a missed use is noticed.
        # skills:
        #   - name: compose
        #     about: writes email in my voice
        #     does: [draft an email, write an email]

        # Who started a session that wasn't you. The first rule whose conditions all hold counts.
        # initiated_by is user-interactive, discord-mention, scheduled-job, sub-agent, webhook or sdk.
        # started_by:
        #   - initiated_by: scheduled-job
        #     project: ~/automation
        #     prompt: "[nightly]"
        #     client: sdk-ts

        """;
}
