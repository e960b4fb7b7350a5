using System.Runtime.CompilerServices;

namespace Debrief.Tests.Cli;

public sealed class DocsTests
{
    [Theory]
    [InlineData("cli", "md"), InlineData("configuration", "md"), InlineData("openapi", "json")]
    public async Task A_page_is_what_the_program_prints(string page, string extension)
    {
        var printed = (await Run.Debrief("docs", page)).Output;
        var kept = await File.ReadAllTextAsync(Path.Combine(Docs(), $"{page}.{extension}"));

        Assert.True(printed == kept, $"docs/{page}.{extension} is out of date. Renew it: dotnet run --project src/Debrief -- docs {page} > docs/{page}.{extension}");
    }

    static string Docs([CallerFilePath] string thisFile = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", "..", "docs"));
}
