using Debrief.Privacy;

namespace Debrief.Tests.Privacy;

public sealed class SecretsTests(ITestOutputHelper output)
{
    static readonly IReadOnlyList<Planted> _planted = PlantedSecrets.All();
    static readonly IReadOnlyList<(string Sort, string Text)> _harmless = HarmlessTexts.All();

    [Fact]
    public void Every_planted_secret_is_masked_and_what_stands_around_it_stays()
    {
        var missed = _planted.Where(planted => !IsMasked(planted)).Select(planted => $"{planted.Kind}: {planted.Text} → {Secrets.Mask(planted.Text)}").ToList();
        Assert.True(_planted.Count >= 200 && _planted.DistinctBy(planted => planted.Kind).Count() >= 40, $"{_planted.Count} of {_planted.DistinctBy(planted => planted.Kind).Count()} kinds");
        foreach (var line in missed)
            output.WriteLine(line);
        Assert.Empty(missed);
    }

    [Fact]
    public void The_page_says_what_is_measured()
    {
        var page = Page.Read("docs/privacy.md").Text;
        var rows = _planted.GroupBy(planted => planted.Kind).OrderBy(kind => kind.Key, StringComparer.Ordinal).Select(kind => $"| {kind.Key} | {kind.Count()} | {kind.Count(IsMasked) / (double)kind.Count():0.00} |\n").ToList();
        var wrong = _harmless.Count(text => Secrets.Mask(text.Text) != text.Text);
        var figures = $"{_planted.Count} secrets of {rows.Count} kinds, {_planted.Count(IsMasked)} masked (recall {_planted.Count(IsMasked) / (double)_planted.Count:0.00}); {_harmless.Count} harmless texts of {_harmless.DistinctBy(text => text.Sort).Count()} sorts, {wrong} masked";
        output.WriteLine($"{figures}\n{string.Concat(rows)}");

        Assert.Contains(figures, page);
        Assert.Contains($"|---|---|---|\n{string.Concat(rows)}\n", page);
    }

    [Fact]
    public void The_page_names_every_kind_that_shows_by_its_form() =>
        Assert.Equal([], TokenRules.All.Select(rule => rule.Kind).Distinct().Where(kind => !Page.Read("docs/privacy.md").Text.Contains(kind, StringComparison.Ordinal)));

    [Fact]
    public void A_mark_says_the_kind() =>
        Assert.Equal([], _planted.Where(planted => !Secrets.Find(planted.Text).Any(secret => planted.Kind.StartsWith(secret.Kind, StringComparison.Ordinal)))
            .Select(planted => $"{planted.Kind}: {Secrets.Mask(planted.Text)}"));

    [Fact]
    public void Harmless_texts_stay_as_they_are()
    {
        var wrong = _harmless.Where(text => Secrets.Mask(text.Text) != text.Text).Select(text => $"{text.Sort}: {text.Text} → {Secrets.Mask(text.Text)}").ToList();
        foreach (var line in wrong)
            output.WriteLine(line);

        Assert.True(_harmless.Count >= 500 && _harmless.DistinctBy(text => text.Sort).Count() >= 40, $"{_harmless.Count} of {_harmless.DistinctBy(text => text.Sort).Count()} sorts");
        Assert.InRange(wrong.Count / (double)_harmless.Count, 0, 0.01);
    }

    [Fact]
    public void Masking_again_changes_nothing() =>
        Assert.All(_planted, planted => Assert.Equal(Secrets.Mask(planted.Text), Secrets.Mask(Secrets.Mask(planted.Text))));

    [Fact]
    public void A_text_without_secrets_is_the_same_object()
    {
        var text = new string("Mend the tokenizer of /src/shop, please.".AsSpan());

        Assert.Same(text, Secrets.Mask(text));
    }

    [Fact]
    public void A_secret_that_shows_by_form_and_by_place_is_masked_once_and_called_by_its_form() =>
        Assert.Equal("GITHUB_TOKEN=[secret: GitHub token] make", Secrets.Mask($"GITHUB_TOKEN={Token} make"));

    [Fact]
    public void A_token_at_the_end_of_a_line_takes_no_word_of_the_next_along() =>
        Assert.Equal($"{new string('.', 60)} [secret: Anthropic API key]\nexport next", Secrets.Mask($"{new string('.', 60)} sk-{"ant-api03-"}{Letters(90)}\nexport next"));

    [Theory]
    [InlineData("a"), InlineData("="), InlineData("-----BEGIN"), InlineData("-----BEGIN RSA PRIVATE KEY-----"), InlineData("eyJ."), InlineData("eyJ"), InlineData(" eyJaaaa"), InlineData("eyJabcdefgh.eyJabcdefgh\n"), InlineData("MTa."), InlineData("://"),
        InlineData("cookie: a="), InlineData("\\n"), InlineData("password=", 1), InlineData("Bearer ", 1), InlineData("mysql ", 1), InlineData("sk-ant-a1 ", 1), InlineData("secret", 1), InlineData("token: \"", 1), InlineData("otpauth://", 1), InlineData("-u a:", 1)]
    public void Megabytes_of_anything_are_read_to_their_end(string part, int megabytes = 10)
    {
        var text = string.Concat(Enumerable.Repeat(part, megabytes * 1_000_000 / part.Length));

        Assert.EndsWith(" [secret: GitHub token]", Secrets.Mask($"{text} {Token}"));
    }

    static string Token => "gh" + "p_" + Letters(36);

    static string Letters(int length) => new(new Random(7).GetItems("abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789".AsSpan(), length));

    static bool IsMasked(Planted planted)
    {
        var masked = Secrets.Mask(planted.Text);
        return planted.Parts.All(part => !masked.Contains(part, StringComparison.Ordinal)) && masked.Contains(planted.Kept, StringComparison.Ordinal);
    }
}
