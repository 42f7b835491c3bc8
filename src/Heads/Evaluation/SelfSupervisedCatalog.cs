using Microsoft.ML;

namespace MsMclr.MLNet;

/// <summary>Learning without labels, and judging what was learned: <c>mlContext.SelfSupervised</c>.</summary>
public sealed partial class SelfSupervisedCatalog
{
    internal SelfSupervisedCatalog(MLContext context) => Context = context;

    internal MLContext Context { get; }
}
