using System.Text.Json;
using Debrief.Facets;

namespace Debrief.Tests.Facets;

public sealed class AgreementTests
{
    [Fact]
    public void Choices_are_compared_exactly_and_beyond_chance()
    {
        var rows = Rows(("""{"outcome":"fully_achieved"}""", Outcome("fully_achieved")), ("""{"outcome":"fully_achieved"}""", Outcome("mostly_achieved")),
            ("""{"outcome":"mostly_achieved"}""", Outcome("mostly_achieved")), ("""{"outcome":null}""", Outcome(null)));

        Assert.Equal(new("outcome", "exact", 0.75, 4, 3), rows.Single(row => row is { Facet: "outcome", Measure: "exact" }));
        Assert.Equal(0.636, rows.Single(row => row is { Facet: "outcome", Measure: "kappa" }).Value!.Value, 0.001);
    }

    [Fact]
    public void Lists_and_counted_items_are_compared_by_what_they_share()
    {
        var rows = Rows(("""{"businesses":["acme","home"],"friction_counts":{"buggy_code":3}}""", Outcome(null) with { Businesses = ["acme"], FrictionCounts = new Dictionary<string, int> { ["buggy_code"] = 1 } }));

        Assert.Equal(2.0 / 3, rows.Single(row => row.Facet == "businesses").Value!.Value, 0.001);
        Assert.Equal(0.5, rows.Single(row => row.Facet == "friction_counts").Value);
    }

    [Fact]
    public void Counts_are_compared_by_how_far_they_are_off()
    {
        var rows = Rows(("""{"artifacts_created":["a","b"]}""", Outcome(null) with { ArtifactsCreated = 5 }), ("""{"artifacts_created":1}""", Outcome(null) with { ArtifactsCreated = 0 }));

        Assert.Equal(new("artifacts_created", "MAE", 2, 2, 2), rows.Single(row => row.Facet == "artifacts_created"));
    }

    [Fact]
    public void What_neither_side_names_is_not_measured() => Assert.Null(Rows(("""{"businesses":[]}""", Outcome(null))).Single(row => row.Facet == "businesses").Value);

    static IReadOnlyList<FacetAgreement> Rows(params (string Label, SessionFacet Facet)[] sessions)
    {
        var agreement = new Agreement();
        foreach (var (label, facet) in sessions)
            agreement.Add(JsonElement.Parse(label), facet);
        return agreement.Rows;
    }

    static SessionFacet Outcome(string? outcome) => new() { SessionId = "s", Extractor = "rules", ExtractionModel = "none", PromptVersion = "v1", Outcome = outcome };
}
