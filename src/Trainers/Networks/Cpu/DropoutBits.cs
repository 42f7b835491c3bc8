using System.Numerics;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>
/// Dropout as a function of (key, row, element): no mask is stored, the backward pass computes it again. An element is dropped where the
/// upper 24 bits of a hash are below <c>p * 2^24</c>. The hash is Wellons' lowbias32 (two multiplications of 32 bits), after a
/// multiplication that spreads the element's number, and a register of elements takes it at once.
/// </summary>
internal readonly unsafe struct DropoutBits(double probability, ulong key)
{
    private static readonly Vector<uint> Lane = MakeLane();
    private readonly uint _threshold = (uint)(probability * (1 << 24));
    private readonly float _scale = (float)(1 / (1 - probability));

    /// <summary>
    /// Gets the number of each row in the whole batch, which the hash takes: what is dropped does not depend on who computes a row, nor on
    /// which bodies are absent.
    /// </summary>
    public int[]? Numbers { get; init; }

    /// <summary>Gets whether nothing is dropped.</summary>
    public bool IsOff => probability == 0;

    /// <summary>Computes <c>y = x / (1 - p)</c>, or 0 with probability p. It is its own gradient. y may be x.</summary>
    public void Apply(int row, float* x, float* y, int length)
    {
        if (IsOff)
        {
            if (x != y)
                new Span<float>(x, length).CopyTo(new(y, length));
            return;
        }

        var seed = new Vector<uint>(RowKey(Numbers is null ? row : Numbers[row]));
        var threshold = new Vector<uint>(_threshold);
        var scale = new Vector<float>(_scale);
        for (var i = 0; i < length; i += Lanes.Count)
        {
            var element = Lane + new Vector<uint>((uint)i);
            var bits = Vector.ShiftRightLogical(Hash(element ^ seed), 8);
            var keep = Vector.AsVectorInt32(Vector.GreaterThanOrEqual(bits, threshold));
            VectorMath.Store(y + i, Vector.ConditionalSelect(keep, VectorMath.Load(x + i) * scale, Vector<float>.Zero));
        }
    }

    private static Vector<uint> Hash(Vector<uint> x)
    {
        x *= new Vector<uint>(0x9e3779b9);
        x ^= Vector.ShiftRightLogical(x, 16);
        x *= new Vector<uint>(0x21f0aaad);
        x ^= Vector.ShiftRightLogical(x, 15);
        x *= new Vector<uint>(0x735a2d97);
        return x ^ Vector.ShiftRightLogical(x, 15);
    }

    private static Vector<uint> MakeLane()
    {
        var lanes = new uint[Vector<uint>.Count];
        for (var i = 0; i < lanes.Length; i++)
            lanes[i] = (uint)i;
        return new(lanes);
    }

    private uint RowKey(int row) => SplitMix64.Upper(key + ((ulong)row * SplitMix64.Increment));
}
