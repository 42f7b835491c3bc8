using Microsoft.ML;

namespace MsMclr.MLNet;

/// <summary>Trainers that read no label: <c>mlContext.SelfSupervised.Trainers</c>.</summary>
public sealed partial class SelfSupervisedTrainers
{
    internal SelfSupervisedTrainers(MLContext context) => Context = context;

    internal MLContext Context { get; }
}
