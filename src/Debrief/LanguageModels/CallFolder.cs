namespace Debrief.LanguageModels;

/// <summary>Where one Claude Code runs: a temporary folder that nobody else may enter, with what it is told at its start.</summary>
sealed class CallFolder : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory(OwnCall.FolderPrefix);

    public string Path => _folder.FullName;

    public string SystemPrompt => System.IO.Path.Combine(Path, "system-prompt");

    public void Write(string systemPrompt) => File.WriteAllText(SystemPrompt, systemPrompt);

    /// <summary>Once it was read, so that it doesn't stay where this is killed.</summary>
    public void DeleteSystemPrompt() => File.Delete(SystemPrompt);

    public void Dispose()
    {
        try
        {
            _folder.Delete(recursive: true);
        }
        catch (IOException)
        {
            // The process is still leaving; an empty folder among the temporary ones stays.
        }
    }
}
