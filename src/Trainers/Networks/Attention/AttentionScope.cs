namespace MsMclr.MLNet;

/// <summary>Specifies what the tokens of motion attention are.</summary>
public enum AttentionScope
{
    /// <summary>
    /// Eight consecutive rows of the batch (four clips of two bodies), as in the authors' code. It needs <c>N * M</c> to be a multiple
    /// of 8.
    /// </summary>
    BatchSegments,

    /// <summary>The frames of one body.</summary>
    Time,
}
