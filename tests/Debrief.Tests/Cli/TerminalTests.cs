using Debrief.Cli;
using Spectre.Console;

namespace Debrief.Tests.Cli;

public sealed class TerminalTests
{
    [Theory]
    [InlineData("plain text, [red] too", "plain text, [red] too")]
    [InlineData("\x1b[31mred\x1b[0m", "␛[31mred␛[0m")]
    [InlineData("\x1b]0;title\a", "␛]0;title␇")]
    [InlineData("\x1b]8;;https://evil.example\x1b\\link", "␛]8;;https://evil.example␛\\link")]
    [InlineData("\u009b2J", "\ufffd2J")]
    [InlineData("a\r\nb\nc\td", "a⏎b⏎c d")]
    [InlineData("back\b\b\bspace\0", "back␈␈␈space␀")]
    [InlineData("\u202egpj.exe\u202c \u2066x\u2069 \u200ey", "gpj.exe x y")]
    [InlineData("hid\U000E0041den\u200b", "hidden")]
    [InlineData("größe 日本 👩‍💻", "größe 日本 👩‍💻")]
    public void Foreign_text_is_harmless(string foreign, string shown) => Assert.Equal(shown, Terminal.Plain(foreign));

    [Fact]
    public void Half_a_character_becomes_the_replacement_character() => Assert.Equal("a\ufffd", Terminal.Plain("a\ud83d"));

    [Theory]
    [InlineData("[red]alarm[/]"), InlineData("[link=https://evil.example]x[/]"), InlineData("[["), InlineData("]"), InlineData("[/]")]
    public void Markup_in_foreign_text_is_only_text(string foreign)
    {
        using var output = new StringWriter();

        Terminal.On(output).MarkupLine($"[bold]{Terminal.Safe(foreign)}[/]");

        Assert.Equal(foreign, output.ToString().TrimEnd());
    }

    [Fact]
    public void What_is_not_a_terminal_gets_80_columns_without_escapes()
    {
        using var output = new StringWriter();

        Terminal.On(output).Write(new Table().Expand().AddColumn("[red]name[/]").AddRow("[bold]value[/]"));

        Assert.DoesNotContain('\x1b', output.ToString());
        Assert.All(output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries), line => Assert.Equal(80, line.Length));
    }

    [Fact]
    public void A_paragraph_is_broken_between_words_and_never_within_a_path_or_a_command()
    {
        using var output = new StringWriter { NewLine = "\n" };
        var path = $"/srv/{new string('x', 60)}/my files/{new string('y', 30)}";

        Terminal.WriteWrapped(output, $"What was read from {Words.Whole(path)} is kept: `debrief sync` and, if that isn't enough, `debrief sync --from DIR` bring more.", indent: 2);

        Assert.Equal($"What was read from\n  {path}\n  is kept: `debrief sync` and, if that isn't enough, `debrief sync --from DIR`\n  bring more.\n", output.ToString());
    }

    [Theory]
    [InlineData("19 h 40 m from 5 h 51 m", "19 h 40 m|from 5 h 51 m")]
    [InlineData("29 of 34 sessions judged", "29 of 34 sessions|judged")]
    [InlineData("3 pull requests, +1,234 −5 lines", "3 pull|requests,|+1,234 −5 lines")]
    public void A_figure_stays_whole(string text, string lines) => Assert.Equal(lines.Split('|'), Words.Wrap(Words.Figures(text), 8));
}
