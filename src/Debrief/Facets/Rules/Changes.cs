using Debrief.Transcripts;

namespace Debrief.Facets.Rules;

/// <summary>What the assistant changed.</summary>
static class Changes
{
    public static bool IsChange(Passage passage) =>
        passage.Speaker == Speaker.ToolCall && passage.Tool is "Write" or "Edit" or "MultiEdit" or "NotebookEdit";

    public static bool IsToCode(Passage passage) => IsChange(passage) && ToolInput.WrittenFile(passage) is { } file && !IsNote(file);

    public static bool IsNote(string file) => Path.GetExtension(file).ToLowerInvariant() is ".md" or ".mdx" or ".txt" or ".rst" or ".adoc" or ".org";
}
