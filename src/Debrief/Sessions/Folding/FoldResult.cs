namespace Debrief.Sessions.Folding;

/// <summary>What folding did, or as a trial would do.</summary>
sealed class FoldResult(DateTimeOffset before, bool isTrial)
{
    public DateTimeOffset Before { get; } = before;
    public bool IsTrial { get; } = isTrial;

    /// <summary>Those looked at that are old and gone.</summary>
    public int Transcripts { get; private set; }

    /// <summary>Old transcripts left as they are, since they, or others with their messages, are there yet or younger.</summary>
    public int Kept { get; set; }
    public int Messages { get; private set; }

    /// <summary>What the messages became.</summary>
    public int Rows { get; private set; }

    public void Add(int messages, int rows)
    {
        Transcripts++;
        Messages += messages;
        Rows += rows;
    }
}
