namespace Debrief.Insights.Snapshots;

/// <summary>What the database has of a period, in a few counts.</summary>
sealed record Standing
{
    /// <summary>That ended in it.</summary>
    public int Sessions { get; init; }
    public int Eligible { get; init; }
    public int Extracted { get; init; }

    /// <summary>Of those without facets, how many were tried in vain.</summary>
    public int Failed { get; init; }

    /// <summary>Sessions whose facets are newer than the snapshot.</summary>
    public int Newer { get; init; }

    /// <summary>The snapshot still tells what is there.</summary>
    public bool Fits(Coverage coverage) =>
        Newer == 0 && (Sessions, Eligible, Extracted, Failed) == (coverage.Eligible + coverage.TooShort, coverage.Eligible, coverage.Extracted, coverage.Failed);
}
