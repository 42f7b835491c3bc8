using MsMclr.MLNet.Trainers.Networks;
using MsMclr.MLNet.Trainers.Torch;
using MsMclr.MLNet.Trainers.Training;
using MsMclr.MLNet.Transforms.Encoders.Architecture;
using MsMclr.MLNet.Transforms.Encoders.Definition;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.FineTuning;

/// <summary>A pretrained encoder with a new head. Owns both.</summary>
internal sealed class FineTunedNetwork : IDisposable
{
    private readonly EncoderDefinition _start;
    private readonly bool _frozen;
    private readonly bool _training;

    public FineTunedNetwork(EncoderDefinition start, int classes, SkeletonFineTuningTrainer.Options options, long seed, Device device)
    {
        _start = start;
        _frozen = options.Layers == FineTunedLayers.Head;
        _training = !_frozen && !options.EvalMode;
        Encoder = Load(start, _training ? options.Dropout : 0, seed, device, trainable: !_frozen);
        Head = new(classes, start.FeatureSize, seed + 1, device);
    }

    public Encoder Encoder { get; }

    public LinearHead Head { get; }

    /// <summary>Features <c>[N, D]</c> to learn the head from, and the encoder, if it is not frozen.</summary>
    public Tensor Features(View view)
    {
        using var grad = _frozen ? no_grad() : null;
        return NetworkHead.Pool(Encoder.Features(view.Clips, view.Rows, _training), view.Rows);
    }

    /// <summary>Features as scoring will see them.</summary>
    public Tensor FinalFeatures(View view)
    {
        using var grad = no_grad();
        return NetworkHead.Pool(Encoder.Features(view.Clips, view.Rows, training: false), view.Rows);
    }

    /// <summary>The encoder as it is now, with the head as <c>fc.weight</c> and <c>fc.bias</c>, where the Python code has it.</summary>
    public EncoderDefinition Describe()
    {
        var weights = _start.Weights
            .Where(weight => !weight.Key.StartsWith(EncoderHead.Prefix, StringComparison.Ordinal))
            .ToDictionary();
        if (!_frozen)
        {
            foreach (var parameter in Encoder.State.Architecture.Parameters.Where(parameter => parameter.RequiredForScoring))
                weights[parameter.Name] = new(parameter.Shape, Encoder.State.Get(parameter.Name));
        }

        foreach (var name in Head.Parameters)
        {
            using var scope = NewDisposeScope();
            weights[name] = new(Head[name].shape, TensorValues.ToArray(Head[name]));
        }

        return _start with { Weights = weights };
    }

    public void Dispose()
    {
        Encoder.Dispose();
        Head.Dispose();
    }

    private static Encoder Load(EncoderDefinition start, double dropout, long seed, Device device, bool trainable)
    {
        var initial = new InitialWeights(start);
        // Motion attention is of no use here; it stays as it begins and is not handed on.
        var form = new EncoderForm(GraphDistance.Full, AttentionScope.Time, MotionAxes.TimeAndJoint, dropout) { Graph = initial.Graph };
        var encoder = new Encoder(start.Architecture, start.Shape, start.Layout, form, seed, device, trainable);
        initial.CopyTo(encoder.State);
        return encoder;
    }
}
