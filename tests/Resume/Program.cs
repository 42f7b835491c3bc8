using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet;
using Resume;

// Resume FOLDER EPOCHS [convolution]: trains a tiny encoder with checkpoints in FOLDER (one after every step), says "step" after each, and
// ends with encoder.onnx there. With the third word it then takes one convolution from libtorch, to show what DNNL_VERBOSE=1 says of
// those. The feature size is no multiple of 8: features are then a part of wider memory.
// Resume without-onnx-runtime: says what trainers say of the runtime that is not here, and how many clips they had read by then.
if (args[0] == "without-onnx-runtime")
{
    WithoutOnnxRuntime.Run();
    return;
}

var ml = new MLContext(seed: 1);
var definition = SchemaDefinition.Create(typeof(Clip));
definition[nameof(Clip.Skeleton)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 3, 8, 25, 1);
var clips = Enumerable.Range(0, 24).Select(number => new Clip(number, 3 * 8 * 25)).ToList();
using var encoder = ml.SelfSupervised.Trainers.MsMclr(new MsMclrTrainer.Options
{
    Epochs = int.Parse(args[1]),
    Layout = SkeletonLayout.NtuRgbd,
    Recipe = MsMclrRecipe.Default with
    {
        HiddenChannels = 2,
        FeatureSize = 12,
        ProjectionSize = 4,
        BatchSize = 4,
        MiningAfter = 1,
        Dropout = 0.1,
        Whitening = EmbeddingWhitening.None, // ONNX Runtime is not here.
    },
    CheckpointDirectory = args[0],
    CheckpointInterval = TimeSpan.Zero,
    LogDirectory = args[0],
    Progress = new Steps(),
}).Fit(ml.Data.LoadFromEnumerable(clips, definition));
encoder.SaveEncoder(Path.Combine(args[0], "encoder.onnx"));
if (args.Length > 2)
    LibtorchConvolution.Run();
