using Debrief.Facets;
using Debrief.Facets.Asking;
using Debrief.Facets.Runs;
using Debrief.LanguageModels;
using Debrief.Sessions;
using Debrief.Tests.Support;

namespace Debrief.Tests.Facets;

public sealed class ForecastOnSqlite() : ForecastTests(new Sqlite());
public sealed class ForecastOnPostgres() : ForecastTests(new Postgres());

public abstract class ForecastTests(TestDatabase on) : IDisposable
{
    public void Dispose() => on.Dispose();

    static readonly ModelExtractor _extractor = new(new("model", "small", (_, _) => throw new NotSupportedException("Nobody is asked for a forecast."), text => text), FacetPrompt.Ours(), new(), _ => []);

    readonly List<string> _measured = [];

    [Fact]
    public async Task A_few_sessions_are_measured_each_by_the_question_that_would_be_asked()
    {
        var (a, b) = (QuestionAbout(Session("a", 10)), QuestionAbout(Session("b", 500)));

        var forecast = await ForecastAsync([Session("a", 10), Session("b", 500)]);

        Assert.Equal(["a", "b"], _measured);
        Assert.Equal(b.Prompt.System.Length + b.Prompt.User.Length, b.Length.Characters);
        Assert.Equal(b.Length.Characters, forecast.Sessions["b"].Characters);
        Assert.Equal(a.Length.Tokens + b.Length.Tokens, forecast.InputTokens);
        Assert.Equal(200, forecast.OutputTokens);
        Assert.Equal(forecast.InputTokens + 2000.0, forecast.CostUsd);
        Assert.Equal(forecast.CostUsd, forecast.CostOf(Session("a", 10)) + forecast.CostOf(Session("b", 500)));
    }

    [Fact]
    public async Task Of_many_a_sample_from_everywhere_is_measured_and_stands_for_the_others()
    {
        var sessions = Enumerable.Range(0, 1000).Select(number => Session($"{number:000}", 10 + number)).ToList();

        var forecast = await ForecastAsync(sessions);

        Assert.Equal((50, 50), (_measured.Count, forecast.Measured));
        Assert.Equal(("000", "980"), (_measured[0], _measured[^1]));
        Assert.Equal(1000, forecast.Sessions.Count);
        Assert.Null(forecast.Sessions["999"].Characters);
        var all = sessions.Sum(session => (long)QuestionAbout(session).Length.Tokens);
        Assert.InRange(forecast.InputTokens, all * 0.97, all * 1.03);
    }

    [Fact]
    public async Task One_that_cannot_be_read_is_taken_for_as_long_as_the_others()
    {
        var forecast = await ForecastAsync([Session("a", 10), Session("unreadable", 10), Session("silent", 10)]);

        Assert.Equal(1, forecast.Measured);
        Assert.All(["unreadable", "silent"], id => Assert.Equal(forecast.Sessions["a"] with { Characters = null }, forecast.Sessions[id]));
    }

    [Fact]
    public async Task What_nobody_can_know_stays_unknown()
    {
        Assert.Null((await ForecastAsync([Session("unreadable", 10)])).CostUsd);
        Assert.Null((await ForecastAsync([Session("a", 10)], price: (_, _) => null)).CostUsd);
        Assert.Equal(0, (await ForecastAsync([])).CostUsd);
    }

    [Fact]
    public async Task Answers_are_taken_for_as_long_as_those_of_the_same_model_to_the_same_prompt_were()
    {
        await using var machine = await RunMachine.WithAsync(on, 12);
        var attempts = new AttemptReader(machine.Database);
        machine.Says = session => RunMachine.Answer(session) with { Spent = new("small", 1000, session.Id[0] - 'a' + 100, 0.01) };
        await machine.RunAsync(limit: 9);
        Assert.Null(await attempts.MeanAnswerAsync(_extractor, CancellationToken.None));

        await machine.RunAsync();

        Assert.Equal(105, await attempts.MeanAnswerAsync(_extractor, CancellationToken.None));
        var another = new ModelExtractor(new("model", "large", (_, _) => throw new NotSupportedException(), text => text), FacetPrompt.Ours(), new(), _ => []);
        Assert.Null(await attempts.MeanAnswerAsync(another, CancellationToken.None));
    }

    Task<Forecast> ForecastAsync(IReadOnlyList<Session> sessions, Func<long, long, double?>? price = null) => Forecast.OfAsync(sessions, (session, _) =>
    {
        _measured.Add(session.Id);
        return session.Id switch
        {
            "unreadable" => throw new IOException("It is gone."),
            "silent" => Task.FromResult<FacetQuestion?>(null),
            _ => Task.FromResult<FacetQuestion?>(QuestionAbout(session)),
        };
    }, answerTokens: 100, price ?? ((input, output) => input + output * 10), CancellationToken.None);

    static FacetQuestion QuestionAbout(Session session) =>
        _extractor.QuestionAbout(session, Talk.Of(Talk.Human("fix the cart"), Talk.Assistant(string.Concat(Enumerable.Repeat("Done. ", session.MessageCount)))));

    static Session Session(string id, int words) => Talk.Session() with { Id = id, MessageCount = words };
}
