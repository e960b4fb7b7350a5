using System.Text;

namespace Debrief.Benchmarks;

/// <summary>A Claude configuration directory grown from real transcripts. The same input gives the same bytes.</summary>
sealed class Corpus(DirectoryInfo target)
{
    public async Task<int> GrowAsync(DirectoryInfo[] sources, long size, CancellationToken cancel)
    {
        var originals = sources.SelectMany(FilesOf).ToList();
        if (originals.Sum(original => original.Length) == 0)
        {
            await Console.Error.WriteLineAsync("No transcripts: each --from must hold a folder named projects.");
            return 2;
        }
        var copiesOf = Plan(originals, size);
        await Parallel.ForEachAsync(originals, cancel, async (original, cancel) => await CopyAsync(original, copiesOf[original], cancel));
        Console.WriteLine($"{copiesOf.Sum(plan => (long)plan.Value * plan.Key.Length):N0} bytes in {copiesOf.Values.Sum():N0} files");
        return 0;
    }

    static IEnumerable<Original> FilesOf(DirectoryInfo source)
    {
        var projects = Path.Combine(source.FullName, "projects");
        return Directory.Exists(projects)
            ? Directory.EnumerateFiles(projects, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
                .Select(path => new Original(path, $"{source.Name}/{Path.GetRelativePath(projects, path)}", new FileInfo(path).Length))
            : [];
    }

    static Dictionary<Original, int> Plan(List<Original> originals, long size)
    {
        var copies = originals.ToDictionary(original => original, _ => 0);
        for (var total = 0L; total < size;)
        {
            foreach (var original in originals.TakeWhile(_ => total < size))
            {
                copies[original]++;
                total += original.Length;
            }
        }
        return copies;
    }

    async Task CopyAsync(Original original, int copies, CancellationToken cancel)
    {
        var bytes = await File.ReadAllBytesAsync(original.Path, cancel);
        var ids = FreshIds.Find(bytes);
        for (var copy = 1; copy <= copies; copy++)
        {
            var path = PathOf(original, copy);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllBytesAsync(path, FreshIds.Rewrite(bytes, ids, copy), cancel);
        }
    }

    /// <summary>source/slug/rest becomes projects/slug-source-0007/rest: a project folder of its own for each copy, the ids in the names as fresh as those inside.</summary>
    string PathOf(Original original, int copy)
    {
        var parts = original.Name.Split('/', 3);
        var rest = Encoding.UTF8.GetBytes(parts[2]);
        return Path.Combine(target.FullName, "projects", $"{parts[1]}-{parts[0].Replace('.', '-')}-{copy:D4}",
            Encoding.UTF8.GetString(FreshIds.Rewrite(rest, FreshIds.Find(rest), copy)));
    }

    sealed record Original(string Path, string Name, long Length);
}
