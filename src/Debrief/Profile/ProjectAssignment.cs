using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Debrief.Profile;

/// <summary>Gives a project to a business by adding it to that business's `projects` in the YAML, all else and every comment left as it is.</summary>
static class ProjectAssignment
{
    /// <param name="project">The very working directory.</param>
    /// <returns>The YAML with it; null where it is written in a way that can only be changed by hand.</returns>
    public static string? Into(string yaml, string project, string slug)
    {
        var lines = yaml.ReplaceLineEndings("\n").Split('\n').ToList();
        if (Find(yaml.ReplaceLineEndings("\n"), slug) is not { } place || !TryInsert(lines, place, ProfileWriter.Text(project)))
            return null;

        var changed = string.Join('\n', lines);
        return ProfileFile.Parse(changed) is { Problems: [], Profile: var profile } && profile.BusinessOf(project)?.Slug == slug ? changed : null;
    }

    static bool TryInsert(List<string> lines, Place place, string quoted)
    {
        switch (place)
        {
            case { End: { } end, IsFlow: true }:
                var line = lines[(int)end.Line - 1];
                var column = (int)end.Column - 1;
                lines[(int)end.Line - 1] = $"{line[..column]}{(place.Last is null ? "" : ", ")}{quoted}{line[column..]}";
                return true;
            case { Last: { } last }:
                var dash = lines[(int)last.Line - 1];
                if (dash.TrimStart() is not ['-', ..])
                    return false;
                lines.Insert((int)last.Line, $"{dash[..dash.IndexOf('-')]}- {quoted}");
                return true;
            case { HasProjects: false, Slug: { } key }:
                lines.Insert((int)key.Line, $"{new string(' ', (int)key.Column - 1)}projects: [{quoted}]");
                return true;
            default:
                return false;
        }
    }

    /// <summary>Reads on event by event: only these know where they stand.</summary>
    static Place? Find(string yaml, string slug)
    {
        var reader = new Parser(new StringReader(yaml));
        try
        {
            reader.Consume<StreamStart>();
            reader.Consume<DocumentStart>();
            reader.Consume<MappingStart>();
            while (!reader.TryConsume<MappingEnd>(out _))
            {
                if (reader.Consume<Scalar>().Value != "businesses" || !reader.TryConsume<SequenceStart>(out _))
                    reader.SkipThisAndNestedEvents();
                else
                    return InBusinesses(reader, slug);
            }
        }
        catch (YamlException)
        {
            // It isn't as a profile is, which whoever saves it is told.
        }
        return null;
    }

    static Place? InBusinesses(Parser reader, string slug)
    {
        while (!reader.TryConsume<SequenceEnd>(out _))
            if (InBusiness(reader) is { } place && place.Of == slug)
                return place;
        return null;
    }

    static Place InBusiness(Parser reader)
    {
        var isBlock = reader.Consume<MappingStart>().Style != MappingStyle.Flow;
        var place = new Place();
        while (!reader.TryConsume<MappingEnd>(out _))
        {
            var key = reader.Consume<Scalar>();
            if (key.Value == "projects")
                place = InProjects(reader, place with { HasProjects = true });
            else if (key.Value == "slug" && reader.TryConsume<Scalar>(out var slug))
                place = place with { Of = slug.Value, Slug = isBlock && slug.End.Line == key.Start.Line ? key.Start : null };
            else
                reader.SkipThisAndNestedEvents();
        }
        return place;
    }

    static Place InProjects(Parser reader, Place place)
    {
        if (!reader.TryConsume<SequenceStart>(out var start))
        {
            reader.SkipThisAndNestedEvents();
            return place;
        }

        Mark? last = null;
        SequenceEnd? end;
        while (!reader.TryConsume<SequenceEnd>(out end))
        {
            last = reader.Current is Scalar next ? next.End : null;
            reader.SkipThisAndNestedEvents();
        }
        return place with { Last = last, End = end!.Start, IsFlow = start.Style == SequenceStyle.Flow };
    }

    /// <summary>Where a business says what it is of.</summary>
    /// <param name="Of">Its slug.</param>
    /// <param name="Slug">Where that key stands, on a line of its own.</param>
    /// <param name="Last">Where the last of its projects ends.</param>
    /// <param name="End">Where the list of its projects ends.</param>
    sealed record Place(string? Of = null, Mark? Slug = null, bool HasProjects = false, Mark? Last = null, Mark? End = null, bool IsFlow = false);
}
