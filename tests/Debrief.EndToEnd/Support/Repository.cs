namespace Debrief.EndToEnd.Support;

/// <summary>What lies around the tests: the repository, the tools that test.sh put into it, the transcripts beside it.</summary>
static class Repository
{
    public static readonly string Root = FindRoot();

    // A second worktree lies elsewhere than beside them, and names the folder.
    static readonly string Shared = Environment.GetEnvironmentVariable("DEBRIEF_SHARED_TRANSCRIPTS")
        ?? Path.GetFullPath(Path.Combine(Root, "..", "shared", "transcripts"));

    /// <summary>For fixtures, in which a test can't be skipped.</summary>
    public static bool HasSharedTranscripts => Directory.Exists(Shared);

    /// <summary>Folders of the shared transcripts. Skips the test where there are none.</summary>
    public static string[] SharedTranscripts(params string[] names)
    {
        Assert.SkipUnless(HasSharedTranscripts, $"{Shared} is missing");
        return [.. names.Select(name => Path.Combine(Shared, name))];
    }

    /// <param name="package">May hold wildcards, as in the name of a processor.</param>
    public static string Tool(string package, string path)
    {
        var modules = Path.Combine(Root, ".tools", "node_modules");
        var found = Directory.Exists(modules)
            ? Folders(modules, package).Select(folder => Path.Combine(folder, path)).FirstOrDefault(File.Exists)
            : null;
        Assert.SkipWhen(found is null, $"{package}/{path} is missing from .tools: ./test.sh installs it");
        return found!;
    }

    static IEnumerable<string> Folders(string modules, string package) =>
        Directory.Exists(Path.Combine(modules, Path.GetDirectoryName(package)!)) ? Directory.EnumerateDirectories(Path.Combine(modules, Path.GetDirectoryName(package)!), Path.GetFileName(package)) : [];

    static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Debrief.slnx")))
                return folder.FullName;
        }
        throw new DirectoryNotFoundException("The tests must run from a folder inside the repository.");
    }
}
