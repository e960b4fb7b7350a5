using System.Text;
using Debrief.LanguageModels;
using Debrief.Sessions;

namespace Debrief.Facets.Batches;

/// <summary>A session's question, ready to be sent.</summary>
/// <param name="LikelyUsd">What its answer is likely to cost; null where nobody knows.</param>
sealed record Packed(Session Session, ModelPrompt Prompt, double? LikelyUsd)
{
    /// <summary>Of the words; what JSON adds to them is little.</summary>
    public int Bytes { get; } = Encoding.UTF8.GetByteCount(Prompt.System) + Encoding.UTF8.GetByteCount(Prompt.User) + (Prompt.Schema?.GetRawText().Length ?? 0);
}
