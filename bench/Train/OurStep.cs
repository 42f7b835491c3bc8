using static TorchSharp.torch;

namespace MsMclr.MLNet.Bench;

/// <summary>Our training step at full size, as <see cref="MsMclrTrainer"/> takes it.</summary>
internal sealed class OurStep
{
    private readonly MsMclrRecipe _recipe;
    private readonly MomentumContrast _contrast;
    private readonly ParameterUpdate _update;

    public OurStep(MsMclrRecipe recipe)
    {
        _recipe = recipe;
        var size = new EncoderSize(TrainBenchmark.Shape, recipe.HiddenChannels, recipe.FeatureSize, recipe.ProjectionSize);
        var form = new EncoderForm(recipe.GraphDistance, recipe.Attention, recipe.MotionAxes, recipe.Dropout);
        var query = new Encoder(size, SkeletonLayout.NtuRgbd, form, 1, CPU);
        var key = new Encoder(size, SkeletonLayout.NtuRgbd, form, 2, CPU, trainable: false);
        _contrast = new(query, key, new KeyQueue(recipe.ProjectionSize, 32768, 3, CPU), recipe.Temperature, recipe.KeyMomentum, recipe.DivergenceWeight);
        _update = recipe.Optimizer == MsMclrOptimizer.Sgd ? new StochasticGradientDescent(query.State, 0.9, recipe.WeightDecay) : new AdamW(query.State, recipe.WeightDecay);
    }

    public void Run(float[] clips, int count)
    {
        using var scope = NewDisposeScope();
        _contrast.Query.BeginStep(_update.Steps);
        _contrast.Key.BeginStep(_update.Steps);
        var views = Enumerable.Range(0, 3).Select(_ => View(clips, count)).ToArray();
        _contrast.Step(views[0], views[1], views[2], minedNeighbours: 0);
        _update.Step(_recipe.LearningRate);
        Array.ForEach(views, view => view.Rows.Dispose());
    }

    private View View(float[] clips, int count)
    {
        var shape = TrainBenchmark.Shape;
        return new(tensor(clips, [count, shape.Channels, shape.Frames, shape.Joints, shape.Bodies]),
            _recipe.ExcludeAbsentBodies ? BodyRows.Present(clips, count, shape, CPU) : BodyRows.All(shape.Bodies));
    }
}
