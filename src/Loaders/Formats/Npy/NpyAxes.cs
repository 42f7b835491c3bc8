namespace MsMclr.MLNet;

/// <summary>Specifies the order of the axes of an array of clips: N clips, C values, T frames, V joints, M bodies.</summary>
public enum NpyAxes
{
    /// <summary><c>[N, C, T, V, M]</c>, the order of ST-GCN and what follows it.</summary>
    ChannelsFirst,

    /// <summary><c>[N, T, M, V, C]</c>, <c>[N, T, V, C]</c> of one body, or <c>[N, T, M*V*C]</c>: CTR-GCN's <c>[N, T, 150]</c>.</summary>
    FramesFirst,

    /// <summary><c>[N, M, T, V, C]</c>, the order of PYSKL.</summary>
    BodiesFirst,
}
