using System.Globalization;
using System.Text;

namespace MsMclr.MLNet.Tests;

/// <summary>Recordings of two bodies of 25 joints as PKU-MMD's text: one line a frame, 150 numbers, as they read back to the bit.</summary>
internal static class PkuMmdText
{
    public static string Of(SkeletonRecording recording)
    {
        var text = new StringBuilder();
        for (var frame = 0; frame < recording.Frames; frame++)
        {
            var values = recording.Values.Slice(frame * 150, 150).ToArray();
            text.AppendJoin(' ', values.Select(value => value.ToString("r", CultureInfo.InvariantCulture))).Append('\n');
        }

        return text.ToString();
    }
}
