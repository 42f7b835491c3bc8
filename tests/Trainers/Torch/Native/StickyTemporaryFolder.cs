using System.Runtime.Versioning;

namespace MsMclr.MLNet.Tests;

/// <summary>
/// What these tests need of the system: the folder for temporary files has the sticky bit, as /tmp has it on every usual system,
/// or is closed to others. Elsewhere every folder of theirs is refused, as it should be.
/// </summary>
[SupportedOSPlatform("linux")]
internal static class StickyTemporaryFolder
{
    public static void Require()
    {
        var mode = File.GetUnixFileMode(Path.GetTempPath());
        if (mode.HasFlag(UnixFileMode.OtherWrite) && !mode.HasFlag(UnixFileMode.StickyBit))
            Assert.Ignore($"Every user may rename what lies in {Path.GetTempPath()}: it has no sticky bit.");
    }
}
