using System.Text.Json.Nodes;
using CsCheck;
using Debrief.Sessions;
using Debrief.Tests.Support;

namespace Debrief.Tests.Sessions;

public sealed class UsageCounterTests
{
    static readonly Gen<MessageUsage> Usages =
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 2], Gen.Int[0, 1], Gen.Int[0, 1], Gen.Bool, Gen.Int[0, 3], Any.Of("a", "b", "A")).Select((input, output, creation, read, final, minute, model) => new MessageUsage
        {
            Id = "m",
            Model = model,
            Input = input,
            Output = output,
            CacheCreation5m = creation,
            CacheRead = read,
            OutputIsFinal = final,
            At = minute == 0 ? null : DateTimeOffset.UnixEpoch.AddMinutes(minute),
        });

    [Fact]
    public void Lines_may_be_merged_in_any_order_and_any_number_of_times() => Gen.Select(Usages, Usages, Usages).Sample((a, b, c) =>
    {
        Assert.Equal(a.Merge(b), b.Merge(a));
        Assert.Equal(a.Merge(b).Merge(c), a.Merge(b.Merge(c)));
        Assert.Equal(a, a.Merge(a));
    });

    [Fact]
    public void The_lines_of_a_message_are_not_added()
    {
        var usage = Assert.Single(Reading.Usage(
            Say.Assistant("a", "m1", input: 4, output: 6, creation: 70, stop: null).At("10:02"), Say.Assistant("b", "m1", input: 4, output: 61, creation: 70, stop: null).At("10:01"), Say.Assistant("c", "m1", input: 4, output: 9, creation: 70).At("10:03")));

        Assert.Equal((4, 9, 70, true, "10:01"), (usage.Input, usage.Output, usage.CacheCreation5m, usage.OutputIsFinal, usage.At!.Value.ToString("HH:mm")));
    }

    [Fact]
    public void Synthetic_messages_and_those_without_usage_spend_nothing() =>
        Assert.Empty(Reading.Usage(Say.Assistant("x", model: "<synthetic>"), Say.Assistant("x").InMessage("usage", null), Say.Assistant("x").InMessage("model", null), Say.Human("x")));

    [Fact]
    public void Where_the_message_has_no_id_the_entry_has()
    {
        Assert.Equal(2, Reading.Usage(Say.Assistant("a").InMessage("id", 7), Say.Assistant("b").InMessage("id", "")).Count);
        Assert.Equal(2, Reading.Usage(Say.Assistant("a").InMessage("id", "7ac01f89-5c6e-4000-8000-000000000000"), Say.Assistant("b").InMessage("id", "7ac01f89-5c6e-4000-8000-000000000000")).Count);
    }

    [Theory]
    [InlineData(100, 30, 70, 70, 30)]
    [InlineData(100, 0, 0, 100, 0)]
    [InlineData(100, 150, 0, 0, 100)]
    [InlineData(0, 50, 50, 0, 0)]
    public void Where_the_split_by_lifetime_doesn_t_add_up_the_total_is_right(long total, long hour, long minutes, long kept5m, long kept1h)
    {
        var line = Say.Assistant("a", creation: total);
        var usage = (JsonObject)line.Json["message"]!["usage"]!.DeepClone();
        usage["cache_creation"] = new JsonObject { ["ephemeral_1h_input_tokens"] = hour, ["ephemeral_5m_input_tokens"] = minutes };
        var counted = Assert.Single(Reading.Usage(line.InMessage("usage", usage)));

        Assert.Equal((kept5m, kept1h), (counted.CacheCreation5m, counted.CacheCreation1h));
    }
}
