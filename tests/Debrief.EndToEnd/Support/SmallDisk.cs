using System.Diagnostics;

namespace Debrief.EndToEnd.Support;

/// <summary>A disk of some megabytes, mounted on an empty folder. Skips the test for who may not mount one.</summary>
sealed class SmallDisk : IDisposable
{
    const int Piece = 16 << 10;

    readonly string _folder;

    public SmallDisk(string folder, int megabytes)
    {
        _folder = folder;
        Assert.SkipUnless(OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", folder), "A small disk can't be mounted here: that takes root on Linux.");
    }

    string Filler => Path.Combine(_folder, "somebody-elses");

    /// <summary>Fills it with somebody else's file.</summary>
    public void Fill(int leaving)
    {
        using var file = File.Create(Filler);
        try
        {
            for (var piece = new byte[Piece]; ; file.Flush(flushToDisk: true))
                file.Write(piece);
        }
        catch (IOException)
        {
            file.SetLength(Math.Max(0, file.Length - leaving)); // It is full.
        }
    }

    public void Free() => File.Delete(Filler);

    public void Dispose() => Run("umount", "--lazy", _folder);

    static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
