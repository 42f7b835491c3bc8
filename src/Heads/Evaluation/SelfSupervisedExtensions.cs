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

    /// <summary>
    /// Gets what learns without labels, and what judges the result, in languages that do not see C#'s extension properties (F#, Visual
    /// Basic).
    /// </summary>
    /// <param name="context">The context.</param>
    /// <returns>What <c>mlContext.SelfSupervised</c> is in C#.</returns>
    public static SelfSupervisedCatalog SelfSupervised(MLContext context) => context.SelfSupervised;
}
