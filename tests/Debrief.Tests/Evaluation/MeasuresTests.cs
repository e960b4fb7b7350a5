using Debrief.Evaluation;

namespace Debrief.Tests.Evaluation;

/// <summary>Each figure was worked out by hand.</summary>
public sealed class MeasuresTests
{
    [Fact]
    public void Choices_are_compared_exactly_and_beyond_chance()
    {
        Pair[] pairs = [Choice("full", "full"), Choice("full", "most"), Choice("most", "most"), Choice(null, null)];

        Assert.Equal(0.75, Measures.Measure("exact", pairs));
        // By chance: full 2/4 · 1/4 + most 1/4 · 2/4 + none 1/4 · 1/4 = 5/16; (12/16 − 5/16) / (1 − 5/16) = 7/11.
        Assert.Equal(7.0 / 11, Measures.Measure("kappa", pairs)!.Value, 1e-9);
    }

    [Fact]
    public void An_answer_that_is_lacking_is_not_the_value_none() => Assert.Equal(0, Measures.Measure("exact", [Choice("none", null)]));

    [Fact]
    public void Where_only_one_value_occurs_there_is_nothing_beyond_chance() => Assert.Null(Measures.Measure("kappa", [Choice("full", "full"), Choice("full", "full")]));

    [Fact]
    public void Lists_are_compared_by_what_they_share()
    {
        // Shared 1 and 1; answered 1 and 2; labelled 2 and 3.
        Pair[] pairs = [List(["acme", "home"], ["ACME"]), List(["bug", "bug", "bug"], ["bug", "limit"])];

        Assert.Equal(2 * 2.0 / 8, Measures.Measure("F1", pairs));
        Assert.Equal(2.0 / 3, Measures.Measure("precision", pairs));
        Assert.Equal(2.0 / 5, Measures.Measure("recall", pairs));
    }

    [Fact]
    public void What_was_not_answered_was_not_found() => Assert.Equal(0, Measures.Measure("F1", [List(["acme"], null)]));

    [Fact]
    public void What_neither_side_names_is_not_measured() => Assert.Null(Measures.Measure("F1", [List([], [])]));

    [Fact]
    public void Of_a_counted_item_only_its_own_number_counts() =>
        Assert.Equal(2 * 1.0 / 4, Measures.Measure("F1", [List(["bug", "bug", "bug", "limit"], ["bug", "limit"]).Only("bug")]));

    [Fact]
    public void Numbers_are_compared_by_how_far_they_are_off_where_there_is_an_answer() =>
        Assert.Equal(2, Measures.Measure("MAE", [Of(Scale.Number, ["2"], ["5"]), Of(Scale.Number, ["1"], ["0"]), Of(Scale.Number, ["9"], null)]));

    [Theory]
    [InlineData("5 4 1", "7 2 1", 1.0), InlineData("5 4 1", "5 4 4", 0.0), InlineData("5 4 1", "8 4 1", 0.0)]
    public void Tasks_agree_within_two(string label, string answer, double near) => Assert.Equal(near, Measures.Measure("near", [Of(Scale.Chain, label.Split(' '), answer.Split(' '))]));

    [Theory]
    [InlineData("10", 1.0), InlineData("30", 1.0), InlineData("31", 0.0)]
    public void Minutes_saved_agree_within_what_people_think(string answer, double near) => Assert.Equal(near, Measures.Measure("near", [Of(Scale.Range, ["10", "30"], [answer])]));

    [Fact]
    public void The_same_sessions_give_the_same_interval_around_the_value()
    {
        Pair[] pairs = [.. Enumerable.Range(0, 20).Select(i => Choice("full", i < 10 ? "full" : "most"))];

        var interval = Interval.Of(pairs, drawn => Measures.Measure("exact", drawn))!;

        Assert.Equal(interval, Interval.Of(pairs, drawn => Measures.Measure("exact", drawn)));
        // Ten of twenty by a fair coin: nineteen times in twenty between 0.28 and 0.72.
        Assert.InRange(interval.Low, 0.2, 0.35);
        Assert.InRange(interval.High, 0.65, 0.8);
    }

    [Fact]
    public void One_session_has_no_interval() => Assert.Null(Interval.Of([Choice("full", "full")], drawn => Measures.Measure("exact", drawn)));

    static Pair Choice(string? label, string? answer) => Of(Scale.Choice, label is null ? null : [label], answer is null ? null : [answer]);

    static Pair List(string[] label, string[]? answer) => Of(Scale.List, label, answer);

    static Pair Of(Scale scale, string[]? label, string[]? answer) => new("s", new("facet", scale, _ => null), label, answer);
}
