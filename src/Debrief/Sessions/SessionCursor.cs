using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Debrief.Sessions;

/// <summary>A place in the list of sessions that stays the same while new ones come in.</summary>
sealed record SessionCursor(DateTimeOffset EndedAt, string Id)
{
    public static SessionCursor After(Session session) => new(session.EndedAt!.Value, session.Id);

    /// <returns>Null for what is none.</returns>
    public static SessionCursor? Parse(string text)
    {
        if (text.Length > 500 || !Base64Url.IsValid(text))
            return null;

        var plain = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text));
        return plain.Split(' ', 2) is [var ticks, var id] && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= DateTimeOffset.MaxValue.UtcTicks
            ? new(new(at, TimeSpan.Zero), id)
            : null;
    }

    public override string ToString() => Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{EndedAt.UtcTicks} {Id}"));
}
