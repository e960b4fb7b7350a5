using Microsoft.Extensions.Logging.Console;

namespace Debrief.Server;

/// <summary>The log: a line each on stderr, for a terminal or a journal. What requests ask for isn't in it.</summary>
static class Lines
{
    public static void AddLines(this ILoggingBuilder logging)
    {
        logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Debrief", LogLevel.Information).AddFilter("Debrief.Server.TokenDoor", LogLevel.Warning);
        logging.AddFilter("Microsoft.AspNetCore.Diagnostics.ExceptionHandlerMiddleware", LogLevel.None); // Told by our own handler, once.
        logging.AddFilter("Quartz", LogLevel.None); // Told by SchedulerTroubles.
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error).AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Error); // That keys lie in the database is meant.
        logging.AddSimpleConsole(line => (line.SingleLine, line.TimestampFormat, line.UseUtcTimestamp) = (true, "yyyy-MM-dd'T'HH:mm:ss'Z' ", true));
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
