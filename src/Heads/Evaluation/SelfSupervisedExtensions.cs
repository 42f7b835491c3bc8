using Microsoft.ML;

namespace MsMclr.MLNet;

/// <summary>Adds <c>mlContext.SelfSupervised</c>.</summary>
public static class SelfSupervisedExtensions
{
    extension(MLContext context)
    {
        /// <summary>Gets what learns without labels, and what judges the result.</summary>
        public SelfSupervisedCatalog SelfSupervised => new(context);
    }
}
