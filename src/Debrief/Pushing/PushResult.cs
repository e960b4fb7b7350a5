namespace Debrief.Pushing;

/// <summary>What a push did.</summary>
sealed record PushResult
{
    public int Files { get; set; }
    public int Sent { get; set; }
    public int Unchanged { get; set; }

    /// <summary>Of the transcripts, before compression.</summary>
    public long Bytes { get; set; }
    public List<string> Failed { get; } = [];
    public double Seconds { get; set; }
}
