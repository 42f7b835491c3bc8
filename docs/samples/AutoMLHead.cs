// A head found by AutoML. Compiled only with -p:AutoML=true, which adds the package Microsoft.ML.AutoML; nothing else here needs it.
#if AUTOML
using Microsoft.ML;
using Microsoft.ML.AutoML;

namespace Samples;

public static class AutoMLHead
{
    public static ITransformer Find(MLContext ml, string embeddings, uint seconds)
    {
        var embedded = ml.Data.Cache(ml.Data.LoadFromBinary(embeddings), "Features", "Label", "Subject");
        var columns = new ColumnInformation { LabelColumnName = "Label", SamplingKeyColumnName = "Subject" };
        columns.IgnoredColumnNames.Add("Name");
        var search = ml.Auto().CreateMulticlassClassificationExperiment(seconds);
        return search.Execute(embedded, numberOfCVFolds: 5, columns).BestRun.Results.First().Model;
    }
}
#endif
