using System.Reflection;
using System.Text.Json;
using Debrief.Sync;

namespace Debrief.Tests.Sync;

public class SyncJsonTests
{
    [Fact]
    public void SaysAllThatASyncDid()
    {
        var values = typeof(SyncResult).GetProperties().Where(property => property.CanWrite && property.Name != nameof(SyncResult.MayBeBehind)).ToList();
        var result = new SyncResult();
        for (var i = 0; i < values.Count; i++)
            values[i].SetValue(result, Convert.ChangeType(i + 1, values[i].PropertyType, null));

        using var said = JsonDocument.Parse(SyncJson.Of(result));

        Assert.Equal([.. values.Select(Name), "shrunk", "unreadable"], said.RootElement.EnumerateObject().Select(one => one.Name));
        Assert.Equal(Enumerable.Range(1, values.Count), values.Select(value => said.RootElement.GetProperty(Name(value)).GetInt32()));
    }

    [Fact]
    public void NamesTheFilesThatWereNotRead()
    {
        var result = new SyncResult { Shrunk = { "/a/\"b\".jsonl" }, Unreadable = { new("/c/<d>.jsonl", "no \u001b way") } };

        using var said = JsonDocument.Parse(SyncJson.Of(result));

        Assert.Equal("/a/\"b\".jsonl", Assert.Single(said.RootElement.GetProperty("shrunk").EnumerateArray()).GetString());
        var unreadable = Assert.Single(said.RootElement.GetProperty("unreadable").EnumerateArray());
        Assert.Equal(("/c/<d>.jsonl", "no \u001b way"), (unreadable.GetProperty("path").GetString(), unreadable.GetProperty("reason").GetString()));
    }

    static string Name(PropertyInfo property) => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name);
}
