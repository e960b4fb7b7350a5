using Debrief.Sources;
using Debrief.Transcripts;

namespace Debrief.Pushing;

/// <summary>Keeps transcripts that other machines hand in, part by part. What is there of a file is told by its length and its ends, so that a push goes on where one broke off.</summary>
/// <param name="folder">Made if missing.</param>
sealed class PushedFiles(string folder)
{
    /// <summary>Of one file at most.</summary>
    public const long LongestFile = 4L << 30;

    /// <returns>How much of it is here, and a hash of its ends; zero and null where there is none.</returns>
    /// <exception cref="UserError">The path can't be.</exception>
    public KnownFile Find(string? owner, string host, string path)
    {
        var file = new FileInfo(PushedPlace.Of(folder, owner, host, path));
        return file.Exists && file.Length > 0 ? new(path, file.Length, FileEnds.Hash(file.FullName, file.Length)) : new(path, 0, null);
    }

    /// <summary>Adds a part behind what is here; from the beginning it replaces what is here.</summary>
    /// <returns>How much is here then.</returns>
    /// <exception cref="UserError">There is something else here than the part begins behind, or another push is at it.</exception>
    public async Task<long> AppendAsync(string? owner, string host, string path, long from, Stream part, CancellationToken cancel)
    {
        var place = PushedPlace.Of(folder, owner, host, path);
        PrivateFile.CreateFolder(Path.GetDirectoryName(place)!);
        await using var file = Open(place, from);
        if (file.Length != from)
            throw new UserError($"{path} has {file.Length} bytes here, so nothing can be added at {from}. Ask again what is known.");
        if (from > LongestFile)
            throw new UserError($"{path} is too long to be a transcript.");
        await part.CopyToAsync(file, cancel);
        return file.Length;
    }

    static FileStream Open(string place, long from)
    {
        try
        {
            var file = PrivateFile.Create(place, from == 0 ? FileMode.Create : FileMode.OpenOrCreate);
            file.Seek(0, SeekOrigin.End);
            return file;
        }
        catch (IOException ex) when (ex is not DirectoryNotFoundException and not PathTooLongException)
        {
            throw new UserError("Another push is at this file. Try again when it is done.", ex);
        }
    }
}

/// <param name="Size">How much of it the server has, in bytes.</param>
/// <param name="EndsHash">Of the first and last kilobyte of that; null where it has nothing.</param>
sealed record KnownFile(string Path, long Size, string? EndsHash);
