using Microsoft.ML;
using MsMclr.MLNet.Cli.Inspect.Facts;

namespace MsMclr.MLNet.Cli.Inspect;

/// <summary>Looks into a folder with an encoder that somebody hands on.</summary>
internal static class PretrainedInspector
{
    /// <exception cref="FormatException">A file is missing or damaged, or the encoder gives another embedding than it did.</exception>
    public static Inspection Of(MLContext ml, string folder)
    {
        var info = SkeletonPretrained.Check(ml, folder);
        var inspection = new Inspection("pretrained encoder");
        inspection.Add("folder", Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))));
        inspection.Add("name", info.Name);
        inspection.Add("data", info.Data ?? "not told");
        inspection.Add("license", info.License ?? "not told");
        inspection.Add("sha256", info.Sha256);
        inspection.Add("encoder sha256", info.EncoderSha256);
        inspection.Add("files", [.. info.Files.Select(file => file.Key)]);
        inspection.Add("reference clip", "gives the embedding that it gave when the encoder was saved");
        EncoderInspector.AddTo(inspection, ml, Path.Combine(folder, "encoder.onnx"), layout: null);
        return inspection;
    }
}
