using Debrief.Storage;

namespace Debrief.Server;

static partial class ReadingLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "{What}")]
    public static partial void TellReading(this ILogger<Replica> log, string what);
}
