using Debrief.Configuration;
using Debrief.Facets.Asking;
using Debrief.Profile;

namespace Debrief.Cli;

/// <summary>A file that a person wrote, and what is wrong with it. A line of 0: with the file as a whole.</summary>
sealed record DoctorFile(string Path, bool Exists, IReadOnlyList<Problem> Problems)
{
    /// <summary>Where the file isn't right, the rest is looked at as if it weren't there.</summary>
    public static (DoctorFile File, Settings Settings) OfSettings(Folders folders)
    {
        try
        {
            return (At(folders.ConfigFile, []), Settings.Read(folders));
        }
        catch (Exception ex) when (ex is UserError or ArgumentException)
        {
            // The second: a text that can't be a path.
            return (At(folders.ConfigFile, [new(0, ex.Message)]), Settings.Usual(folders));
        }
    }

    public static (DoctorFile File, UserProfile Profile) OfProfile(Folders folders)
    {
        try
        {
            var file = ProfileFile.Read(folders.ProfileFile);
            return (At(folders.ProfileFile, file.Problems), file.Profile);
        }
        catch (UserError ex)
        {
            return (At(folders.ProfileFile, [new(0, ex.Message)]), new());
        }
    }

    /// <returns>The version of the prompt that a model is asked by; null where its file isn't right.</returns>
    public static (DoctorFile File, string? Version) OfPrompt(Folders folders)
    {
        var path = System.IO.Path.Combine(folders.Config, FacetPrompt.FileName);
        try
        {
            return (At(path, []), FacetPrompt.In(folders.Config).Version);
        }
        catch (UserError ex)
        {
            return (At(path, [new(0, ex.Message)]), null);
        }
    }

    static DoctorFile At(string path, IReadOnlyList<Problem> problems) => new(path, File.Exists(path), problems);
}
