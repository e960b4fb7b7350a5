using System.Text.RegularExpressions;

namespace Debrief.Sources;

/// <summary>Where the transcripts that other machines hand in lie: FOLDER/OWNER/HOST/projects/…, as on the machine itself. No name that comes from outside leads anywhere else.</summary>
static partial class PushedPlace
{
    /// <summary>Of whoever runs this Debrief. No owner can be called so.</summary>
    const string Own = "_";

    /// <exception cref="UserError">The path or the machine's name isn't one that can be.</exception>
    public static string Of(string folder, string? owner, string host, string path)
    {
        if (owner is not null && !Name().IsMatch(owner))
            throw new UserError("The token's owner isn't a name that a folder can have: letters, digits, and . _ - within. Make another token.");
        if (!Name().IsMatch(host))
            throw new UserError("`host` must be a machine's name: letters, digits, and . _ - within, 100 at most.");
        if (path.Split('/') is not ["projects", _, ..] parts || parts.Length > 10 || !path.EndsWith(".jsonl", StringComparison.Ordinal) || !parts.All(Segment().IsMatch) || parts.Any(part => part is "." or ".."))
            throw new UserError("`path` must be a transcript's place below Claude Code's folder, such as projects/-work-shop/3f2a91c0.jsonl.");
        return Path.Combine([folder, owner ?? Own, host, .. parts]);
    }

    /// <summary>The owner that a folder is of; null: whoever runs this Debrief.</summary>
    public static string? NameIn(string folder) => folder == Own ? null : folder;

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,99}\z")]
    private static partial Regex Name();

    [GeneratedRegex(@"\A[A-Za-z0-9._@+=,-][A-Za-z0-9._@+=, -]{0,199}\z")]
    private static partial Regex Segment();
}
