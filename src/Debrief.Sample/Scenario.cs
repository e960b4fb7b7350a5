namespace Debrief.Sample;

/// <summary>One session as a story: where it plays, what it's called, what happens.</summary>
/// <param name="Folder">The working directory.</param>
/// <param name="Title">Names the session; unique among those that another one resumes.</param>
sealed record Scenario(string Folder, string Title, IReadOnlyList<Beat> Beats)
{
    public string Model { get; init; } = Models.Sonnet;
    public string Branch { get; init; } = "main";

    /// <summary>Who started Claude Code: cli for a person at the prompt, sdk-cli for a script.</summary>
    public string Client { get; init; } = "cli";

    /// <summary>Title of the session that this one goes on with.</summary>
    public string? Resumes { get; init; }
}

static class Models
{
    public const string Sonnet = "claude-sonnet-5";
    public const string Opus = "claude-opus-4-8";
    public const string Haiku = "claude-haiku-4-5";
}

/// <summary>Where the person works: a folder for each business.</summary>
static class Places
{
    public const string IndyHall = "/Users/alex/indy-hall";
    public const string Bricks = "/Users/alex/stacking-the-bricks";
    public const string TenK = "/Users/alex/10k-independents";
    public const string GoodSomm = "/Users/alex/goodsomm";
    public const string Personal = "/Users/alex/personal";
    public const string Andy = "/Users/alex/andy";

    /// <summary>Belongs to no business: a report has to live with that.</summary>
    public const string Scratch = "/Users/alex/scratch";
}
