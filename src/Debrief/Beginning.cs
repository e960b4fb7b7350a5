namespace Debrief;

/// <summary>A text's beginning, cut between whole characters: half of a surrogate pair is no text.</summary>
static class Beginning
{
    /// <summary>The whole text where it is no longer than so many UTF-16 units.</summary>
    public static string Of(string text, int longest) =>
        text.Length <= longest ? text : text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)];
}
