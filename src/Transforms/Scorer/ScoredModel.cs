using Microsoft.ML;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.Transforms.Onnx;

namespace MsMclr.MLNet.Transforms.Scorer;

/// <summary>Loads a model for scoring clip by clip from many threads.</summary>
internal static class ScoredModel
{
    /// <exception cref="FormatException">The file is no model.</exception>
    public static ITransformer Load(string file, out DataViewSchema schema)
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
        try
        {
            return ml.Model.Load(file, out schema);
        }
        catch (Exception error)
        {
            // What a damaged file throws is of many types.
            throw new FormatException($"'{file}' cannot be loaded as a model: {error.Message}", error);
        }
    }
}
