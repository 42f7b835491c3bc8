using MsMclr.MLNet.Transforms.Encoders.Definition;

namespace MsMclr.MLNet.Trainers.FineTuning;

/// <summary>The encoder of the best epoch so far, and whether it is long enough ago to stop.</summary>
internal sealed class BestEpoch(int patience)
{
    private int _since;

    public int Epoch { get; private set; }

    public ValidationResult? Result { get; private set; }

    public EncoderDefinition? Encoder { get; private set; }

    public bool IsOver => patience > 0 && _since >= patience;

    public void Consider(int epoch, ValidationResult result, Func<EncoderDefinition> encoder)
    {
        _since++;
        if (!result.IsBetterThan(Result))
            return;
        _since = 0;
        Epoch = epoch;
        Result = result;
        Encoder = encoder();
    }
}
