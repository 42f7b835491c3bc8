using System.Globalization;
using MsMclr.MLNet.Loaders.Contract;

namespace MsMclr.MLNet.Loaders.Formats.OpenPose;

/// <summary>
/// The names of OpenPose's files: <c>name_000000000012_keypoints.json</c> of a video, <c>image_12_keypoints.json</c> of images.
/// </summary>
internal static class OpenPoseFileName
{
    private const string End = "_keypoints";
    private const string Extension = ".json";
    private const int MostDigits = 18;

    public static bool Is(string fileName) => fileName.EndsWith(End + Extension, StringComparison.OrdinalIgnoreCase);

    /// <summary>What a name without its extension tells. An image without a number is a clip of its own.</summary>
    public static FrameFile Parse(string name)
    {
        if (name.EndsWith(End, StringComparison.OrdinalIgnoreCase))
            name = name[..^End.Length];
        var digits = name.Length;
        while (digits > 0 && name.Length - digits < MostDigits && char.IsAsciiDigit(name[digits - 1]))
            digits--;
        if (digits == name.Length)
            return new FrameFile(name, 0);
        return new FrameFile(name[..digits], long.Parse(name.AsSpan(digits), NumberStyles.None, CultureInfo.InvariantCulture));
    }

    /// <summary>The clip's name; null where the files' names are numbers alone.</summary>
    public static string? ClipName(string name)
    {
        var clip = Parse(name).Clip.TrimEnd('_', '-', '.', ' ');
        return clip.Length > 0 ? clip : null;
    }
}
