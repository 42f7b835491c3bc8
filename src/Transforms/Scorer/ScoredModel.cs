using Microsoft.ML;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.Transforms.Onnx;
using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Transforms.Models;
using MsMclr.MLNet.Transforms.Onnx;

namespace MsMclr.MLNet.Transforms.Scorer;

/// <summary>Loads a model whose file was checked.</summary>
internal static class ScoredModel
{
    /// <summary>A context for scoring clip by clip from many threads.</summary>
    public static MLContext Context()
    {
        var ml = new MLContext();

        // Clips are many and small: each keeps to its own thread. What a clip does to the graph is an exception, not a log line.
        ml.SetOnnxSessionOption(new OnnxSessionOptions
        {
            CreateSessionOptions = () => new SessionOptions
            {
                IntraOpNumThreads = 1,
                InterOpNumThreads = 1,
                LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
            },
        });
        return ml;
    }

    /// <exception cref="FormatException">The file is no model.</exception>
    /// <exception cref="IOException">There is no folder for temporary files.</exception>
    public static ITransformer Load(MLContext ml, ModelFile file, string path, out DataViewSchema? schema)
    {
        WritableFolder.GiveTo(ml);
        try
        {
            return UnpackedGraphs.Load(ml.Model, file.Content, out schema);
        }
        catch (Exception error)
        {
            // What a model that was made up throws is of many types.
            throw new FormatException($"'{path}' cannot be loaded as a model: {error.Message}", error);
        }
    }
}
