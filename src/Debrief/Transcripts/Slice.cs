namespace Debrief.Transcripts;

/// <summary>A part of a line: the inside of a JSON string, or a whole JSON value. Turned into text only when somebody asks.</summary>
readonly record struct Slice(int Start, int Length, bool Escaped)
{
    public bool IsEmpty => Length == 0;

    /// <summary>Of a whole string with its quotes: what is between them. Whether it has escapes hasn't been looked at.</summary>
    public Slice Inside() => new(Start + 1, Length - 2, Escaped: true);
}
