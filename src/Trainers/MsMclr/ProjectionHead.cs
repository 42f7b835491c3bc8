namespace MsMclr.MLNet;

/// <summary>What lies between the embedding and the projection <c>[N, P]</c> that the losses compare. Scoring uses neither.</summary>
public enum ProjectionHead
{
    /// <summary>Two layers with a ReLU between, <c>fc.0</c> and <c>fc.2</c>, as in the paper (SimCLR, section 4.2).</summary>
    TwoLayers,

    /// <summary>
    /// One linear layer, <c>fc</c>: what tells clips apart has to be in the embedding itself, where linear heads and nearest neighbours find it. With two
    /// layers a short run on little data leaves part of it to the head, which is thrown away.
    /// </summary>
    Linear,
}
