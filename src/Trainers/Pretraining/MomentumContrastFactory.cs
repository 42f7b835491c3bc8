using MsMclr.MLNet.Trainers.Networks;
using MsMclr.MLNet.Trainers.Pretraining.Contrast;
using MsMclr.MLNet.Transforms.Encoders.Architecture;
using MsMclr.MLNet.Transforms.Streams;

namespace MsMclr.MLNet.Trainers.Pretraining;

/// <summary>Makes the two encoders and the queue that a run begins with.</summary>
internal static class MomentumContrastFactory
{
    /// <summary>Makes them; the caller owns the result.</summary>
    public static MomentumContrast Create(PretrainingJob job)
    {
        var keys = QueueSize.Of(job); // First: what it refuses leaves nothing behind.
        var recipe = job.Recipe;
        var query = NewEncoder(job, job.Seed, trainable: true);
        var key = NewEncoder(job, job.Seed + 1, trainable: false);
        job.Data.Initial?.CopyTo(query.State);
        if (recipe.KeyBeginsAsQuery || job.Data.Initial is not null)
            key.State.CopyFrom(query.State);
        var queue = new KeyQueue(recipe.ProjectionSize, keys, job.Seed + 2, job.Device);
        var loss = new ContrastiveLoss(recipe.Temperature, recipe.DivergenceWeight, recipe.BatchNegatives)
        {
            TeacherTemperature = recipe.TeacherTemperature,
        };
        return new(query, key, queue, loss, recipe.KeyMomentum) { Parts = PartsOf(recipe) };
    }

    private static PartContrast? PartsOf(MsMclrRecipe recipe)
        => recipe.PartContrastWeight > 0 ? new(recipe.Temperature, recipe.PartContrastWeight) : null;

    private static Encoder NewEncoder(PretrainingJob job, long seed, bool trainable)
    {
        var recipe = job.Recipe;
        var shape = job.Data.Store.Shape;
        var input = StreamShape.Of(job.Options.Stream, shape);
        var architecture = new EncoderArchitecture(input.Channels, shape.Joints, recipe.HiddenChannels, recipe.FeatureSize)
        {
            Head = new(recipe.ProjectionSize, HasHiddenLayer: recipe.ProjectionHead == ProjectionHead.TwoLayers),
        };
        var form = new EncoderForm(recipe.GraphDistance, recipe.Attention, recipe.MotionAxes, recipe.Dropout)
        {
            Graph = job.Data.Initial?.Graph,
            Precision = job.Options.Precision,
        };
        return new(architecture, shape, job.Data.Layout, form, seed, job.Device, trainable, job.Ranks);
    }
}
