using System.Collections.Immutable;
using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Transforms.Encoders.Readout;

namespace MsMclr.MLNet;

/// <summary>
/// Says how an encoder's feature maps become its embedding: which blocks are read, over which joints and segments of time their values
/// are pooled, and how. A value: change one thing with <c>SkeletonReadout.MultiScale with { Segments = 3 }</c>.
/// </summary>
/// <remarks>
/// <para>A block gives a map <c>[C', T', V]</c> for each body: C' channels, T' frames, V joints. The joints are divided into G groups and
/// the frames into S segments. Each channel is pooled over each group in each segment, in P ways, so a block adds
/// <c>P * S * G * C'</c> numbers. The embedding has the blocks end to end, and within a block pooling, segment, group and channel, the
/// channel fastest. The mean over a clip's bodies follows, as before.</para>
/// <para>Nothing is trained for a read-out: a trained encoder can be read out anew (<see cref="EncoderLoadOptions.Readout"/>).</para>
/// </remarks>
public sealed record SkeletonReadout
{
    /// <summary>The number of the last block.</summary>
    public const int LastBlock = 10;

    private const int MostSegments = 16;
    private const ReadoutPooling AllPoolings = ReadoutPooling.Mean | ReadoutPooling.Max;

    /// <summary>Gets the paper's read-out: the mean of the last block over all joints and frames, <c>[D]</c>.</summary>
    public static SkeletonReadout Global { get; } = new();

    /// <summary>
    /// Gets the means of blocks 1, 4, 7 and 10 over the parts of the body in each half of the clip. With the ten parts of
    /// <see cref="SkeletonLayout.NtuRgbd"/> these are <c>20 (D + 4 c)</c> numbers. The last block knows most of what is alike in the
    /// performances of an action, the earlier ones of how exactly the body moves.
    /// </summary>
    public static SkeletonReadout MultiScale { get; } = new() { Blocks = [1, 4, 7, 10], Groups = ReadoutGroups.Parts, Segments = 2 };

    /// <summary>Gets the blocks that are read, from 1 to 10, in ascending order.</summary>
    /// <value>Default <see cref="LastBlock"/>; blocks 5 and 8 halve the number of frames.</value>
    /// <exception cref="ArgumentOutOfRangeException">There is none, one is not from 1 to 10, or they do not ascend.</exception>
    public ImmutableArray<int> Blocks
    {
        get;
        init
        {
            var text = value.IsDefault ? "null" : string.Join(", ", value);
            OptionCheck.Require(IsAscending(value), nameof(SkeletonReadout), nameof(Blocks), text, "1 to 10, at least one, ascending");
            field = value;
        }
    } = [LastBlock];

    /// <summary>Gets which joints are pooled together.</summary>
    /// <value>Default <see cref="ReadoutGroups.Body"/>.</value>
    /// <exception cref="ArgumentOutOfRangeException">None of the enumeration's values.</exception>
    public ReadoutGroups Groups
    {
        get;
        init
        {
            OptionCheck.RequireNamed(value, nameof(SkeletonReadout), nameof(Groups));
            field = value;
        }
    } = ReadoutGroups.Body;

    /// <summary>
    /// Gets S, into how many equal segments the frames of a block are divided. Of T' frames, segment s of 0 to S - 1 has those from
    /// floor(s T' / S) to before floor((s + 1) T' / S), and at least the first of them.
    /// </summary>
    /// <value>Default 1; from 1 to 16.</value>
    /// <exception cref="ArgumentOutOfRangeException">Below 1 or above 16.</exception>
    public int Segments
    {
        get;
        init
        {
            OptionCheck.Require(value is >= 1 and <= MostSegments, nameof(SkeletonReadout), nameof(Segments), value, "1 to 16");
            field = value;
        }
    } = 1;

    /// <summary>Gets how values are pooled. Both ways give both, means first.</summary>
    /// <value>Default <see cref="ReadoutPooling.Mean"/>.</value>
    /// <exception cref="ArgumentOutOfRangeException">Neither of the two.</exception>
    public ReadoutPooling Pooling
    {
        get;
        init
        {
            var isKnown = value != 0 && (value & ~AllPoolings) == 0;
            OptionCheck.Require(isKnown, nameof(SkeletonReadout), nameof(Pooling), value, "Mean, Max, or both");
            field = value;
        }
    } = ReadoutPooling.Mean;

    /// <inheritdoc/>
    public bool Equals(SkeletonReadout? other)
    {
        if (other is null || Groups != other.Groups || Segments != other.Segments || Pooling != other.Pooling)
            return false;
        return Blocks.AsSpan().SequenceEqual(other.Blocks.AsSpan());
    }

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Blocks[^1], Blocks.Length, Groups, Segments, Pooling);

    /// <summary>Gets the read-out in one line, as files hold it: <c>blocks=10;groups=Parts;segments=2;pooling=Mean</c>.</summary>
    /// <returns>The line.</returns>
    public override string ToString() => ReadoutText.Write(this);

    private static bool IsAscending(ImmutableArray<int> blocks)
    {
        if (blocks.IsDefaultOrEmpty || blocks[0] < 1 || blocks[^1] > LastBlock)
            return false;
        for (var i = 1; i < blocks.Length; i++)
        {
            if (blocks[i] <= blocks[i - 1])
                return false;
        }

        return true;
    }
}
