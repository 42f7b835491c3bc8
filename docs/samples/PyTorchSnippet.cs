// The code of docs/pytorch.md, compiled by tests/Readme, which also holds the two together word by word.
using Microsoft.ML;
using MsMclr.MLNet;

namespace Samples;

public static class PyTorchSnippet
{
    public static void Run(IDataView prepared)
    {
        // <snippet>
        var ml = new MLContext();
        using var encoder = ml.Transforms.Skeleton.LoadEncoder("ntu60_xsub_joint.pt");            // a checkpoint of the Python code
        var embedded = encoder.Transform(prepared);                                               // "Skeleton" -> "Features"
        using var tuned = ml.MulticlassClassification.Trainers.SkeletonFineTuning(encoder).Fit(prepared);
        tuned.Encoder.SaveWeights("tuned.safetensors");                                           // back to Python
        tuned.Encoder.SaveEncoder("tuned.onnx");                                                  // to any ONNX runtime
        // </snippet>
    }
}
