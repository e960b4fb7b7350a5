using System.Buffers;
using System.Text.RegularExpressions;

namespace Debrief.Privacy;

/// <summary>A kind of secret that shows by its form alone.</summary>
/// <param name="Prefix">What it begins with, or, where it reaches <paramref name="Back"/>, what is always in it.</param>
/// <param name="Letters">What it is made of behind the prefix.</param>
/// <param name="Least">So many letters behind the prefix at least.</param>
/// <param name="Most">And so many at most; more means that it is something else.</param>
/// <param name="Back">How many letters may come before the prefix.</param>
/// <param name="Shape">What the whole must look like.</param>
/// <param name="Anywhere">Whether it may begin in the middle of a word: of a URL.</param>
sealed record TokenRule(string Kind, string Prefix, SearchValues<char> Letters, int Least, int Most, int Back = 0, Regex? Shape = null, bool Anywhere = false)
{
    public const int Endless = int.MaxValue;

    /// <summary>Of a fixed length.</summary>
    public TokenRule(string kind, string prefix, SearchValues<char> letters, int length) : this(kind, prefix, letters, length, length)
    {
    }

    public bool Fits(string token) => Shape?.IsMatch(token) != false && Look.Varied(Back > 0 ? token : token.AsSpan(Prefix.Length));
}
