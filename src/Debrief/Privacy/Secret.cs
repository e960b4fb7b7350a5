namespace Debrief.Privacy;

/// <summary>Where in a text a secret stands.</summary>
/// <param name="Kind">What it is, in words: GitHub token.</param>
readonly record struct Secret(int Start, int Length, string Kind)
{
    public int End => Start + Length;
}
