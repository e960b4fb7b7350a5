using Debrief.Sessions;
using Debrief.Tests.Configuration;

namespace Debrief.Tests.Sessions;

public sealed class TranscriptArchiveTests : IDisposable
{
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_copy_gives_back_what_was_saved_up_to_the_offset()
    {
        Assert.True(Save("{\"a\":1}\n{\"half", length: 8));

        Assert.Equal("{\"a\":1}\n", Unpacked());
    }

    [Fact]
    public void A_copy_is_never_replaced_by_a_shorter_one()
    {
        Save("{\"a\":1}\n{\"b\":2}\n", length: 16);

        Assert.False(Save("{\"a\":1}\n", length: 16));
        Assert.Equal("{\"a\":1}\n{\"b\":2}\n", Unpacked());
        Assert.Single(Directory.GetFiles(_folder["archive"], "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void One_writes_at_a_time()
    {
        using (Archive.TryLock())
            Assert.Null(Archive.TryLock());

        using var again = Archive.TryLock();
        Assert.NotNull(again);
    }

    TranscriptArchive Archive => new(_folder["archive"]);

    bool Save(string text, long length) => Archive.Save(_folder.Write("x.jsonl", text), 7, length);

    string Unpacked()
    {
        var path = Archive.Unpack(7);
        try
        {
            return File.ReadAllText(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
