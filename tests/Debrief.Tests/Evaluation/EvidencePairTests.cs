using Debrief.Evaluation;
using Debrief.Facets;

namespace Debrief.Tests.Evaluation;

public sealed class EvidencePairTests
{
    static readonly LabelledEvidence _label = new("friction", 10, "the build fails since this morning");

    [Theory]
    [InlineData("friction", 9, "something else entirely", true)]
    [InlineData("friction", 12, "something else entirely", false)]
    [InlineData("friction", 90, "The build fails!", true)]
    [InlineData("friction", 90, "build", false)]
    [InlineData("outcome", 10, "the build fails since this morning", false)]
    public void Evidence_stands_where_the_label_has_some_of_that_facet(string facet, int line, string quote, bool supports) =>
        Assert.Equal(supports, _label.Supports(Given(facet, line, quote)));

    [Theory]
    [InlineData("user_satisfaction_counts", "satisfaction"), InlineData("course_correction", "corrections"), InlineData("friction_counts", "friction"), InlineData("people", null)]
    public void A_label_may_name_the_column(string column, string? facet) => Assert.Equal(facet, LabelledEvidence.FacetNamed(column));

    [Fact]
    public void Precision_is_of_what_was_given_and_recall_of_what_was_labelled()
    {
        var label = new Label("s", null, new Dictionary<string, IReadOnlyList<string>?>(), [_label, new("friction", 50, "a second incident"), new("friction", 70, "a third incident")]);
        var facets = new SessionFacet
        {
            SessionId = "s",
            Extractor = "rules",
            ExtractionModel = "none",
            PromptVersion = "v1",
            Evidence = [Given("friction", 10, "fails"), Given("friction", 30, "no one saw this")],
        };

        var pairs = EvidencePair.Of(label, facets).Where(pair => pair.Facet == "friction").ToList();

        Assert.Equal(1.0 / 2, EvidencePair.Measure("precision", pairs));
        Assert.Equal(1.0 / 3, EvidencePair.Measure("recall", pairs));
    }

    [Fact]
    public void Nothing_is_held_against_a_label_without_evidence() =>
        Assert.Empty(EvidencePair.Of(new Label("s", null, new Dictionary<string, IReadOnlyList<string>?>(), []), null));

    static Evidence Given(string facet, int line, string quote) => new(facet, "any", line, quote, "human", null);
}
