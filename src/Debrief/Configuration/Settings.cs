namespace Debrief.Configuration;

/// <summary>What config.yaml says. Everything in it is optional.</summary>
sealed record Settings
{
    /// <summary>Roots to look for transcripts in, beside those that Claude Code uses. Absolute.</summary>
    public IReadOnlyList<string> Transcripts { get; init; } = [];
    public bool Archive { get; init; } = true;

    /// <summary>The absolute path of a SQLite file, or a connection string of PostgreSQL.</summary>
    public required string Database { get; init; }

    /// <summary>The connection string of a replica, for those who only read; null: none.</summary>
    public string? DatabaseReads { get; init; }

    /// <summary>Messages that are younger are never folded.</summary>
    public int FoldAfterDays { get; init; } = UsualFoldAfterDays;

    /// <summary>Where reports go. Absolute.</summary>
    public required string Reports { get; init; }

    public ModelSettings Model { get; init; } = new();

    /// <summary>The model that writes the sentences of reports; null: a better one than extracts.</summary>
    public string? NarrativeModel { get; init; }
    public ExtractionSettings Extraction { get; init; } = new();
    /// <summary>The server that `debrief push` hands transcripts to; null: none.</summary>
    public string? PushTo { get; init; }
    public ServerSettings Server { get; init; } = new();
    public JobSettings Jobs { get; init; } = new(JobSettings.Usual.ToDictionary(job => job.Key, job => (string?)job.Value), null);

    public DeliverSettings Deliver { get; init; } = new();

    /// <summary>Globs of projects whose sessions no model may see.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>Three times as long as Claude Code keeps transcripts, unless it is told otherwise.</summary>
    const int UsualFoldAfterDays = 90;

    /// <summary>What config.yaml may say, for the documentation.</summary>
    public static readonly IReadOnlyList<Setting> Known =
    [
        new("transcripts", "list of folders", "none", "Folders to look for transcripts in, beside those that Claude Code uses.", "[~/backup/claude]"),
        new("archive", "true or false", "true", "Whether to keep a compressed copy of each transcript. Claude Code deletes them after 30 days.", "true"),
        new("database", "path or connection string", "debrief.db, in the data folder", "The file of a SQLite database, or a PostgreSQL server: see [database.md](database.md).", "Host=db.example.org;Database=debrief;Username=debrief"),
        new("database_reads", "connection string", "none: the database itself", "A streaming replica of that server, which the server's figures, sessions and facets are read from: see [database.md](database.md#a-replica-to-read-from).", "Host=replica.example.org;Database=debrief;Username=debrief"),
        new("fold_after_days", "number", $"{UsualFoldAfterDays}", "How old the usage of messages must be to be folded: see [database.md](database.md#old-messages). Give more days where Claude Code's cleanupPeriodDays is higher.", "400"),
        new("reports", "folder", "reports, in the data folder", "Where reports are written.", "~/Documents/debrief"),
        new("model.via", "claude, anthropic, openai, bridge or rules", "found by itself", "How a model is reached: Claude Code, Anthropic's service, a server that speaks OpenAI's chat completions, another Debrief, or none.", "claude"),
        new("model.name", "text", "a small one", "The model, as that way of reaching it calls it.", "haiku"),
        new("model.base_url", "address", "the provider's", "Of a server of one's own, or of the bridge.", "http://127.0.0.1:11434/v1"),
        new("model.key_variable", "name", "ANTHROPIC_API_KEY", "The environment variable that holds the key. Keys never stand in this file.", "MY_KEY"),
        new("model.claude", "path", "claude on PATH", "Claude Code's program.", "~/bin/claude"),
        new("model.timeout_seconds", "number", "180", "The longest that one answer may take.", "300"),
        new("narrative.model", "text", "a better one: sonnet", "The model that writes the sentences of reports, as model.via calls it.", "opus"),
        new("extraction.max_usd_per_run", "number", "1", "A run stops before it costs more.", "0.5"),
        new("extraction.max_usd_per_month", "number", "10", "No run goes on beyond this in a calendar month.", "5"),
        new("extraction.concurrency", "number", "2", "Sessions that are asked about at the same time.", "4"),
        new("push.to", "address", "none", "The server that `debrief push` hands this machine's transcripts to.", "https://debrief.example.org"),
        new("server.url", "address", ServerSettings.UsualUrl, "Where `debrief serve` listens.", "http://127.0.0.1:8080"),
        new("server.origin", "address", "none: only this machine", "How the server is reached from other machines, through a proxy that encrypts: see [server.md](server.md).", "https://debrief.example.org"),
        new("server.name", "text", "the machine's name", "By which jobs tell several servers on one database apart.", "two"),
        new("jobs.sync-claude-sessions", "cron schedule, or off", JobSettings.Usual["sync-claude-sessions"], "When `debrief serve` brings transcripts in.", "\"*/5 * * * *\""),
        new("jobs.extract-session-facets", "cron schedule, or off", JobSettings.Usual["extract-session-facets"], "When it extracts facets: every server on the database at once, each its part.", "\"0 * * * *\""),
        new("jobs.check-alerts", "cron schedule, or off", JobSettings.Usual["check-alerts"], "When it looks for what is unusual, beside each time after facets were extracted.", "\"0 */4 * * *\""),
        new("jobs.generate-insights-report", "cron schedule, or off", JobSettings.Usual["generate-insights-report"], "When it writes the report of the seven days before.", "\"0 7 * * 1\""),
        new("jobs.generate-monthly-report", "cron schedule, or off", JobSettings.Usual["generate-monthly-report"], "When it writes the report of the month that is over.", "off"),
        new("jobs.deliver-messages", "cron schedule, or off", JobSettings.Usual["deliver-messages"], "When it sends what waits to be sent.", "\"*/5 * * * *\""),
        new("jobs.fold-old-usage", "cron schedule, or off", JobSettings.Usual["fold-old-usage"], "When it folds the usage of old messages: see [database.md](database.md#old-messages).", "off"),
        new("jobs.sessions_at_most", "number", $"{JobSettings.UsualSessions}", "Sessions that one run of it takes on, on each server.", "25"),
        new("jobs.time_zone", "name", "the profile's", "What schedules are reckoned in.", "America/New_York"),
        .. DeliverSettings.Known,
        new("privacy.exclude", "list of globs", "none", "Projects whose sessions are never sent to a model: see [privacy.md](privacy.md).", "[~/clients/acme]"),
    ];

