using Microsoft.ML;
using MsMclr.MLNet.Experiments.Writing;

namespace MsMclr.MLNet.Experiments.Running;

/// <summary>The clips of an experiment, prepared once for all its seeds, and what prepared them.</summary>
internal sealed record PreparedClips(MLContext Ml, ITransformer Preparation, DataViewSchema Recorded, IDataView Train, IDataView Test)
{
    public (EmbeddingScore Score, IDataView Train, IDataView Test) Score(string name, ITransformer embedding, ExperimentOptions options)
    {
        var (train, test) = (Embedded(embedding, Train), Embedded(embedding, Test));
        return (EmbeddingScore.Of(name, Ml, train, test, options), train, test);
    }

    private IDataView Embedded(ITransformer embedding, IDataView view) => Ml.Data.Cache(embedding.Transform(view), ["Features", .. EmbeddingsFile.ColumnsOf(view, "Label", "Name", "Subject")]);
}
