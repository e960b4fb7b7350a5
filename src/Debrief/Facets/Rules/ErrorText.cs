namespace Debrief.Facets.Rules;

/// <summary>What programs print when they fail.</summary>
static class ErrorText
{
    static readonly Phrases _marks = new(
        "Traceback (most recent call last)", "panic:", "npm ERR!", "npm error", "Unhandled exception", "NullReferenceException", "TypeError:", "ReferenceError:", "SyntaxError:", "ValueError:",
        "KeyError:", "ImportError:", "ModuleNotFoundError:", "AttributeError:", "AssertionError", "Segmentation fault", "fatal:", "error:", "Error: ", "--- FAIL", "build failed", "compilation failed",
        "command not found", "permission denied", "no such file or directory", "undefined reference", "cannot find symbol", "stack trace", "ERR_",
        "tests failed", "test failed", "failed tests", "error TS", "error CS", "error[E");

    /// <summary>How far into a text errors are looked for.</summary>
    const int Enough = 20_000;

    public static Hit? In(string text)
    {
        var head = text.AsSpan(0, Math.Min(text.Length, Enough));
        for (var hit = _marks.FindIn(head); hit is { } found; hit = _marks.FindIn(head, found.At + found.Length))
        {
            // "0 tests failed" is good news.
            if (!head[..found.At].TrimEnd().EndsWith(" 0") && !head[..found.At].Trim().SequenceEqual("0"))
                return found;
        }

        return null;
    }
}
