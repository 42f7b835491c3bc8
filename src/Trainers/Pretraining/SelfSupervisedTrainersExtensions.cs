namespace MsMclr.MLNet;

/// <summary>Adds <c>mlContext.SelfSupervised.Trainers</c>.</summary>
public static class SelfSupervisedTrainersExtensions
{
    extension(SelfSupervisedCatalog catalog)
    {
        /// <summary>Gets the trainers that read no label.</summary>
        public SelfSupervisedTrainers Trainers => new(catalog.Context);
    }
}
