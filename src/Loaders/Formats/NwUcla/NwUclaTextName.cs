using System.Globalization;
using System.Text.RegularExpressions;
using MsMclr.MLNet.Loaders.Contract;

namespace MsMclr.MLNet.Loaders.Formats.NwUcla;

/// <summary>
/// What paths of the published data tell: <c>view_1/a01_s01_e00/frame_7_tc_230_skeletons.txt</c> is frame 7 of clip
/// <c>a01_s01_e00_v01</c>.
/// </summary>
internal static partial class NwUclaTextName
{
    public static bool Accepts(string fileName)
        => fileName.EndsWith(".txt", StringComparison.OrdinalIgnoreCase)
            && Path.GetFileNameWithoutExtension(fileName) is var name
            && (IsFrame(name) || ClipName().IsMatch(name));

    /// <summary>Whether a file is one frame, and not a clip.</summary>
    public static bool IsFrame(string name) => FrameName().IsMatch(name);

    /// <summary>The place of a file in its clip. All frames of a folder are one.</summary>
    public static FrameFile Place(string fileName)
    {
        var name = Path.GetFileNameWithoutExtension(fileName);
        return FrameName().Match(name) is { Success: true } frame
            ? new FrameFile("frames", long.Parse(frame.Groups[1].ValueSpan, CultureInfo.InvariantCulture))
            : new FrameFile(name, 0);
    }

    /// <summary>The name of the clip that a file belongs to, with the view at its end where a folder tells it.</summary>
    public static string Clip(SkeletonFile file)
    {
        var folder = Path.GetDirectoryName(file.Path);
        var name = file.Name;
        if (IsFrame(name) && Path.GetFileName(folder) is { Length: > 0 } clip)
        {
            name = clip;
            folder = Path.GetDirectoryName(folder);
        }

        if (!ClipName().IsMatch(name) || name.Contains("_v", StringComparison.OrdinalIgnoreCase))
            return name;
        var view = View().Match(Path.GetFileName(folder) ?? "");
        return view.Success ? $"{name}_v{view.Groups[1].Value.PadLeft(2, '0')}" : name;
    }

    // Nine digits are more frames than any clip has.
    [GeneratedRegex(@"^[^0-9]*([0-9]{1,9})(?:_.*)?_skeletons$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex FrameName();

    [GeneratedRegex(@"^a[0-9]{1,3}_s[0-9]{1,3}_e[0-9]{1,3}(?:_v[0-9]{1,3})?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ClipName();

    [GeneratedRegex(@"^view_?([0-9]{1,3})$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex View();
}
