using System.Collections.Immutable;

namespace MsMclr.MLNet;

/// <summary>A file format of skeleton recordings. Implement it to load your own; <see cref="SkeletonFormat"/> has the known ones.</summary>
/// <remarks>
/// <para>A format is called from several threads at once and must hold no state that changes. It needs to say five things: its name,
/// its layout, the files it takes, what their names tell, and how to read one. The rest has defaults.</para>
/// <para>Limits, body order, splits, parallel reading, the form of missing joints and the check for Infinity are the loader's work, not
/// the format's.</para>
/// </remarks>
public interface ISkeletonFormat
{
    /// <summary>Gets what messages call the format.</summary>
    string Name { get; }

    /// <summary>Gets the skeleton that the files hold.</summary>
    SkeletonLayout Layout { get; }

    /// <summary>Gets C, values a joint.</summary>
    /// <value>3: x, y, z.</value>
    int Channels => 3;

    /// <summary>Gets how many of the values of a joint are coordinates; those after them are scores.</summary>
    /// <value><see cref="Channels"/>: all.</value>
    int Coordinates => Channels;

    /// <summary>Gets M, how many bodies a clip usually has room for.</summary>
    /// <value>1.</value>
    int Bodies => 1;

    /// <summary>Gets what is known of each clip; decides which columns a view has.</summary>
    /// <value><see cref="ClipFields.None"/>.</value>
    ClipFields Fields => ClipFields.None;

    /// <summary>Gets what messages say of recordings in which no joint was found.</summary>
    internal string EmptyRemedy => "leave such recordings out";

    /// <summary>Gets the actions that labels count, in order; they become the label's key values.</summary>
    /// <value>None: every label is missing.</value>
    ImmutableArray<string> Actions => [];

    /// <summary>Tells whether a file of this name is one of the format's; decides which files of a folder are taken.</summary>
    /// <param name="fileName">The name with its extension, without a folder.</param>
    /// <returns>True to take it.</returns>
    bool Accepts(string fileName);

    /// <summary>Tells what the name says of the one clip in a file.</summary>
    /// <param name="name">The name without folder and extension.</param>
    /// <returns>The clip, equal to what <see cref="Read"/> will return for it; null where only reading tells, or where a file holds
    /// several clips.</returns>
    ClipInfo? Describe(string name);

    /// <summary>Reads a file, clip by clip.</summary>
    /// <param name="file">The file. What it lends is valid until the enumeration ends.</param>
    /// <param name="clip">Takes the frames of the clip that is returned next; it is empty again after each one.</param>
    /// <returns>For each clip what is known of it, returned once its frames are in <paramref name="clip"/>.</returns>
    /// <exception cref="SkeletonFileException">The file is not what the format says; make it with
    /// <see cref="SkeletonFile.Bad(long, string)"/>.</exception>
    IEnumerable<ClipInfo> Read(SkeletonFile file, SkeletonClipBuilder clip);
}
