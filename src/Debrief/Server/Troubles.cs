using System.Data.Common;
using System.Text.RegularExpressions;
using Debrief.Storage;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace Debrief.Server;

/// <summary>Whatever goes wrong is told as problem details: what the asker can change in words, what they can't without any.</summary>
static partial class Troubles
{
    static readonly TimeSpan s_aWhile = TimeSpan.FromSeconds(5);

    public static IServiceCollection AddTroubles(this IServiceCollection services)
    {
        services.AddProblemDetails();
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.AddExceptionHandler<Teller>();
        return services;
    }

    [LoggerMessage(LogLevel.Error, "{Method} {Path} failed")]
    static partial void Failed(ILogger log, Exception reason, string method, string? path);

    [LoggerMessage(LogLevel.Error, "{Method} {Path} failed: {Why}")]
    static partial void FailedForOutage(ILogger log, string why, string method, string? path);

    /// <summary>What the framework says of a parameter, in the words of its code.</summary>
    [GeneratedRegex("^Failed to bind parameter \"[^\"]* (?<name>\\w+)\" from \"(?<value>.*)\"\\.$", RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex Unbindable();

    sealed class Teller(IProblemDetailsService problems, ILogger<Teller> log) : IExceptionHandler
    {
        public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
        {
            var problem = ProblemOf(exception);
            if (problem.Status >= 500)
                Log(exception, context.Request);
            if (problem.Status == StatusCodes.Status503ServiceUnavailable)
                context.Response.Headers.RetryAfter = $"{s_aWhile.TotalSeconds:0}";
            context.Response.StatusCode = problem.Status!.Value;
            return await problems.TryWriteAsync(new() { HttpContext = context, ProblemDetails = problem, Exception = exception });
        }

        /// <summary>Where the trouble lies outside, where in our code it was met is of no use to anybody.</summary>
        void Log(Exception reason, HttpRequest request)
        {
            if (Outage.Explain(reason) is { } why)
                FailedForOutage(log, why, request.Method, request.Path.Value);
            else
                Failed(log, reason, request.Method, request.Path.Value);
        }

        static ProblemDetails ProblemOf(Exception reason) => reason switch
        {
            NothingFound => Of(StatusCodes.Status404NotFound, reason.Message),
            UserError => Of(StatusCodes.Status400BadRequest, reason.Message),
            WorkError => Of(StatusCodes.Status502BadGateway, reason.Message),
            BadHttpRequestException bad => Of(bad.StatusCode, Unbindable().Replace(bad.Message, match => $"`{match.Groups["name"].Value.ToLowerInvariant()}` can't be \"{match.Groups["value"].Value}\".")),
            DbException => Of(StatusCodes.Status503ServiceUnavailable, "The database can't be reached right now, or refused. Try again in a moment."),
            _ => Of(StatusCodes.Status500InternalServerError, "A fault in Debrief; its log says more."),
        };

        static ProblemDetails Of(int status, string detail) => new() { Status = status, Detail = detail };
    }
}
