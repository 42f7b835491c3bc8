namespace MsMclr.MLNet.Loaders.Naming;

/// <summary>How many of its folders a clip's name begins with.</summary>
internal enum FolderDepth
{
    /// <summary>None.</summary>
    None,

    /// <summary>Those below the folder that was listed.</summary>
    BelowRoot,

    /// <summary>The folder that was listed, too: several were.</summary>
    WithRoot,
}
