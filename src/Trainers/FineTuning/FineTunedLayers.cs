namespace MsMclr.MLNet;

/// <summary>Specifies which layers fine-tuning changes.</summary>
public enum FineTunedLayers
{
    /// <summary>The encoder and the head.</summary>
    All,

    /// <summary>The head alone, on an encoder that stays as it is, its running statistics included: linear evaluation.</summary>
    Head,
}
