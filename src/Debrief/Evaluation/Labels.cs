namespace Debrief.Evaluation;

/// <summary>A folder with a JSON file a session, or one that holds it as "labels".</summary>
sealed record Labels(string Folder, string? ProfileFile, IReadOnlyList<Label> All)
{
    /// <exception cref="UserError">There are none, or one of them can't be read.</exception>
    public static Labels Read(string folder)
    {
        if (!Directory.Exists(folder))
            throw new UserError($"There is no folder {folder} with labels.");

        var within = Directory.Exists(Path.Combine(folder, "labels")) ? Path.Combine(folder, "labels") : folder;
        var labels = Directory.EnumerateFiles(within, "*.json").Order(StringComparer.Ordinal).Select(Label.Read).ToList();
        if (labels.Count == 0)
            throw new UserError($"There are no labels in {within}: a label is one JSON file a session.");
        if (labels.GroupBy(label => label.SessionId).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new UserError($"{within} holds two labels of session {twice.Key}. Move one of them away.");
        return new(within, ProfileBeside(within), labels);
    }

    static string? ProfileBeside(string folder) =>
        new[] { folder, Path.GetDirectoryName(Path.GetFullPath(Path.TrimEndingDirectorySeparator(folder))) }
            .OfType<string>()
            .Select(place => Path.Combine(place, "profile.yaml"))
            .FirstOrDefault(File.Exists);
}
