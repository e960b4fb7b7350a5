using System.CommandLine;
using Debrief.Configuration;

namespace Debrief.Cli;

/// <summary>What `debrief extract` can be told.</summary>
static class ExtractOptions
{
    const int UsualLimit = 20;

    public static readonly Argument<string?> SessionId = new("sessionId") { Description = "One session; its id may be shortened", Arity = ArgumentArity.ZeroOrOne };
    public static readonly Option<int?> Limit = Number<int?>("--limit", "N", $"At most so many sessions: those never tried first, then the newest [default: {UsualLimit}; with --batch all]", text => int.TryParse(text, out var n) && n > 0, "a number of at least 1");
    public static readonly Option<bool> WithSubAgents = new("--sub-agents") { Description = "Sub-agents too, after the sessions. Their facets are shown apart, and count in no report as a session's" };
    public static readonly Option<bool> Force = new("--force") { Description = "Extract again where there are facets already" };
    public static readonly Option<bool> Outdated = new("--outdated") { Description = "Also where a model answered by an earlier prompt, or by another profile than today's" };
    public static readonly Option<bool> DryRun = new("--dry-run") { Description = "Show what would be extracted and what it is likely to cost, and extract nothing" };
    public static readonly Option<string?> Via = Ways("How a model is reached, or rules: none [default: model.via of config.yaml, else Claude Code where it is installed, else Anthropic's service where there is a key, else rules]");
    public static readonly Option<string?> Model = new("--model") { Description = "The model, as that way of reaching it calls it", HelpName = "NAME" };
    public static readonly Option<bool> Batch = new("--batch") { Description = "Send all questions together to Anthropic's service, and wait for the answers: minutes, at most a day, at half the price. Stopped, the next run goes on waiting" };
    public static readonly Option<int?> Concurrency = Number<int?>("--concurrency", "N", "So many sessions at a time [default: extraction.concurrency of config.yaml; by rules 1]", text => int.TryParse(text, out var n) && n is >= 1 and <= 32, "a number from 1 to 32");
    public static readonly Option<double?> MaxCost = Number<double?>("--max-cost", "USD", "Stop before the run costs more [default: extraction.max_usd_per_run of config.yaml]", text => double.TryParse(text, out var usd) && usd >= 0, "an amount of zero or more");
    public static readonly Option<bool> Yes = new("--yes") { Description = "Don't ask before it costs something. Only a terminal is ever asked" };
    public static readonly Option<bool> Failed = new("--failed") { Description = "List the sessions that failed: why, how often, and when they are tried again" };
    public static readonly Option<bool> RetryFailed = new("--retry-failed") { Description = "Try those again now, before the others" };
    public static readonly Option<bool> ShowPrompt = new("--show-prompt") { Description = "Print what a model would be asked about the session, and ask nobody" };
    public static readonly Option<bool> AsJson = GlobalOptions.Json();

    public static int MostSessions(this ParseResult args) => args.GetValue(Limit) ?? (args.GetValue(Batch) ? int.MaxValue : UsualLimit);

    public static Option<string?> Ways(string description)
    {
        var via = new Option<string?>("--via") { Description = description, HelpName = "WAY" };
        via.AcceptOnlyFromAmong([.. ModelSettings.Ways]);
        return via;
    }

    static Option<T> Number<T>(string name, string unit, string description, Func<string, bool> isRight, string form) => new(name)
    {
        Description = description,
        HelpName = unit,
        Validators = { option => { if (option.Tokens is [var only] && !isRight(only.Value)) option.AddError($"{name} must be {form}."); } },
    };
}