    /// <summary>A file that says everything, each value an example.</summary>
    public static string Example() => Example("", "");

    static string Example(string above, string indent) => string.Concat(Known.Where(setting => setting.Key.StartsWith(above, StringComparison.Ordinal))
        .GroupBy(setting => setting.Key[above.Length..].Split('.')[0])
        .Select(group => group.First().Key == above + group.Key
            ? $"{indent}{group.Key}: {group.First().Example}\n"
            : $"{indent}{group.Key}:\n{Example($"{above}{group.Key}.", indent + "  ")}"));

    /// <summary>The defaults where there is no config.yaml.</summary>
    /// <exception cref="UserError">The file can't be read, or isn't right. Names everything that is wrong with it, in one line.</exception>
    public static Settings Read(Folders folders) =>
        // Asked first, so that a start without a configuration doesn't pay for a YAML parser.
        File.Exists(folders.ConfigFile) ? ReadFile(folders) : Usual(folders);

    /// <summary>What holds where config.yaml says nothing.</summary>
    public static Settings Usual(Folders folders) => new() { Reports = folders.Reports, Database = folders.DatabaseGiven ?? folders.Database, DatabaseReads = folders.ReadsGiven };

    static Settings ReadFile(Folders folders)
    {
        var yaml = YamlReader.Read(folders.ConfigFile);
        var settings = new Settings
        {
            Transcripts = [.. yaml.Root.Texts("transcripts").Select(text => Full(text, folders, yaml.Problems))],
            Archive = yaml.Root.Flag("archive") ?? true,
            Database = DatabaseOf(yaml.Root.Text("database"), folders, yaml.Problems),
            DatabaseReads = folders.ReadsGiven ?? yaml.Root.Text("database_reads")?.Value,
            FoldAfterDays = yaml.Root.Whole("fold_after_days", 1, 36_500) ?? UsualFoldAfterDays,
            Reports = yaml.Root.Text("reports") is { } reports ? Full(reports, folders, yaml.Problems) : folders.Reports,
            Model = ReadModel(yaml.Root.Map("model"), folders, yaml.Problems),
            NarrativeModel = ReadNarrative(yaml.Root.Map("narrative")),
            Extraction = ReadExtraction(yaml.Root.Map("extraction")),
            PushTo = ReadPush(yaml.Root.Map("push"), yaml.Problems),
            Server = ReadServer(yaml.Root.Map("server"), yaml.Problems),
            Jobs = JobSettings.Read(yaml.Root.Map("jobs"), yaml.Problems),
            Deliver = DeliverSettings.Read(yaml.Root.Map("deliver"), folders, yaml.Problems),
            Exclude = Excluded(yaml.Root.Map("privacy")),
        };
        yaml.Root.End();

        if (yaml.Problems.Count > 0)
            throw new UserError(string.Join("; ", yaml.Problems.InOrder().Select(problem => $"{folders.ConfigFile}:{problem.Line}: {problem.Message}")));
        return settings;
    }

