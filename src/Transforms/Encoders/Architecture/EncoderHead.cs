namespace MsMclr.MLNet.Transforms.Encoders.Architecture;

/// <summary>
/// What stands on the embedding while an encoder learns: the projection that the losses compare, or a classifier. Scoring does not need it.
/// </summary>
/// <param name="Outputs">How many numbers it gives.</param>
/// <param name="HasHiddenLayer">Whether a layer of the embedding's width and a ReLU come before the last layer.</param>
internal sealed record EncoderHead(int Outputs, bool HasHiddenLayer)
{
    /// <summary>What the names of its tensors begin with.</summary>
    public const string Prefix = "fc.";

    /// <summary>The layer of a head that has only one.</summary>
    public static EncoderLayer SingleLayer { get; } = new("fc");

    /// <summary>The hidden layer, where there is one.</summary>
    public static EncoderLayer HiddenLayer { get; } = new("fc.0");

    /// <summary>The last layer of a head that has a hidden one.</summary>
    public static EncoderLayer LastLayer { get; } = new("fc.2");

    /// <summary>The layer that gives the outputs.</summary>
    public EncoderLayer OutputLayer => HasHiddenLayer ? LastLayer : SingleLayer;

    /// <summary>Its tensors in PyTorch's order, on an embedding of <paramref name="features"/> numbers.</summary>
    public IEnumerable<EncoderParameter> Parameters(int features)
    {
        var output = OutputLayer.Linear(features, Outputs, required: false);
        return HasHiddenLayer ? [.. HiddenLayer.Linear(features, features, required: false), .. output] : output;
    }
}
