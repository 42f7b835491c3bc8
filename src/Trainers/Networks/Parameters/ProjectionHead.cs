namespace MsMclr.MLNet;

/// <summary>
/// Specifies what lies between the embedding and the projection <c>[N, P]</c> that the losses compare. Scoring uses neither.
/// </summary>
public enum ProjectionHead
{
    /// <summary>Two layers with a ReLU between, <c>fc.0</c> and <c>fc.2</c>, as in the paper (SimCLR, section 4.2).</summary>
    TwoLayers,

    /// <summary>
    /// One linear layer, <c>fc</c>, as in MoCo (section 3.3). In short runs on little data the embedding then served linear heads and
    /// nearest neighbors better than with two (<c>docs/experiments/recipe-trials.md</c>).
    /// </summary>
    Linear,
}