    static string DatabaseOf(YamlText? said, Folders folders, Problems problems) => folders.DatabaseGiven ?? said switch
    {
        null => folders.Database,
        { Value: var connection } when ConnectionString.IsPostgres(connection) => connection,
        { } path => Full(path, folders, problems),
    };

    static ModelSettings ReadModel(YamlMap map, Folders folders, Problems problems)
    {
        var model = new ModelSettings
        {
            Via = map.Text("via") is { } via ? Way(via, problems) : null,
            Name = map.Text("name")?.Value,
            BaseUrl = map.Text("base_url") is { } url ? Address(url, problems) : null,
            KeyVariable = map.Text("key_variable")?.Value,
            TimeoutSeconds = map.Number("timeout_seconds"),
            Claude = map.Text("claude") is { } claude ? Full(claude, folders, problems) : null,
        };
        map.End();
        return model;
    }

    static string Way(YamlText via, Problems problems)
    {
        if (!ModelSettings.Ways.Contains(via.Value))
            problems.Add(via.Line, $"`via` must be one of {string.Join(", ", ModelSettings.Ways)}, not \"{via.Value}\"");
        return via.Value;
    }

    static string Address(YamlText url, Problems problems)
    {
        if (!Uri.TryCreate(url.Value, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            problems.Add(url.Line, $"\"{url.Value}\" is no http:// or https:// address");
        return url.Value;
    }

    /// <returns>Null where it isn't given, or is none, which is a problem.</returns>
    public static Uri? Web(YamlText? url, Problems problems)
    {
        if (url is not { } text)
            return null;
        return Uri.TryCreate(Address(text, problems), UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : null;
    }

    static string? ReadNarrative(YamlMap map)
    {
        var model = map.Text("model")?.Value;
        map.End();
        return model;
    }

    static ExtractionSettings ReadExtraction(YamlMap map)
    {
        var usual = new ExtractionSettings();
        var settings = new ExtractionSettings
        {
            MaxUsdPerRun = map.Number("max_usd_per_run") ?? usual.MaxUsdPerRun,
            MaxUsdPerMonth = map.Number("max_usd_per_month") ?? usual.MaxUsdPerMonth,
            Concurrency = map.Whole("concurrency", 1, 32) ?? usual.Concurrency,
        };
        map.End();
        return settings;
    }

    static string? ReadPush(YamlMap map, Problems problems)
    {
        var to = map.Text("to") is { } url ? Address(url, problems) : null;
        map.End();
        return to;
    }

    static ServerSettings ReadServer(YamlMap map, Problems problems)
    {
        var server = new ServerSettings
        {
            Url = map.Text("url") is { } url ? Address(url, problems) : ServerSettings.UsualUrl,
            Name = map.Text("name")?.Value ?? Environment.MachineName,
            Origin = map.Text("origin") is { } origin ? Address(origin, problems) : null,
        };
        map.End();
        return server;
    }

    static List<string> Excluded(YamlMap privacy)
    {
        var globs = privacy.Texts("exclude");
        privacy.End();
        return [.. globs.Select(glob => glob.Value)];
    }

    /// <summary>Relative paths are relative to the file that says them.</summary>
    static string Full(YamlText path, Folders folders, Problems problems)
    {
        try
        {
            return Path.GetFullPath(UserPath.Expand(path.Value, folders.UserHome), folders.Config);
        }
        catch (Exception ex) when (ex is ArgumentException or NotSupportedException or PathTooLongException)
        {
            problems.Add(path.Line, $"\"{path.Value}\" can't be a path: {ex.Message}");
            return path.Value;
        }
    }
}

/// <param name="Example">A value as it may stand in the file.</param>
sealed record Setting(string Key, string Type, string Default, string Description, string Example);
