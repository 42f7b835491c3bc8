using MsMclr.MLNet.Trainers.Networks;
using MsMclr.MLNet.Trainers.Pretraining.Contrast;
using MsMclr.MLNet.Trainers.Training;
using MsMclr.MLNet.Trainers.Training.Optimization;
using MsMclr.MLNet.Transforms.Encoders.Architecture;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Bench;

/// <summary>Our training step, as <see cref="MsMclrTrainer"/> takes it.</summary>
internal sealed class OurStep
{
    private readonly MsMclrRecipe _recipe;
    private readonly ClipShape _shape;
    private readonly MomentumContrast _contrast;
    private readonly ParameterUpdate _update;

    public OurStep(MsMclrRecipe recipe, ClipShape shape, TrainingPrecision precision = TrainingPrecision.Full)
    {
        _recipe = recipe;
        _shape = shape;
        var architecture = new EncoderArchitecture(shape.Channels, shape.Joints, recipe.HiddenChannels, recipe.FeatureSize)
        {
            Head = new(recipe.ProjectionSize, HasHiddenLayer: recipe.ProjectionHead == ProjectionHead.TwoLayers),
        };
        var form = new EncoderForm(recipe.GraphDistance, recipe.Attention, recipe.MotionAxes, recipe.Dropout) { Precision = precision };
        var query = new Encoder(architecture, shape, SkeletonLayout.NtuRgbd, form, 1, CPU);
        var key = new Encoder(architecture, shape, SkeletonLayout.NtuRgbd, form, 2, CPU, trainable: false);
        var loss = new ContrastiveLoss(recipe.Temperature, recipe.DivergenceWeight);
        _contrast = new(query, key, new KeyQueue(recipe.ProjectionSize, 32768, 3, CPU), loss, recipe.KeyMomentum);
        _update = ParameterUpdate.Of(recipe.Optimizer, query.State, recipe.WeightDecay);
    }

    public void Run(float[] clips, int count)
    {
        using var scope = NewDisposeScope();
        _contrast.Query.BeginStep(_update.Steps);
        _contrast.Key.BeginStep(_update.Steps);
        var views = Enumerable.Range(0, 3).Select(_ => View(clips, count)).ToArray();
        _contrast.Step(views[0], views[1], views[2], minedNeighbors: 0);
        _update.Step(_recipe.LearningRate);
        Array.ForEach(views, view => view.Rows.Dispose());
    }

    private View View(float[] clips, int count)
    {
        var values = tensor(clips, [count, _shape.Channels, _shape.Frames, _shape.Joints, _shape.Bodies]);
        var rows = _recipe.ExcludeAbsentBodies ? BodyRows.Present(clips, count, _shape, CPU) : BodyRows.All(_shape.Bodies);
        return new(values, rows);
    }
}
