namespace Debrief.Sample;

/// <summary>The profile of the person whose weeks these are.</summary>
static class SampleProfile
{
    public static string Yaml(TimeZoneInfo zone) => $"""
        # Whose sessions these are, and what matters to them. Invented, like the sessions.
        assistant: Andy
        name: Alex
        time_zone: {zone.Id}
        businesses:
          - slug: indy-hall
            name: Indy Hall
            about: a coworking community, its events, members and rooms
            projects: ["**/indy-hall"]
          - slug: stb
            name: Stacking the Bricks
            about: courses and lessons on making and selling small products
            projects: ["**/stacking-the-bricks"]
          - slug: 10k
            name: 10k Independents
            about: a network of freelancers and small businesses
            projects: ["**/10k-independents"]
          - slug: goodsomm
            name: GoodSomm
            about: wine classes
            projects: ["**/goodsomm"]
          - slug: personal
            name: Personal
            about: family, friends, thank-you notes
            projects: ["**/personal"]
          - slug: system
            name: Andy infrastructure
            about: scripts, hooks and scheduled jobs of the assistant
            projects: ["**/andy"]
        priorities:
          - slug: growing-indy-hall
            name: Growing Indy Hall
            about: more members, more evenings, a fuller house
            businesses: [indy-hall]
          - slug: building-partnerships
            name: Building partnerships
            about: guilds, spaces and networks that share members with us
            businesses: [10k]
          - slug: strengthening-relationships
            name: Strengthening relationships
            about: thank, introduce, stay in touch
            businesses: [personal]
        people:
          - name: Dana Reyes
            aliases: [Dana]
            about: runs the hall by the harbor, may become a partner
          - name: Sam Okafor
            aliases: [Sam]
            about: sponsors evenings
          - name: Priya Nair
            aliases: [Priya]
            about: designer, member since the first year
          - name: Lena Brandt
            aliases: [Lena]
            about: keeps the books
          - name: Marcus Bell
            aliases: [Marcus]
            about: speaks for the print guild
          - name: Tess Moreau
            aliases: [Tess]
            about: teaches wine classes with Alex
        skills:
          - name: compose
            about: drafts an e-mail in Alex's voice
            does: [email to, e-mail to, draft a reply]
          - name: file-this
            about: files a link where it can be found again
            does: [save this link, file this link, keep this link]
          - name: prep
            about: gets ready for a meeting
            does: [get me ready for, prepare me for]
          - name: agenda
            about: makes an agenda from open points
            does: [an agenda for, make an agenda]
        started_by:
          - initiated_by: scheduled-job
            client: sdk-cli
            prompt: Scheduled job
          - initiated_by: webhook
            client: sdk-cli
            prompt: Webhook
          - initiated_by: discord-mention
            prompt: <channel source="plugin:discord

        """;
}
