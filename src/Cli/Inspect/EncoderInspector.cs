using Microsoft.ML;
using MsMclr.MLNet.Cli.Inspect.Facts;

namespace MsMclr.MLNet.Cli.Inspect;

/// <summary>Looks into an encoder.</summary>
internal static class EncoderInspector
{
    /// <exception cref="FormatException">The file holds no encoder, or several.</exception>
    public static Inspection Of(MLContext ml, string file, SkeletonLayout? layout)
    {
        var inspection = new Inspection("encoder");
        inspection.Add("file", Path.GetFileName(file));
        AddTo(inspection, ml, file, layout);
        return inspection;
    }

    /// <summary>Adds what the encoder of a file is.</summary>
    /// <exception cref="FormatException">The file holds no encoder, or several.</exception>
    public static void AddTo(Inspection inspection, MLContext ml, string file, SkeletonLayout? layout)
    {
        using var encoder = ml.Transforms.Skeleton.LoadEncoder(file, new EncoderLoadOptions { Layout = layout });
        var shape = encoder.Shape;
        inspection.Add("layout", encoder.Layout.Name);
        inspection.Add("joints", encoder.Layout.Joints);
        inspection.Add("stream", encoder.Stream.ToString().ToLowerInvariant());
        inspection.Add("channels", shape.Channels);
        inspection.Add("frames", shape.Frames);
        inspection.Add("bodies", shape.Bodies);
        inspection.Add("feature size", encoder.FeatureSize);
        inspection.Add("readout", encoder.Readout.ToString());
        inspection.Add("whitening", encoder.Whitening.ToString());
        inspection.Add("embedding size", encoder.EmbeddingSize);
        inspection.Add("parameters", ParameterCount.Of(encoder));
    }
}
