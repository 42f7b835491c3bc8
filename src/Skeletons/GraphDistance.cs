namespace MsMclr.MLNet;

/// <summary>Specifies how far graph distances from the center are counted before they become infinite.</summary>
public enum GraphDistance
{
    /// <summary>
    /// One hop, as in the code of ST-GCN and MsMCLR: further joints are all equally (infinitely) far, so most edges land in one subset.
    /// </summary>
    OneHop,

    /// <summary>In full, as ST-GCN's paper describes it.</summary>
    Full,
}
