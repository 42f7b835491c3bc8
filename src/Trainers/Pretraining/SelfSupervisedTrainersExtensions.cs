namespace MsMclr.MLNet;

/// <summary>Adds <c>mlContext.SelfSupervised.Trainers</c>.</summary>
public static class SelfSupervisedTrainersExtensions
{
    extension(SelfSupervisedCatalog catalog)
    {
        /// <summary>Gets the trainers that read no label.</summary>
        public SelfSupervisedTrainers Trainers => new(catalog.Context);
    }

    /// <summary>Gets the trainers that read no label, in languages that do not see C#'s extension properties (F#, Visual Basic).</summary>
    /// <param name="catalog">The catalog, as <see cref="SelfSupervisedExtensions"/> gives it.</param>
    /// <returns>What <c>mlContext.SelfSupervised.Trainers</c> is in C#.</returns>
    public static SelfSupervisedTrainers Trainers(SelfSupervisedCatalog catalog) => catalog.Trainers;
}
