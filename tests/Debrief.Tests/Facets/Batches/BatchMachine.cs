using Debrief.Facets;
using Debrief.Facets.Asking;
using Debrief.Facets.Batches;
using Debrief.Facets.Runs;
using Debrief.LanguageModels;
using Debrief.MockModel;
using Debrief.Sessions;
using Debrief.Tests.Support;
using Debrief.Transcripts;

namespace Debrief.Tests.Facets.Batches;

/// <summary>Sessions a, b, c … (a the newest), asked about in batches of a model on loopback.</summary>
sealed class BatchMachine : IAsyncDisposable
{
    readonly LanguageModel _model;
    readonly AnthropicBatches _service;

    BatchMachine(RunMachine run, MockMessages mock)
    {
        (Run, Mock) = (run, mock);
        var choice = new ModelChoice(ModelChoice.Anthropic, "claude-haiku-4-5", mock.Url, "sk-ant-of-nobody");
        _model = choice.Open();
        _service = new AnthropicBatches(choice);
        Extractor = new(new("model", choice.Model, _model.AskAsync, text => text), FacetPrompt.Ours(), new(), _ => []);
        Batches = new(run.Database, run.Clock);
    }

    public RunMachine Run { get; }
    public MockMessages Mock { get; }
    public ModelExtractor Extractor { get; }
    public BatchStore Batches { get; }

    /// <summary>Of these no model may see anything when the answers come.</summary>
    public string Excluded { get; set; } = "";

    /// <summary>What was said of batches.</summary>
    public List<BatchState> News { get; } = [];

    public static async Task<BatchMachine> WithAsync(TestDatabase on, int sessions)
    {
        var mock = await MockMessages.StartAsync();
        mock.Responder = FacetReply.To;
        mock.Batches.PollsUntilEnded = 0;
        return new(await RunMachine.WithAsync(on, sessions), mock);
    }

    public async Task<ExtractionResult> SendAsync(CancellationToken cancel = default)
    {
        await using var claims = await Run.ClaimAsync();
        return await new BatchSending(Batches, Run.Attempts(claims), _service).SendAsync(await Run.PendingAsync(), Extractor, QuestionAboutAsync, _ => 0.01, _ => { }, cancel);
    }

    public Task<ExtractionResult> AdvanceAsync() => Open().AdvanceAsync(concurrency: 1, news => News.Add(news.State), CancellationToken.None);

    public OpenBatches Open()
    {
        var taker = new Taker(Extractor, ReadAsync, session => Excluded.Contains(session.Id, StringComparison.Ordinal), Run.Attempts(), Run.Clock);
        return new(Batches, new BatchLook(Batches, _service, Run.Clock), new BatchTaking(Batches, _service, taker));
    }

    /// <summary>The sessions that have facets by a model.</summary>
    public async Task<string> ExtractedAsync() => await Run.AskAsync<string?>("select string_agg(session_id, '' order by session_id) from session_facets where extractor = 'model'") ?? "";

    /// <summary>One a line: session, outcome, reason.</summary>
    public Task<string> AttemptsAsync() => Run.AskAsync<string>("""
        select string_agg(session_id || ' ' || outcome || coalesce(' ' || reason, ''), '
        ' order by id) from extraction_attempts
        """);

    public async Task<double> SpentAsync() => Math.Round(await Run.AskAsync<double>("select sum(cost_usd) from extraction_attempts"), 9);

    /// <summary>What the mock's tokens cost in a batch.</summary>
    public static double Price(long input, long output) => (input * 1 + output * 5) / 1e6 / 2;

    public async ValueTask DisposeAsync()
    {
        _service.Dispose();
        _model.Dispose();
        await Mock.DisposeAsync();
        await Run.DisposeAsync();
    }

    static Task<IReadOnlyList<Passage>> ReadAsync(Session session, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<Passage>>(session.Id == "z" ? [] : Talk.Of(Talk.Human($"fix the cart of {session.Id} please"), Talk.Assistant("Done.")));

    async Task<FacetQuestion?> QuestionAboutAsync(Session session, CancellationToken cancel) =>
        await ReadAsync(session, cancel) is { Count: > 0 } passages ? Extractor.QuestionAbout(session, passages) : null;
}
