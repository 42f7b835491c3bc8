namespace MsMclr.MLNet;

/// <summary>Specifies how a graph splits a joint's neighbors into subsets with weights of their own (ST-GCN, section 3.3).</summary>
public enum GraphPartition
{
    /// <summary>One subset (K = 1): the joint and its neighbors alike.</summary>
    Uniform,

    /// <summary>Two subsets (K = 2): the joint itself, and its neighbors.</summary>
    Distance,

    /// <summary>
    /// Three subsets (K = 3): the joint itself, neighbors at the same distance from the center or nearer, and those further away.
    /// </summary>
    Spatial,
}
