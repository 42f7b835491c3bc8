using Microsoft.ML;

namespace MsMclr.MLNet;

/// <summary>Learning without labels, and judging what was learned: <c>mlContext.SelfSupervised</c>.</summary>
public sealed partial class SelfSupervisedCatalog
{
    internal SelfSupervisedCatalog(MLContext context)
    {
        Context = context;
        Trainers = new SelfSupervisedTrainers(context);
    }

    /// <summary>The trainers.</summary>
    public SelfSupervisedTrainers Trainers { get; }

    internal MLContext Context { get; }
}
