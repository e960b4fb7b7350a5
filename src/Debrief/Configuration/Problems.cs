namespace Debrief.Configuration;

/// <summary>Something wrong in a file that a person wrote. Lines are counted from 1.</summary>
sealed record Problem(int Line, string Message);

/// <summary>Everything wrong in one file: found whole, so that it can be mended in one go.</summary>
sealed class Problems
{
    readonly List<Problem> _all = [];

    public int Count => _all.Count;

    public void Add(int line, string message) => _all.Add(new(line, message));

    public IReadOnlyList<Problem> InOrder() => [.. _all.OrderBy(problem => problem.Line)];
}
