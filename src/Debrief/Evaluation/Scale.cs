namespace Debrief.Evaluation;

/// <summary>How answers to a facet are compared.</summary>
enum Scale
{
    /// <summary>One of several values: equal or not.</summary>
    Choice,

    /// <summary>Items, each as often as it is named; their order doesn't matter.</summary>
    List,

    /// <summary>As a list, and each item is of few that are known beforehand.</summary>
    Counts,

    /// <summary>A number.</summary>
    Number,

    /// <summary>Tasks started, completed and abandoned: equal where none of the three is off by more than two.</summary>
    Chain,

    /// <summary>A number that should lie within two others.</summary>
    Range,
}
