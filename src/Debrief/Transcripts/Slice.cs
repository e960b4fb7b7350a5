namespace Debrief.Transcripts;

/// <summary>A part of a line: the inside of a JSON string, or a whole JSON value. Turned into text only when somebody asks.</summary>
readonly record struct Slice(int Start, int Length, bool Escaped)
{
    public bool IsEmpty => Length == 0;
}
