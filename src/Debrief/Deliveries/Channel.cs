namespace Debrief.Deliveries;

/// <summary>A way to somebody.</summary>
abstract class Channel
{
    public abstract string Name { get; }

    /// <summary>Whether the receiver knows a message that it got before: then sending it again does no harm.</summary>
    public virtual bool KnowsAgain => false;

    /// <summary>Whether it takes messages of this kind.</summary>
    public virtual bool Takes(Message message) => true;

    /// <returns>What the receiver answered.</returns>
    /// <exception cref="SendFailure">It wasn't sent, or nobody knows.</exception>
    /// <exception cref="UserError">A secret is missing.</exception>
    public abstract Task<Answer> SendAsync(Envelope envelope, CancellationToken cancel);
}

/// <param name="Receipt">An object's name, a message's id; null: nothing to keep.</param>
/// <param name="Refused">Who of several didn't get it, and why; null: all did.</param>
sealed record Answer(string? Receipt, string? Refused = null);

/// <summary>A message, and what stands on its envelope.</summary>
/// <param name="Link">Where its page can be read; null: nowhere.</param>
/// <param name="Key">What a receiver can know it by, the same at each attempt.</param>
/// <param name="IsRepeated">It may have arrived before.</param>
sealed record Envelope(Message Message, string? Link, string Key, bool IsRepeated);
