namespace MsMclr.MLNet.Loaders.Contract;

/// <summary>A format that has a file for each frame: a clip is several files of a folder.</summary>
internal interface IFrameFiles
{
    /// <summary>The place of a file in its clip.</summary>
    /// <param name="fileName">The name with its extension, without a folder.</param>
    FrameFile Place(string fileName);
}
