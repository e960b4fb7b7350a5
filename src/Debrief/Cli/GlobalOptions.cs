using System.CommandLine;
using System.CommandLine.Parsing;
using Debrief.Configuration;
using Debrief.Profile;

namespace Debrief.Cli;

/// <summary>What every command understands, and what it finds by it.</summary>
static class GlobalOptions
{
    public static readonly Option<string?> Home = new("--home")
    {
        Description = "One folder for everything of Debrief: configuration, database, archive and reports [environment: DEBRIEF_HOME]",
        HelpName = "DIR",
        Recursive = true,
        Validators = { NotEmpty },
    };

    /// <summary>A new one for each command: its description says what the JSON holds.</summary>
    public static Option<bool> Json(string description = "Print the result as JSON") => new("--json") { Description = description };

    /// <summary>How many at most.</summary>
    public static Option<int> Limit(int byDefault, string description) => new("--limit")
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => byDefault,
        Validators = { limit => { if (limit.Tokens is [var only] && !(int.TryParse(only.Value, out var number) && number > 0)) limit.AddError("--limit must be a number of at least 1."); } },
    };

    /// <summary>As from a script's unset variable: the user's own files would be taken instead of none.</summary>
    static void NotEmpty(OptionResult home)
    {
        if (home.Tokens is [var only] && string.IsNullOrWhiteSpace(only.Value))
            home.AddError("--home needs a folder.");
    }

    extension(ParseResult args)
    {
        public TextWriter Output => args.InvocationConfiguration.Output;
        public TextWriter Error => args.InvocationConfiguration.Error;

        public Folders Folders() => Configuration.Folders.OfThisMachine(args.GetValue(Home));

        /// <exception cref="UserError">config.yaml isn't right.</exception>
        public Settings Settings() => Configuration.Settings.Read(args.Folders());

        /// <exception cref="UserError">profile.yaml isn't right.</exception>
        public UserProfile Profile() => ProfileFile.Load(args.Folders().ProfileFile);
    }
}
