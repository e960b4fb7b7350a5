using Debrief.Evaluation;
using Debrief.Facets;
using Debrief.Facets.Runs;
using Debrief.LanguageModels;
using Debrief.Sessions;
using Debrief.Tests.Facets;
using Debrief.Transcripts;
using Microsoft.Extensions.Time.Testing;

namespace Debrief.Tests.Evaluation;

public sealed class PaidExtractorTests
{
    readonly FakeTimeProvider _clock = new();

    [Fact]
    public async Task Who_asks_too_much_waits_and_asks_again()
    {
        var model = new Scripted(RunMachine.Failure(FailureKind.RateLimited, TimeSpan.FromMinutes(2)));
        var paid = Paid(model);
        var asking = paid.ExtractAsync(new() { Id = "a" }, [], CancellationToken.None);

        _clock.Advance(TimeSpan.FromSeconds(119));
        Assert.Equal((1, false), (model.Asked, asking.IsCompleted));
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("a", (await asking).Facet.SessionId);
        Assert.Equal((2, 0.01, 1000), (model.Asked, paid.Asked.CostUsd, paid.Asked.InputTokens));
    }

    [Fact]
    public async Task Who_would_have_to_wait_too_long_fails()
    {
        var paid = Paid(new Scripted(RunMachine.Failure(FailureKind.RateLimited, TimeSpan.FromHours(2))));

        Assert.Equal(FailureKind.RateLimited, (await Assert.ThrowsAsync<ModelFailure>(() => paid.ExtractAsync(new() { Id = "a" }, [], CancellationToken.None))).Kind);
    }

    PaidExtractor Paid(FacetExtractor model) => new(model, _ => false, Budget.Free, _clock);

    /// <summary>Fails once, then answers.</summary>
    sealed class Scripted(ModelFailure failure) : FacetExtractor
    {
        public int Asked { get; private set; }

        public override string Name => "model";
        public override string Model => "small";
        public override string PromptVersion => "v1";

        public override Task<ExtractedFacet> ExtractAsync(Session session, IReadOnlyList<Passage> passages, CancellationToken cancel) =>
            ++Asked == 1 ? throw failure : Task.FromResult(RunMachine.Answer(session));
    }
}
