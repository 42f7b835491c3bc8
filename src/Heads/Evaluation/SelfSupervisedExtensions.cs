using Microsoft.ML;

namespace MsMclr.MLNet;

/// <summary>Adds <c>mlContext.SelfSupervised</c>.</summary>
public static class SelfSupervisedExtensions
{
    extension(MLContext context)
    {
        /// <summary>Learning without labels, and judging what was learned.</summary>
        public SelfSupervisedCatalog SelfSupervised => new(context);
    }
}
